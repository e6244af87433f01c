//! The chain that makes every change of a ledger show.
//!
//! Each event carries the sha256 of these fields in this order, each preceded by its length in bytes as a big-endian
//! `int4`:
//!
//! | field | bytes |
//! |---|---|
//! | hash of the event before | 32; before position 1, 32 zeros |
//! | position | 8, big-endian |
//! | estate | 16 |
//! | aggregate type, aggregate id | UTF-8 |
//! | sequence | 8, big-endian |
//! | event type, event version | UTF-8 |
//! | payload, metadata | the JSON text as it was written, UTF-8 |
//! | `recorded_at` | 8, big-endian: microseconds since 1970-01-01 00:00 UTC |
//!
//! The lengths leave no doubt where a field ends. `journal.append` writes the chain in SQL; this is the other, separate
//! reading of the same rule, for whoever verifies it.

mod hash;
mod link;

pub use hash::{Hash, MalformedHash};
pub use link::Link;
