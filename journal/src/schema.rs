use sqlx::PgPool;
use sqlx::migrate::MigrateError;

/// Brings the database to the newest schema. Safe to call by several processes at once; run it as the owner.
pub async fn migrate(pool: &PgPool) -> Result<(), MigrateError> {
    sqlx::migrate!("../migrations").run(pool).await
}
