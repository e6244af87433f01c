//! What is folded from the ledger when it is asked for: duty, losses, anomalies, other versions of a month.

use std::collections::BTreeSet;

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use documents::reference::{excise_rates, loss_allowances};
use domain::Fact;
use domain::decider::Refusal;
use domain::drm::anomalies::{BottlingWatch, anomalies};
use domain::drm::duty::{Duty, DutyCategory, duty};
use domain::drm::losses::{LossBook, losses};
use domain::drm::{Books, Node, Return};
use domain::drm_period::DrmPeriodEvent;
use domain::estate::EstateEvent;
use domain::terms::Regime;
use domain::units::{Campaign, Date, Money, Month, Rate, Volume, WineId};

use super::Wine;
use crate::app::App;
use crate::drm_file::{breaches, place};
use crate::graphql::context::session;
use crate::graphql::enums::{GqlLossScheme, GqlRegime};
use crate::graphql::fault;
use crate::graphql::loaders::wine;
use crate::graphql::outcome::labels;
use crate::graphql::scalars::{GqlMoney, GqlVolume};
use crate::messages::sentence;
use crate::refold::refold;

/// The ledger of an estate, folded once a request.
#[derive(Default)]
pub struct Insight {
    /// What returns are declared from.
    pub books: Books,
    losses: LossBook,
    bottling: BottlingWatch,
    books_from: Option<Month>,
    closed: BTreeSet<Month>,
}

impl Insight {
    /// Folds the ledger of the session's estate.
    pub async fn of(context: &Context<'_>) -> Result<Self> {
        let (app, session) = (context.data::<App>()?, session(context));
        let mut insight = Self::default();
        let read = refold(&app.journal, session.estate, |_, fact| {
            insight.books.take(fact);
            insight.losses.take(fact);
            insight.bottling.take(fact);
            insight.note(fact);
        });
        read.await.map_err(|error| fault(session, &error))?;
        Ok(insight)
    }

    fn note(&mut self, fact: &Fact) {
        match fact {
            Fact::Estate(_, EstateEvent::EstateRegistered { books_from, .. }) => {
                self.books_from = Some(*books_from);
            }
            Fact::Period(_, DrmPeriodEvent::MonthClosed { month, .. }) => drop(self.closed.insert(*month)),
            _ => {}
        }
    }

    /// The duty of a month, a category at a time.
    pub fn duty(&self, month: Month) -> Vec<DrmDuty> {
        duty(&self.books.declare(month), excise_rates::all()).into_iter().map(Into::into).collect()
    }

    /// The losses of the campaign of a month until a day; none outside the calendar.
    pub fn losses(&self, month: Month, today: Date) -> Option<DrmLosses> {
        let campaign = Campaign::of(month);
        let scheme = self.losses.scheme(campaign);
        let records = self.losses.records(campaign)?;
        let until = month.next().first_day()?.previous().min(today);
        let balance = losses(&records, scheme, loss_allowances::all(), campaign, until)?;
        Some(DrmLosses {
            campaign: campaign.to_string(),
            scheme: scheme.into(),
            allowed: balance.allowed_ml.into(),
            observed: balance.observed_ml.into(),
            used_basis_points: balance.ratio.map(Rate::basis_points),
            warning: balance.warning,
            taxable_shortage: balance.taxable_shortage_ml.into(),
        })
    }

    /// What is odd in a month: what customs would refuse, and what a person should look at.
    pub async fn anomalies(&self, context: &Context<'_>, month: Month) -> Result<Vec<DrmAnomaly>> {
        let mut found: Vec<DrmAnomaly> = breaches(&self.books, month).iter().map(of_breach).collect();
        let preceding_closed =
            self.books_from.is_none_or(|first| month <= first) || self.closed.contains(&month.previous());
        let odd = anomalies(&self.books, &self.bottling, month, preceding_closed);
        let odd: Vec<Refusal> = odd.into_iter().map(Refusal::from).collect();
        let labels = labels(context, &odd).await?;
        found.extend(odd.iter().map(|refusal| DrmAnomaly {
            code: refusal.code.to_owned(),
            severity: "NOTICE",
            message: sentence(refusal, &labels, session(context).language),
            hint: None,
            subject: None,
        }));
        Ok(found)
    }
}

fn of_breach(breach: &documents::drm_rules::Breach) -> DrmAnomaly {
    use documents::drm_rules::Severity;
    let subject = place(breach);
    DrmAnomaly {
        code: breach.rule.to_owned(),
        severity: match breach.severity {
            Severity::Blocking => "BLOCKING",
            Severity::Error => "ERROR",
            Severity::Notice => "NOTICE",
        },
        message: breach.message.clone(),
        hint: Some(breach.hint),
        subject: Some(subject).filter(|subject| !subject.is_empty()),
    }
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
            category: match category {
                DutyCategory::Still => "STILL",
                DutyCategory::Sparkling => "SPARKLING",
                DutyCategory::Cider => "CIDER",
                DutyCategory::NaturalSweet => "NATURAL_SWEET",
                DutyCategory::OtherIntermediate => "OTHER_INTERMEDIATE",
                DutyCategory::Spirit => "SPIRIT",
            },
            base: base_ml.into(),
            rate_per_hl: rate.map(|rate| GqlMoney(Money::from_cents(rate.cents_per_hl))),
            rate_derived: rate.is_some_and(|rate| rate.derived),
            due: GqlMoney(due),
            credit: GqlMoney(credit),
        }
    }
}

/// Losses of a campaign, allowed against observed (CGI, annexe III, art. 111-00 A and following).
#[derive(SimpleObject)]
pub struct DrmLosses {
    /// The campaign: `2026-2027`.
    campaign: String,
    /// The rates that the estate is held to.
    scheme: GqlLossScheme,
    /// Allowed so far.
    allowed: GqlVolume,
    /// Observed so far.
    observed: GqlVolume,
    /// Observed over allowed in hundredths of a per cent; null where nothing is allowed.
    used_basis_points: Option<i32>,
    /// True from 80 % of the allowance on.
    warning: bool,
    /// At the campaign's end, what exceeds the allowance: duty falls due on it.
    taxable_shortage: GqlVolume,
}

/// Something to look at before the month is filed.
#[derive(SimpleObject)]
pub struct DrmAnomaly {
    /// A rule of customs (`RG11`) or a code of ours.
    code: String,
    /// `BLOCKING` or `ERROR`: customs would refuse the return; `NOTICE`: they would not.
    severity: &'static str,
    /// What is wrong: the portal's own sentence for a rule.
    message: String,
    /// Where to look.
    hint: Option<&'static str>,
    /// The wine, the capsules or the document that it is about.
    subject: Option<String>,
}

/// A figure that two versions of a month tell otherwise.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DrmDifference {
    #[graphql(skip)]
    wine_id: WineId,
    /// Suspended or paid.
    regime: GqlRegime,
    /// `OPENING`, `CLOSING`, or the name of a node.
    figure: &'static str,
    /// What it was.
    before: GqlVolume,
    /// What it is.
    after: GqlVolume,
}

#[ComplexObject]
impl DrmDifference {
    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.wine_id).await
    }
}

/// Every figure that differs, wine by wine.
pub fn differences(before: &Return, after: &Return) -> Vec<DrmDifference> {
    let mut keys: Vec<(WineId, Regime)> =
        before.wines.iter().chain(&after.wines).map(|it| (it.wine, it.regime)).collect();
    keys.sort();
    keys.dedup();
    let mut rows = Vec::new();
    for (wine_id, regime) in keys {
        let of = |drm: &Return, figure: &dyn Fn(&domain::drm::WineBalance) -> Volume| {
            let found = drm.wines.iter().find(|it| it.wine == wine_id && it.regime == regime);
            found.map(figure).unwrap_or_default()
        };
        let mut tell = |name, figure: &dyn Fn(&domain::drm::WineBalance) -> Volume| {
            let (was, is) = (of(before, figure), of(after, figure));
            if was != is {
                let (before, after) = (was.into(), is.into());
                rows.push(DrmDifference { wine_id, regime: regime.into(), figure: name, before, after });
            }
        };
        tell("OPENING", &|it| it.opening_ml);
        for node in Node::ALL {
            tell(node.name(), &|it| it.on(*node));
        }
        tell("CLOSING", &|it| it.closing_ml);
    }
    rows
}
