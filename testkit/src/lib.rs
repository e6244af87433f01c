//! A migrated database of its own for each test.
//!
//! ```no_run
//! # async fn a_test() {
//! let database = testkit::TestDatabase::new().await;
//! let one: i32 = sqlx::query_scalar("SELECT 1").fetch_one(database.server_pool()).await.unwrap();
//! # }
//! ```
//!
//! Migrating takes long and copying does not, so the migrations run once into a template, and each test gets a copy.
//! Tests of several processes may start at once: the first makes the template, and the others wait for it.
#![allow(clippy::expect_used, clippy::panic, reason = "test support")]

mod address;
mod database;
mod template;

pub use database::TestDatabase;
