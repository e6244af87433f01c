use crate::decider::refusals;
use crate::policy::DateRefusal;
use crate::units::{Date, Month};

refusals! {
    /// Why a till refuses.
    pub enum TillRefusal {
        /// The day is closed.
        DayClosed = "TILL_DAY_CLOSED" {
            /// The day that was entered.
            day: Date,
            /// The last day that is closed.
            closed_until: Date,
        },
        /// The year is closed.
        YearClosed = "TILL_YEAR_CLOSED" {
            /// The year.
            year: i64,
        },
        /// The month is not over.
        MonthNotOver = "TILL_MONTH_NOT_OVER" {
            /// The month.
            month: Month,
        },
        /// The year is not over.
        YearNotOver = "TILL_YEAR_NOT_OVER" {
            /// The year.
            year: i64,
        },
        /// The year before is not closed: its total is carried over.
        YearBeforeOpen = "TILL_YEAR_BEFORE_OPEN" {
            /// That year.
            year: i64,
        },
    } | /// A day is refused.
        DateRefusal
}
