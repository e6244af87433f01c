//! The read models against a real PostgreSQL. Run by `bin/test`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod agreement;
mod exactly_once;
mod isolation;
mod lists;
mod plans;
mod rebuild;
mod stalls;
mod statements;
mod story;
mod support;
mod through_the_journal;
mod vat_fold;
mod walls;
