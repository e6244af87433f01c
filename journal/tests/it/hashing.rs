//! The chain as SQL writes it and as Rust reads it are two programs; here they are held against each other.

use domain::units::EstateId;
use journal::chain::{Hash, Link};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::common::Bench;

#[derive(Clone, Debug)]
struct Random {
    aggregate_type: String,
    aggregate_id: String,
    event_type: String,
    event_version: String,
    payload: String,
}

/// Any text that PostgreSQL stores.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,12}", any::<String>().prop_map(|text| text.replace('\0', ""))]
}

/// JSON as nobody would format it.
fn json() -> impl Strategy<Value = String> {
    (any::<String>(), " {0,3}", any::<i64>(), "[ \t\n]{0,3}").prop_map(|(text, space, number, end)| {
        let text = serde_json::Value::from(text);
        format!("{{{space}\"a\":{text},\"a\":{number}.50e3{end}, \"\\u00e9\" :[{text}{space}]}}{end}")
    })
}

fn events() -> impl Strategy<Value = (Vec<Random>, String)> {
    let event = (text(), text(), text(), text(), json()).prop_map(
        |(aggregate_type, aggregate_id, event_type, event_version, payload)| Random {
            aggregate_type,
            aggregate_id,
            event_type,
            event_version,
            payload,
        },
    );
    (vec(event, 1..4), json())
}

async fn append(bench: &Bench, estate: EstateId, events: &[Random], metadata: &str) {
    let column =
        |of: fn(&Random) -> &String| events.iter().map(|event| of(event).clone()).collect::<Vec<_>>();
    // A number before each id, so that no two streams are one by chance.
    let ids: Vec<String> =
        events.iter().enumerate().map(|(n, event)| format!("{n} {}", event.aggregate_id)).collect();
    let numbers: Vec<i32> = (1..).take(events.len()).collect();
    let (outcome, _, _): (String, Option<i64>, Option<String>) = sqlx::query_scalar(
        "SELECT journal.append($1, $2, '', 'null', NULL, NULL, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(estate.uuid())
    .bind(Uuid::now_v7())
    .bind(column(|event| &event.aggregate_type))
    .bind(ids)
    .bind(vec![0_i64; events.len()])
    .bind(numbers)
    .bind(column(|event| &event.event_type))
    .bind(column(|event| &event.event_version))
    .bind(column(|event| &event.payload))
    .bind(metadata)
    .fetch_one(bench.database.server_pool())
    .await
    .unwrap();
    assert_eq!(outcome, "appended");
}

#[tokio::test]
async fn sql_and_rust_agree_on_every_hash() {
    let bench = Bench::new().await;
    let mut runner = TestRunner::deterministic();
    for _ in 0..60 {
        let (random, metadata) = events().new_tree(&mut runner).unwrap().current();
        let estate = EstateId::new(Uuid::now_v7());
        append(&bench, estate, &random, &metadata).await;
        let stored = bench.journal.feed(estate, 0, 10).await.unwrap();
        assert_eq!(stored.len(), random.len());
        let mut hash = Hash::GENESIS;
        for (stored, random) in stored.iter().zip(&random) {
            assert_eq!((&stored.payload, &stored.metadata), (&random.payload, &metadata), "byte for byte");
            hash = Link {
                position: stored.position,
                estate: estate.uuid(),
                aggregate_type: &random.aggregate_type,
                aggregate_id: &stored.aggregate_id,
                sequence: 1,
                event_type: &random.event_type,
                event_version: &random.event_version,
                payload: &random.payload,
                metadata: &metadata,
                recorded_at_us: i64::try_from(stored.recorded_at.unix_timestamp_nanos() / 1000).unwrap(),
            }
            .hash(&hash);
            assert_eq!(stored.hash, hash, "{random:?}");
        }
        assert_eq!(bench.journal.head(estate).await.unwrap().hash, hash);
    }
}
