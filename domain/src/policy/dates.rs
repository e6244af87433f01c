use crate::decider::{Context, refusals};
use crate::units::{Date, Month};

refusals! {
    /// Why a day is refused.
    pub enum DateRefusal {
        /// What takes effect cannot lie ahead.
        InFuture = "DATE_IN_FUTURE" {
            /// The day that was entered.
            date: Date,
            /// The day it is.
            today: Date,
        },
        /// The year lies outside the calendar of the books, 1900 to 2999.
        OutOfCalendar = "DATE_OUT_OF_CALENDAR" {
            /// The day that was entered.
            date: Date,
        },
    }
}

/// Accepts a day of the calendar of the books, which is that of [`Month`].
pub fn in_calendar(date: Date) -> Result<Date, DateRefusal> {
    if Month::of(date).is_none() {
        return Err(DateRefusal::OutOfCalendar { date });
    }
    Ok(date)
}

/// Accepts a day of the calendar that is not after today: what has taken effect has happened.
pub fn not_in_future(date: Date, context: &Context) -> Result<Date, DateRefusal> {
    let date = in_calendar(date)?;
    if date > context.today {
        return Err(DateRefusal::InFuture { date, today: context.today });
    }
    Ok(date)
}
