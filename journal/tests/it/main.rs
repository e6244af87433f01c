//! The journal on a real PostgreSQL: each test in a database of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

mod atomicity;
mod conflicts;
mod export;
mod feed;
mod hashing;
mod idempotency;
mod isolation;
mod memory;
mod migration;
mod rights;
mod stock_postgres_es;
mod survival;
mod tampering;
mod waking;
mod walls;
