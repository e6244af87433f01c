//! Rules that several aggregates share, each in one place.

mod dates;
mod inventory;
mod payment;
mod replacement;
mod texts;

pub use dates::{DateRefusal, in_calendar, not_in_future};
pub use inventory::{InventoryRefusal, annual_inventory};
pub use payment::{PaymentTermsRefusal, WINE_PAYMENT_DAYS, payable_by};
pub use replacement::{REPLACEABLE_MONTHS, ReplacementRefusal, replaceable};
pub use texts::{
    PaperRefusal, Unfit, arrival, bulk_destination, lot_number, name, optional, reason, sale_destination,
};
