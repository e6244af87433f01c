//! Whom a request works for is told to the database for that request, and not for the next one.

use std::sync::Arc;

use serde_json::json;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use testkit::TestDatabase;

use crate::support::House;
use crate::support::commands::RECORD;

const CONNECTIONS: u32 = 2;

/// Every connection is at rest, and would see nothing.
async fn assert_untold(pool: &PgPool, after: &str) {
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        connections.push(pool.acquire().await.unwrap());
    }
    for connection in &mut connections {
        let (seen, told): (i64, String) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM cellar.vats) + (SELECT count(*) FROM journal.events)
                    + (SELECT count(*) FROM projection.checkpoints),
                    coalesce(current_setting('monchai.estate', true), '')",
        )
        .fetch_one(&mut **connection)
        .await
        .unwrap();
        assert_eq!((seen, told.as_str()), (0, ""), "after {after}");
    }
}

#[tokio::test]
async fn no_connection_keeps_an_estate_after_a_request() {
    let database = Arc::new(TestDatabase::new().await);
    let options = (*database.server_pool().connect_options()).clone();
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await.unwrap();
    let house = House::open_with(Arc::clone(&database), pool.clone()).await;
    let neighbour = House::open_with(database, pool.clone()).await;
    assert_untold(&pool, "an opening").await;
    for house in [&house, &neighbour, &house] {
        let before = house.ask("{ vats { edges { node { id } } } }", json!({})).await;
        assert_untold(&pool, "a query").await;
        let code = format!("C{}", before["vats"]["edges"].as_array().unwrap().len());
        let vat = house.filled(&code, "50", "10").await;
        assert_untold(&pool, "commands and what they read back").await;
        let loss = json!({ "occurredOn": "2025-09-20",
            "operation": { "loss": { "vatId": vat, "volume": "40", "cause": "PROCESSING" } } });
        house.refused(&RECORD, loss, "VAT_SHORT").await;
        assert_untold(&pool, "a refusal").await;
        let cursor = house.client.ask("{ vats(after: \"x\") { edges { node { id } } } }", json!({})).await;
        assert!(cursor.json().get("errors").is_some());
        assert_untold(&pool, "a query that failed").await;
        let deep =
            "{ position movements(first: 100) { edges { node { details { vat { code wine { label } } } } } }
            journal(first: 100) { edges { node { aggregateId } } } }";
        let found = house.ask(deep, json!({})).await;
        assert_ne!(found["movements"]["edges"], json!([]));
        assert_untold(&pool, "a query with rows of many kinds").await;
    }
}
