//! A read of its own, outside of any request: what waits between two reads holds no connection meanwhile.

use domain::units::EstateId;
use sqlx::{PgPool, Postgres, Transaction};

/// Begins a read-only transaction at one moment.
///
/// In a task of its own, which goes on when the caller is dropped: sqlx 0.8 gives a connection whose BEGIN was broken off
/// back to the pool with the transaction open and unknown to it, and whoever has it next would write nothing.
pub(crate) async fn begin(pool: &PgPool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun =
        tokio::spawn(async move { pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await });
    begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

/// Begins such a transaction with the estate told to the database, where policies can ask for it.
/// It is to be rolled back as soon as the read is done.
pub(crate) async fn moment(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut transaction = begin(pool).await?;
    sqlx::query("SELECT set_config('monchai.estate', $1::text, true)")
        .bind(estate.uuid())
        .execute(&mut *transaction)
        .await?;
    Ok(transaction)
}
