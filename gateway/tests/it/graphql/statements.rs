//! What an answer costs: the number of statements does not depend on the number of rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use testkit::TestDatabase;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::support::House;

/// Counts the statements that sqlx says it ran on this thread.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl<S: tracing::Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Counter {
    fn install(&self) -> DefaultGuard {
        tracing::subscriber::set_default(tracing_subscriber::registry().with(self.clone()))
    }

    fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

/// Everything that goes through the loaders, from the lists down, with the statements that it may take at most: one for
/// the list, and one a kind of row at each step down.
const QUERIES: [(&str, usize); 8] = [
    ("{ vats(first: 100) { edges { node { code content wine { label } } } } }", 2),
    (
        "{ movements(first: 100) { edges { node { kind
            details { wine { label } vat { code wine { label } } toVat { code } lot { lotNumber wine { label } }
                      sources { vat { code } } }
            reverses { id } reversedBy { id } } } } }",
        7,
    ),
    (
        "{ lots(first: 100) { edges { node { lotNumber wine { label } vat { code wine { label } } } } } }",
        4,
    ),
    ("{ products(first: 100) { edges { node { wine { label } onHand } } } }", 2),
    ("{ orders(first: 100) { edges { node { lines { lot { lotNumber wine { label } } } } } } }", 3),
    ("{ orders(first: 100) { edges { node { status customer { id name } } } } }", 2),
    ("{ parties(first: 100, search: \"cli\") { edges { node { name email billingAddress { city } } } } }", 1),
    (
        "{ drmEntries(first: 100) { edges { node { node wine { label } movement { details { vat { code } } } } } } }",
        4,
    ),
];

/// What the one transaction of a query takes: its begin, its position, its end.
const SNAPSHOT: usize = 3;

/// An estate of whose connections every statement is logged.
async fn logged() -> House {
    let database = Arc::new(TestDatabase::new().await);
    let options: PgConnectOptions = database.server_url().parse().unwrap();
    let options = options.log_statements("info".parse().unwrap());
    let pool = PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap();
    House::open_with(database, pool).await
}

#[tokio::test]
async fn an_answer_takes_as_many_statements_for_many_rows_as_for_few() {
    let house = logged().await;
    let mut made = 0;
    let mut counted = Vec::new();
    for rows in [2, 20] {
        while made < rows {
            made += 1;
            furnish(&house, made).await;
        }
        let counter = Counter::default();
        let _guard = counter.install();
        let mut counts = Vec::new();
        for (query, _) in QUERIES {
            counter.take();
            let answer = house.ask(query, json!({})).await;
            let list = answer.as_object().unwrap().values().next().unwrap();
            assert!(list["edges"].as_array().unwrap().len() >= rows, "{query}");
            counts.push(counter.take());
        }
        counted.push(counts);
    }
    // Rows of two kinds that come back at one moment ask together for what they share, so it may be one fewer.
    for (index, (query, most)) in QUERIES.iter().enumerate() {
        let (few, many) = (counted[0][index], counted[1][index]);
        let most = most + SNAPSHOT;
        assert!((2..=most).contains(&few) && (2..=most).contains(&many), "{few}, then {many}: {query}");
    }
}

/// A month asked down to the events behind every figure: wines, nodes and entries each ask together.
const MONTH: &str = "{ drmMonth(month: \"2025-09\") { dutyTotal duty { due }
    wines { wine { label } isExhausted entries { volume entries(first: 2) { edges { node { volume } } } }
            exits { volume entries(first: 2) { edges { node { volume wine { label } } } } } } } }";

#[tokio::test]
async fn a_month_takes_as_many_statements_for_many_figures_as_for_few() {
    let house = logged().await;
    let mut counted = Vec::new();
    for number in 1..=3 {
        furnish(&house, number).await;
        if number == 2 {
            let vat = house.filled_with("G1", "150", crate::support::GROS_PLANT, "120").await;
            let operations = [
                json!({ "loss": { "vatId": vat, "volume": "1", "cause": "ACCIDENT" } }),
                json!({ "bulkDispatch": {
                    "vatId": vat, "volume": "2", "destination": { "franceWithoutContract": "YES" } } }),
                json!({ "bulkDispatch": { "vatId": vat, "volume": "117", "destination": { "distillery": "YES" } } }),
            ];
            for operation in operations {
                house.record("2025-09-15", operation).await;
            }
        }
        let counter = Counter::default();
        let _guard = counter.install();
        let answer = house.ask(MONTH, json!({})).await;
        let wines = answer["drmMonth"]["wines"].as_array().unwrap();
        let figures: usize = wines.iter().map(|wine| wine["exits"].as_array().unwrap().len()).sum();
        counted.push((figures, counter.take()));
    }
    let [(few, first), .., (many, last)] = counted.as_slice() else { panic!("{counted:?}") };
    // Two for the balances, one for the period, four to declare it, one for wines, for what is held, and for the entries.
    assert!(many > few && *first <= 10 + SNAPSHOT && *last <= 10 + SNAPSHOT + 1, "{counted:?}");
}

/// One more of each: a vat, wine in it, a bottling with its lot, an order, a racking that is taken back.
async fn furnish(house: &House, number: usize) {
    let vat = house.filled(&format!("C{number:02}"), "50", "10").await;
    let other = house.vat(&format!("D{number:02}"), "50").await;
    let bottling = json!({ "bottling": {
        "vatId": vat, "lotNumber": format!("L25-{number:02}"), "bottles": 100, "sizeMl": 750, "vintage": 2000 + number } });
    let lot = house.record("2025-09-10", bottling).await["details"]["lot"]["id"].as_str().unwrap().to_owned();
    let customer = house.party(&format!("Client {number:02}")).await;
    let order = json!({
        "customerId": customer, "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-12",
        "lines": [{ "lotId": lot, "bottles": 6, "unitPrice": "8.50" }],
    });
    house.command(&crate::support::commands::PLACE_ORDER, order).await;
    let loss = json!({ "loss": { "vatId": vat, "volume": "0.1", "cause": "PROCESSING" } });
    house.record("2025-09-12", loss).await;
    let racking = json!({ "transfer": { "sources": [{ "vatId": vat, "volume": "1" }], "toVatId": other } });
    let racking = house.record("2025-09-13", racking).await;
    let reverse = json!({ "id": racking["id"], "occurredOn": "2025-09-14", "reason": "Erreur" });
    house.command(&crate::support::commands::REVERSE, reverse).await;
}
