//! What an invoice comes to: lines, VAT by rate, sums.

mod check;
mod draft;
mod mention;
mod price;
mod refusal;
mod split;
#[cfg(test)]
mod tests;

pub use draft::{DraftDiscount, DraftLine, InvoiceDraft, KnownSeller, Off};
pub use mention::Mention;
pub use price::price;
pub use refusal::DraftRefusal;
pub(super) use split::{Part, shares, split};
