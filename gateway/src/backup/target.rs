//! The database that a backup is restored into.

use sqlx::PgConnection;

use super::error::BackupError;

/// The server's major version.
pub(super) async fn major(connection: &mut PgConnection) -> Result<u32, BackupError> {
    let number: i32 =
        sqlx::query_scalar("SELECT current_setting('server_version_num')::int").fetch_one(connection).await?;
    Ok(u32::try_from(number / 10_000).unwrap_or_default())
}

/// Refuses a database in which anything is.
pub(super) async fn require_empty(connection: &mut PgConnection) -> Result<(), BackupError> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', space.nspname, relation.relname)
         FROM pg_class AS relation JOIN pg_namespace AS space ON space.oid = relation.relnamespace
         WHERE space.nspname <> 'information_schema' AND space.nspname NOT LIKE 'pg\\_%' LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    match found {
        None => Ok(()),
        Some(table) => Err(BackupError::Said(format!(
            "la base n'est pas vide (il y a {table}) : restaurez dans un nouveau dossier, ou une nouvelle base"
        ))),
    }
}

/// Empties a database that was found empty before. Roles stay, as they belong to the cluster.
pub(super) async fn empty(connection: &mut PgConnection) -> Result<(), BackupError> {
    sqlx::raw_sql(
        "DO $$
         DECLARE
             name text;
         BEGIN
             FOR name IN SELECT nspname FROM pg_namespace
                 WHERE nspname NOT IN ('information_schema', 'public') AND nspname NOT LIKE 'pg\\_%'
             LOOP
                 EXECUTE format('DROP SCHEMA %I CASCADE', name);
             END LOOP;
             DROP TABLE IF EXISTS public._sqlx_migrations;
         END
         $$",
    )
    .execute(connection)
    .await?;
    Ok(())
}
