//! The append-only event store on PostgreSQL: one gapless, hash-chained ledger an estate.

mod schema;

pub use schema::migrate;
