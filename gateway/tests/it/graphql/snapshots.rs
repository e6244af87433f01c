//! A query is answered from one moment, and says from which.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};

use crate::support::{Answer, GRAPHQL_JSON, House};

const ASK: &str =
    "{ position vats { edges { node { code content } } } movements(first: 100) { edges { node { kind } } } }";

async fn ask_with(house: &House, extensions: Value) -> Answer {
    let body = json!({ "query": "{ position }", "extensions": extensions }).to_string();
    let request = house.client.post().header(ACCEPT, GRAPHQL_JSON).body(Body::from(body)).unwrap();
    house.client.send(request).await
}

/// Litres in a vat, and how many losses of ten litres there were, as one answer tells them.
fn told(answer: &Value) -> (i64, i64) {
    let vat = &answer["data"]["vats"]["edges"][0]["node"];
    let hectolitres: f64 = vat["content"].as_str().unwrap().parse().unwrap();
    let movements = answer["data"]["movements"]["edges"].as_array().unwrap();
    let losses = movements.iter().filter(|edge| edge["node"]["kind"] == "LOSS").count();
    #[allow(clippy::cast_possible_truncation, reason = "a few hundred litres")]
    ((hectolitres * 100.0).round() as i64, i64::try_from(losses).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_between_two_fields_is_in_neither() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let writer = async {
        for _ in 0..40 {
            let loss = json!({ "loss": { "vatId": vat, "volume": "0.1", "cause": "PROCESSING" } });
            house.record("2025-09-12", loss).await;
        }
    };
    let reader = async {
        let (mut last, mut seen) = (0, Vec::new());
        while seen.last() != Some(&40) {
            let answer = house.client.ask(ASK, json!({})).await.json();
            let (litres, losses) = told(&answer);
            assert_eq!(litres, 1_000 - 10 * losses, "{answer}");
            let position = answer["extensions"]["position"].as_i64().unwrap();
            assert!(position >= last && position <= answer["data"]["position"].as_i64().unwrap(), "{answer}");
            last = position;
            seen.push(losses);
        }
        seen.dedup();
        seen.len()
    };
    let ((), moments) = tokio::join!(writer, reader);
    assert!(moments > 5, "the reader met the writer at {moments} moments only");
}

/// True when no connection is in a transaction, or comes out of it by itself.
async fn becomes_idle(house: &House) -> bool {
    let open = "SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    for _ in 0..100 {
        let open = sqlx::query_scalar::<_, i64>(open).fetch_one(house.database.owner_pool()).await.unwrap();
        if open == 0 {
            return true;
        }
        sleep(Duration::from_millis(5)).await;
    }
    false
}

/// Clients go away at any moment. What they leave in the middle must not stay open on a connection that others get next:
/// those would write into a transaction that nobody ever commits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_broken_off_leaves_no_transaction_open() {
    let house = House::open().await;
    house.vat("C1", "50").await;
    let since = Instant::now();
    house.client.ask(ASK, json!({})).await;
    let whole = since.elapsed();
    for round in 0..600 {
        // At any moment of a request, and of what follows a command.
        let wait = whole * (round * 7 % 300) / 200;
        let asks = house.client.ask(ASK, json!({}));
        let catches_up = house.served.app.catch_up(house.estate);
        let _ = timeout(wait, asks).await;
        let _ = timeout(wait / 2, catches_up).await;
        assert!(becomes_idle(&house).await, "round {round}");
    }
    house.vat("C2", "50").await;
}

#[tokio::test]
async fn a_query_tells_its_position_and_waits_for_the_one_it_is_asked_for() {
    let house = House::open().await;
    house.vat("C1", "50").await;
    let head = house.position().await;
    let told = ask_with(&house, json!({ "consistentWith": head })).await;
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(told.json()["extensions"]["position"], head);

    let since = Instant::now();
    let stale = ask_with(&house, json!({ "consistentWith": head + 1 })).await;
    assert_eq!((stale.status, &*stale.code()), (StatusCode::SERVICE_UNAVAILABLE, "STALE"));
    assert_eq!(stale.headers["retry-after"], "1");
    assert!((2..10).contains(&since.elapsed().as_secs()), "it waits, and not for ever");

    let (waits, ()) = tokio::join!(ask_with(&house, json!({ "consistentWith": head + 1 })), async {
        sleep(Duration::from_millis(100)).await;
        house.vat("C2", "50").await;
    });
    assert_eq!(waits.data()["position"], head + 1);

    for wrong in [json!("soon"), json!(-1), json!(1.5), json!([1])] {
        let answer = ask_with(&house, json!({ "consistentWith": wrong })).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"), "{wrong}");
    }
}
