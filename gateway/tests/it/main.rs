//! The gateway as its users meet it, against a real PostgreSQL. Run by `bin/test`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod cli;
mod concurrency;
mod graphql;
mod http;
mod live;
mod restart;
mod support;
