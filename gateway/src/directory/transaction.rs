use domain::units::EstateId;
use sqlx::{PgPool, Postgres, Transaction};

/// Begins a transaction that sees the estate and no other.
pub(super) async fn begin(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    journal::begin(pool, estate, "READ WRITE").await
}

/// The same, and all that is read in it is of one moment.
pub(super) async fn begin_at_one_moment(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    journal::begin(pool, estate, "ISOLATION LEVEL REPEATABLE READ").await
}
