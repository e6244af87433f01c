use std::collections::BTreeMap;

use super::{Closing, Takings};
use crate::units::{Date, Money, Month};

/// The till of a year as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Till {
    /// Nothing was sold or paid in the year.
    #[default]
    Unused,
    /// It takes in what is dated after its last closing.
    Open(OpenTill),
    /// The year is closed, with these totals.
    Closed(Closing),
}

/// A till that takes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenTill {
    /// The takings of each day that is not closed.
    pub(super) days: BTreeMap<Date, Takings>,
    /// The last day that is closed.
    pub closed_until: Option<Date>,
    /// The last month that is closed.
    pub(super) month_closed: Option<Month>,
    /// The takings of the closed days of the month that is not.
    pub(super) of_month: Takings,
    /// The takings of the closed days of the year.
    pub(super) of_year: Takings,
    /// What was sold with VAT in all, at the last closing.
    pub(super) grand_total_cents: Money,
    /// What was paid in all, at the last closing.
    pub(super) grand_received_cents: Money,
}
