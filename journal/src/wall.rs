//! Whom a transaction works for: what the policies of the database ask (migrations/0007).
//!
//! It is told for the length of one transaction, never of a connection, which goes on to another estate. Two ways, and
//! none takes a round trip of its own: with the `BEGIN`, or within the one statement of a load (`load.rs`).

use domain::units::EstateId;
use sqlx::{PgPool, Postgres, Transaction};

/// Begins a transaction that sees and writes what is the estate's, and nothing else. `mode` is what follows on `BEGIN`:
/// `READ ONLY`, an isolation level.
///
/// Dropped, it is rolled back when its connection goes back to the pool, which costs the caller nothing.
pub async fn begin(
    pool: &PgPool,
    estate: EstateId,
    mode: &'static str,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    // An id is written with hexadecimal digits and hyphens alone.
    begin_with(pool, format!("BEGIN {mode}; SET LOCAL monchai.estate TO '{estate}'")).await
}

/// Begins a transaction with these statements, the first of them `BEGIN`.
///
/// It begins in a task of its own, which goes on when the caller is dropped: sqlx 0.8 gives a connection whose BEGIN was
/// broken off back to the pool with the transaction open and unknown to it, and whoever has it next would write nothing.
pub async fn begin_with(
    pool: &PgPool,
    statements: String,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(statements).await });
    begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?
}
