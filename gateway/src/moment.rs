//! A read of its own, outside of any request: what waits between two reads holds no connection meanwhile.

use domain::units::EstateId;
use sqlx::{PgPool, Postgres, Transaction};

/// Begins a read-only transaction at one moment, with the estate told to the database, where policies can ask for it.
/// It is to be rolled back as soon as the read is done.
pub(crate) async fn moment(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
    sqlx::query("SELECT set_config('monchai.estate', $1::text, true)")
        .bind(estate.uuid())
        .execute(&mut *transaction)
        .await?;
    Ok(transaction)
}
