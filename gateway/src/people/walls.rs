//! Transactions within walls: the database shows them one estate, or one account, and nothing else.

use domain::units::{ActorId, EstateId};
use sqlx::{PgPool, Postgres, Transaction};

/// A transaction that sees the estate.
pub(super) async fn of_estate(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    within(pool, "monchai.estate", estate.uuid().to_string()).await
}

/// A transaction that sees the account and to what it belongs.
pub(super) async fn of_account(
    pool: &PgPool,
    account: ActorId,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    within(pool, "monchai.account", account.uuid().to_string()).await
}

async fn within(
    pool: &PgPool,
    setting: &str,
    value: String,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    tell(&mut transaction, setting, &value).await?;
    Ok(transaction)
}

async fn tell(
    transaction: &mut Transaction<'static, Postgres>,
    setting: &str,
    value: &str,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query("SELECT set_config($1, $2, true)").bind(setting).bind(value);
    query.execute(&mut **transaction).await.map(drop)
}
