//! Dated entries: what was there on any day, and what a new entry, also a back-dated one, would break later.

mod contents;
mod counts;

pub use contents::{Break, Contents, Effect, Entry};
pub use counts::Counts;
