//! What is promised about stored events: every event that was ever written can be read.
//!
//! `docs/events/` holds the JSON schema of each type and version, `docs/events.md` the same for people, and
//! `fixtures/events/` events as they were written at each version. All three are held against the code here;
//! `UPDATE_SCHEMAS=1 cargo test -p domain schemas` writes the first two anew, unless that would break the promise.

mod catalogue;
mod compatibility;
mod coverage;
mod files;
mod golden_events;
mod schema;
mod schemas;
mod table;
