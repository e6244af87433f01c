//! The gateway as its users meet it, against a real PostgreSQL. Run by `bin/test`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod access;
mod cli;
mod concurrency;
mod directory;
mod downloads;
mod graphql;
mod http;
mod letterhead;
mod live;
mod ops;
mod people;
mod refold;
mod restart;
mod support;
