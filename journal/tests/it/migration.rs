use futures::future::join_all;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Executor, PgPool};
use uuid::Uuid;

use crate::common::Bench;

async fn pool(bench: &Bench, database: &str, role: &str) -> PgPool {
    let options: PgConnectOptions = bench.database.url().parse().unwrap();
    let options = options.database(database).username(role);
    PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap()
}

async fn superuser(bench: &Bench) -> String {
    sqlx::query_scalar("SELECT current_user::text").fetch_one(bench.database.owner_pool()).await.unwrap()
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|_| format!("migration_{}", Uuid::now_v7().simple())).collect()
}

async fn drop_all(owner: &PgPool, databases: &[String]) {
    for database in databases {
        owner.execute(format!("DROP DATABASE {database} WITH (FORCE)").as_str()).await.unwrap();
    }
}

#[tokio::test]
async fn databases_of_one_cluster_are_migrated_at_the_same_moment_and_again() {
    let bench = Bench::new().await;
    let owner = bench.database.owner_pool();
    let (databases, role) = (names(4), superuser(&bench).await);
    for database in &databases {
        owner.execute(format!("CREATE DATABASE {database}").as_str()).await.unwrap();
    }
    let pools = join_all(databases.iter().map(|database| pool(&bench, database, &role))).await;
    for migrated in join_all(pools.iter().map(journal::migrate)).await {
        migrated.unwrap();
    }
    journal::migrate(&pools[0]).await.unwrap();
    drop_all(owner, &databases).await;
}

/// Who runs a shared cluster gives a database and `CREATEROLE`, not more.
#[tokio::test]
async fn the_owner_of_a_database_migrates_it_without_being_superuser() {
    let bench = Bench::new().await;
    let owner = bench.database.owner_pool();
    let databases = names(3);
    let role = format!("{}_owner", databases[0]);
    owner.execute(format!("CREATE ROLE {role} LOGIN CREATEROLE").as_str()).await.unwrap();
    // From version 16 on CREATEROLE governs only roles of one's own making, and here they are already there.
    let version: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::int")
        .fetch_one(owner)
        .await
        .unwrap();
    if version >= 160_000 {
        owner.execute(format!("GRANT monchai_owner TO {role}").as_str()).await.unwrap();
    }
    for database in &databases {
        owner.execute(format!("CREATE DATABASE {database} OWNER {role}").as_str()).await.unwrap();
    }
    let pools = join_all(databases.iter().map(|database| pool(&bench, database, &role))).await;
    for migrated in join_all(pools.iter().map(journal::migrate)).await {
        migrated.unwrap();
    }
    let owned_by: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT pg_get_userbyid(relowner)::text FROM pg_class WHERE relnamespace = 'journal'::regnamespace
         UNION SELECT DISTINCT pg_get_userbyid(proowner)::text FROM pg_proc WHERE pronamespace = 'journal'::regnamespace",
    )
    .fetch_all(&pools[0])
    .await
    .unwrap();
    assert_eq!(owned_by, ["monchai_owner"]);
    drop_all(owner, &databases).await;
    owner.execute(format!("DROP ROLE {role}").as_str()).await.unwrap();
}
