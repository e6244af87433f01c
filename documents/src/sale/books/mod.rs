//! What a bookkeeper takes over: the sales journal in the form of the FEC, invoices and VAT as CSV. Names on them are
//! personal, like those on the papers.

mod accounts;
mod entry;
mod fec;
mod sales_csv;

#[cfg(test)]
mod tests;

pub use accounts::Accounts;
pub use entry::{Customer, Entry, EntryLine, Paid, Posting, Replaced, Sale, entry};
pub use fec::{FEC_COLUMNS, fec, fec_name};
pub use sales_csv::{invoices_csv, vat_csv};
