//! Whether a ledger is as it was written.
//!
//! Nothing here shares code with what writes, which is SQL: the chain is computed again in Rust, from the database or
//! from an export alone, which an auditor reads without one.

mod database;
mod fault;
mod file;
mod walk;

pub use database::database;
pub use fault::{Fault, FaultKind, VerifyError};
pub use file::file;
pub use walk::Verified;
