//! The append-only event store on PostgreSQL: one gapless, hash-chained ledger an estate.
//!
//! An [`Operation`] is carried out by [`Journal::perform`]: it loads streams into a [`Unit`] of work, runs commands
//! there through `cqrs-es`, and everything they emitted is appended at once, or nothing. [`verify`] proves that a ledger
//! is as it was written, from the database or from the file that [`export`] wrote.

mod append;
pub mod chain;
mod error;
pub mod export;
mod feed;
mod journal;
mod lanes;
mod links;
mod load;
mod memory;
mod operation;
mod patience;
mod perform;
mod record;
mod schema;
mod scope;
mod scribe;
mod unit;
pub mod verify;
mod wake;
mod wall;

pub use error::{JournalError, PerformError, UnitError};
pub use feed::Selection;
pub use journal::{Head, Journal};
pub use operation::{Operation, Performed};
pub use record::{Metadata, Recorded};
pub use schema::migrate;
pub use scope::Scope;
pub use unit::Unit;
pub use wake::{CHANNEL, Listener};
pub use wall::{begin, begin_with};

/// The name of one stream: an aggregate's type and id.
pub type StreamRef = domain::decider::Stream;
