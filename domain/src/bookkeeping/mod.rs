//! How an estate keeps the books of its sales: whether it charges VAT and when that falls due, and the accounts of its sales
//! journal.

mod account;
mod purpose;
mod refusal;
#[cfg(test)]
mod tests;

pub use account::{Account, Bookkeeping};
pub use purpose::AccountPurpose;
pub use refusal::BookkeepingRefusal;
