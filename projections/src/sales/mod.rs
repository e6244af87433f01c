//! Invoices and payments, what is due and since when, revenue and VAT by month, the closings of the till.

mod fold;
mod read;
mod rows;

pub use fold::Sales;
pub use read::*;
pub use rows::*;
