use std::collections::BTreeMap;

use domain::units::EstateId;
use sqlx::PgPool;

/// Every row of every read model as JSON, by table.
pub type Tables = BTreeMap<String, Vec<String>>;

/// All estates.
pub async fn dump(pool: &PgPool) -> Tables {
    read(pool, "true").await
}

/// One estate.
pub async fn dump_of(pool: &PgPool, estate: EstateId) -> Tables {
    read(pool, &format!("estate_id = '{estate}'")).await
}

async fn read(pool: &PgPool, condition: &str) -> Tables {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE schemaname IN ('cellar', 'stock', 'drm', 'sales') ORDER BY 1",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut dump = Tables::new();
    for table in tables {
        let sql = format!("SELECT to_jsonb(r)::text FROM {table} AS r WHERE {condition} ORDER BY 1");
        dump.insert(table, sqlx::query_scalar(&sql).fetch_all(pool).await.unwrap());
    }
    let sql = format!(
        "SELECT to_jsonb(r)::text FROM (
             SELECT estate_id, model, version, position, error FROM projection.checkpoints WHERE {condition}
         ) AS r ORDER BY 1"
    );
    dump.insert("projection.checkpoints".to_owned(), sqlx::query_scalar(&sql).fetch_all(pool).await.unwrap());
    dump
}
