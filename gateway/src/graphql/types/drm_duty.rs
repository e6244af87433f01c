use async_graphql::SimpleObject;
use documents::reference::excise_rates;
use domain::drm::declared::DrmReturn;
use domain::drm::duty::{Duty, RateSource, duty};
use domain::units::{Date, Money};

use crate::graphql::scalars::{GqlDate, GqlMoney, GqlVolume};

/// The duty of a return, a category at a time.
pub fn duties(drm: &DrmReturn) -> Vec<Duty> {
    duty(drm, excise_rates::all())
}

/// The duty of one fiscal category in a month.
#[derive(SimpleObject)]
pub struct DrmDuty {
    /// `STILL`, `SPARKLING`, `CIDER`, `NATURAL_SWEET`, `OTHER_INTERMEDIATE` or `SPIRIT`.
    category: &'static str,
    /// Sold under suspended capsules less replaced under suspension; below zero where more came back.
    base: GqlVolume,
    /// The rate of the month's year in euro a hectolitre; null where the table has none, and then nothing is reckoned.
    rate_per_hl: Option<GqlMoney>,
    /// The first day on which that rate is in force.
    rate_from: Option<GqlDate>,
    /// The last one.
    rate_until: Option<GqlDate>,
    /// `PUBLISHED`, `PRESS` (to be confirmed), or `DERIVED` from a year beside where no publication tells it.
    rate_source: Option<&'static str>,
    /// True where no publication tells the rate, and it was derived from a year beside.
    rate_derived: bool,
    /// What is due.
    due: GqlMoney,
    /// What the estate is owed, on a base below zero.
    credit: GqlMoney,
}

impl From<Duty> for DrmDuty {
    fn from(duty: Duty) -> Self {
        let Duty { category, base_ml, rate, due, credit } = duty;
        Self {
            category: category.name(),
            base: base_ml.into(),
            rate_per_hl: rate.map(|rate| GqlMoney(Money::from_cents(rate.cents_per_hl))),
            rate_from: rate.and_then(|rate| Date::from_ymd(i32::from(rate.year), 1, 1)).map(Into::into),
            rate_until: rate.and_then(|rate| Date::from_ymd(i32::from(rate.year), 12, 31)).map(Into::into),
            rate_source: rate.map(|rate| match rate.source {
                RateSource::Published => "PUBLISHED",
                RateSource::Press => "PRESS",
                RateSource::Derived => "DERIVED",
            }),
            rate_derived: rate.is_some_and(|rate| rate.is_derived()),
            due: GqlMoney(due),
            credit: GqlMoney(credit),
        }
    }
}
