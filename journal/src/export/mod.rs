//! An estate's ledger as a file, which proves by itself that it is complete and unaltered.
//!
//! One JSON object a line. The first tells whose ledger it is, then comes a line an event in the order of the ledger,
//! and the last one tells how many there are and where the chain ends, so that a file that breaks off is noticed:
//!
//! ```text
//! {"journal":{"version":1,"estate":"0192…"}}
//! {"event":{"position":1,"aggregate_type":"vat","aggregate_id":"0192…","sequence":1,"event_type":"VatCommissioned",
//!   "event_version":"1","payload":"{…}","metadata":"{…}","recorded_at_us":1790000000000000,"hash":"5d41…"}}
//! {"end":{"events":1,"head_position":1,"head_hash":"5d41…"}}
//! ```
//!
//! `payload` and `metadata` are strings, because the exact text is what was hashed; [`chain`](crate::chain) tells how.

pub(crate) mod format;
mod write;

pub use write::{Exported, export};
