use sqlx::{Executor, PgPool};
use uuid::Uuid;

use crate::common::{Bench, Fill};

/// The SQLSTATE that a statement ends with.
async fn state(pool: &PgPool, sql: &str) -> String {
    match pool.execute(sql).await {
        Ok(_) => "00000".to_owned(),
        Err(sqlx::Error::Database(error)) => error.code().unwrap_or_default().into_owned(),
        Err(error) => panic!("{sql}: {error}"),
    }
}

const INSUFFICIENT_PRIVILEGE: &str = "42501";
const APPEND_ONLY: &str = "MC001";

#[tokio::test]
async fn the_server_cannot_touch_the_journal_but_by_appending() {
    let bench = Bench::new().await;
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let server = bench.database.server_pool();
    for table in ["events", "heads", "commands"] {
        for sql in [
            format!("INSERT INTO journal.{table} SELECT * FROM journal.{table}"),
            format!("UPDATE journal.{table} SET position = position"),
            format!("DELETE FROM journal.{table}"),
            format!("TRUNCATE journal.{table}"),
            format!("ALTER TABLE journal.{table} DISABLE TRIGGER ALL"),
            format!("DROP TABLE journal.{table}"),
        ] {
            assert_eq!(state(server, &sql).await, INSUFFICIENT_PRIVILEGE, "{sql}");
        }
        assert_eq!(state(server, &format!("SELECT * FROM journal.{table}")).await, "00000");
    }
    for sql in [
        "CREATE TABLE journal.mine ()",
        "CREATE OR REPLACE FUNCTION journal.framed(field text) RETURNS bytea RETURN '\\x'::bytea",
        "SELECT journal.framed('x')",
        "SET session_replication_role = replica",
        "SET ROLE monchai_owner",
    ] {
        assert_eq!(state(server, sql).await, INSUFFICIENT_PRIVILEGE, "{sql}");
    }
}

#[tokio::test]
async fn the_events_refuse_every_change_even_to_their_owner() {
    let bench = Bench::new().await;
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let owner = bench.database.owner_pool();
    for sql in [
        "UPDATE journal.events SET payload = '{}'",
        "UPDATE journal.events SET payload = '{}' WHERE false",
        "DELETE FROM journal.events",
        "TRUNCATE journal.events",
        "TRUNCATE journal.events, journal.heads CASCADE",
        "SET ROLE monchai_owner; DELETE FROM journal.events",
        "RESET ROLE; SET session_replication_role = replica; DELETE FROM journal.events",
    ] {
        assert_eq!(state(owner, sql).await, APPEND_ONLY, "{sql}");
        owner.execute("RESET ROLE").await.unwrap();
    }
    assert_eq!(bench.verify().await.unwrap().events, 1);
}

#[tokio::test]
async fn the_append_function_does_not_follow_its_callers_search_path() {
    let bench = Bench::new().await;
    // A superuser prepares the trap, since the server may create nothing: a function that would be found first.
    bench
        .database
        .owner_pool()
        .execute(
            "CREATE SCHEMA trap; GRANT USAGE ON SCHEMA trap TO monchai_server;
             CREATE FUNCTION trap.clock_timestamp() RETURNS timestamptz RETURN 'epoch'::timestamptz;
             CREATE FUNCTION trap.sha256(bytea) RETURNS bytea RETURN '\\x00'::bytea;
             ALTER ROLE monchai_server IN DATABASE CURRENT_CATALOG_NAME SET search_path = trap, pg_catalog"
                .replace("CURRENT_CATALOG_NAME", &catalog(&bench).await)
                .as_str(),
        )
        .await
        .unwrap();
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let path: String =
        sqlx::query_scalar("SHOW search_path").fetch_one(bench.database.server_pool()).await.unwrap();
    assert_eq!(path, "trap, pg_catalog");
    assert_eq!(bench.verify().await.unwrap().events, 1);
}

async fn catalog(bench: &Bench) -> String {
    sqlx::query_scalar("SELECT quote_ident(current_database())")
        .fetch_one(bench.database.owner_pool())
        .await
        .unwrap()
}
