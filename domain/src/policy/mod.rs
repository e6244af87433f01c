//! Rules that several aggregates share, each in one place.

mod dates;
mod texts;

pub use dates::{DateRefusal, in_calendar, not_in_future};
pub use texts::{Unfit, lot_number, name, optional, reason};
