//! Rules that several aggregates share, each in one place.

mod dates;
mod texts;

pub use dates::{DateRefusal, in_calendar, not_in_future};
pub use texts::{
    PaperRefusal, Unfit, bulk_destination, lot_number, name, optional, reason, sale_destination,
};
