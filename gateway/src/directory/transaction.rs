use domain::units::EstateId;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

/// Begins a transaction that sees the estate and no other.
pub(crate) async fn begin(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    tell(&mut transaction, estate).await?;
    Ok(transaction)
}

/// The same, and all that is read in it is of one moment.
pub(super) async fn begin_at_one_moment(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ").await?;
    tell(&mut transaction, estate).await?;
    Ok(transaction)
}

/// Tells the database the estate, for the rest of the transaction.
async fn tell(connection: &mut PgConnection, estate: EstateId) -> Result<(), sqlx::Error> {
    let tell = sqlx::query("SELECT set_config('monchai.estate', $1::text, true)").bind(estate.uuid());
    tell.execute(connection).await.map(drop)
}
