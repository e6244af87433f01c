//! Files made of the books, kept for good.

mod make;
mod sale;
mod store;

pub use make::{Made, Unwritable, of_return, write};
pub use sale::{NoPaper, Paper, SaleFormat, of_invoice};
pub use store::{Stored, keep, of_month};
