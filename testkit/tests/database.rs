//! What a test may rely on.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use futures::future::join_all;
use sqlx::PgPool;
use testkit::TestDatabase;

async fn text(pool: &PgPool, statement: &str) -> Result<String, sqlx::Error> {
    sqlx::query_scalar(statement).fetch_one(pool).await
}

#[tokio::test]
async fn it_is_migrated_and_each_pool_has_its_role() {
    let database = TestDatabase::new().await;
    let migrations = "SELECT count(*)::text FROM _sqlx_migrations WHERE success";
    assert_ne!(text(database.owner_pool(), migrations).await.expect("migrated"), "0");
    let roles = "SELECT session_user || ' ' || current_user";
    assert_eq!(text(database.owner_pool(), roles).await.expect("answers"), "postgres postgres");
    assert_eq!(text(database.server_pool(), roles).await.expect("answers"), "monchai_server monchai_server");
    let same = "SELECT current_database()::text";
    assert_eq!(text(database.owner_pool(), same).await.ok(), text(database.server_pool(), same).await.ok());
}

#[tokio::test]
async fn many_at_once_do_not_see_each_other() {
    let databases = join_all((0..8).map(|_| TestDatabase::new())).await;
    for database in &databases {
        let create = sqlx::query("CREATE TABLE only_here (id int)").execute(database.owner_pool());
        create.await.expect("nobody else has made it");
    }
}

#[tokio::test]
async fn it_is_gone_with_its_value() {
    let keep = TestDatabase::new().await;
    let gone = TestDatabase::new().await;
    let name = text(gone.owner_pool(), "SELECT current_database()::text").await.expect("answers");
    // In use still: sessions are no obstacle.
    let _session = gone.server_pool().acquire().await.expect("a session");
    drop(gone);
    let count = format!("SELECT count(*)::text FROM pg_database WHERE datname = '{name}'");
    assert_eq!(text(keep.owner_pool(), &count).await.expect("answers"), "0");
}
