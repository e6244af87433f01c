//! Transactions within walls: the database shows them one estate, or one account, and nothing else.

use domain::units::{ActorId, EstateId};
use sqlx::{PgPool, Postgres, Transaction};

/// A transaction that sees the estate.
pub(super) async fn of_estate(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    journal::begin(pool, estate, "READ WRITE").await
}

/// A transaction that sees the account and to what it belongs.
pub(super) async fn of_account(
    pool: &PgPool,
    account: ActorId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    // An id is written with hexadecimal digits and hyphens alone.
    let begin = format!("BEGIN READ WRITE; SET LOCAL monchai.account TO '{account}'");
    journal::begin_with(pool, begin).await
}
