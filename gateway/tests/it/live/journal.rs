//! The ledger as it grows: in order, without a gap, each event once.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::support::{House, Socket};

async fn follow(socket: &mut Socket, id: &str, after: i64) {
    let query = format!("subscription {{ journal(after: {after}) {{ position eventType hash }} }}");
    socket.subscribe(id, &query).await;
}

fn position(next: &Value) -> i64 {
    assert_eq!(next["type"], "next", "{next}");
    let position = next["payload"]["data"]["journal"]["position"].as_i64().unwrap();
    assert_eq!(next["payload"]["extensions"]["position"], position, "where to go on");
    position
}

/// Several write at once, and a reader breaks off and goes on from where it was, again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_missed_and_nothing_is_told_twice_while_others_write() {
    const VATS: usize = 60;
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let head = house.position().await;
    let end = head + i64::try_from(VATS).unwrap();
    let writers = async {
        let write = |writer: usize| {
            let house = &house;
            async move {
                for number in (writer..VATS).step_by(4) {
                    let input = json!({ "input": {
                        "code": format!("C{number}"), "capacity": "50", "material": "WOOD", "inServiceOn": "2025-09-01" } });
                    let command = crate::support::commands::COMMISSION_VAT.document();
                    house.client.ask(&command, input).await.data();
                }
            }
        };
        tokio::join!(write(0), write(1), write(2), write(3));
    };
    let reader = async {
        let mut seen = Vec::new();
        while seen.last() != Some(&end) {
            let mut socket = listening.ready().await;
            follow(&mut socket, "1", seen.last().copied().unwrap_or(0)).await;
            for _ in 0..7 {
                seen.push(position(&socket.hear().await));
                if seen.last() == Some(&end) {
                    break;
                }
            }
        }
        seen
    };
    let ((), seen) = tokio::join!(writers, reader);
    assert_eq!(seen, (1..=end).collect::<Vec<_>>());
}

#[tokio::test]
async fn other_estates_are_not_heard() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    follow(&mut socket, "1", head).await;
    neighbour.vat("N1", "50").await;
    assert!(socket.is_silent().await);
    house.vat("C1", "50").await;
    assert_eq!(position(&socket.hear().await), head + 1);
}

/// Many follow, and hold no connection to the database while they wait: all of them share one that listens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_holds_no_connection() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let head = house.position().await;
    let mut sockets = Vec::new();
    for _ in 0..40 {
        let mut socket = listening.ready().await;
        follow(&mut socket, "1", head).await;
        follow(&mut socket, "2", head).await;
        sockets.push(socket);
    }
    sleep(Duration::from_millis(500)).await;
    let pool = &house.served.app.pool;
    let held = usize::try_from(pool.size()).unwrap() - pool.num_idle();
    assert!(held <= 2, "{held} connections are held");
    let since = Instant::now();
    house.vat("C1", "50").await;
    for socket in &mut sockets {
        let mut ids = [socket.hear().await, socket.hear().await].map(|next| {
            assert_eq!(position(&next), head + 1);
            next["id"].clone()
        });
        ids.sort_by_key(Value::to_string);
        assert_eq!(ids, [json!("1"), json!("2")]);
    }
    assert!(since.elapsed() < Duration::from_secs(2), "told, and not found: {:?}", since.elapsed());
}

/// The listener's connection is cut, and notifications with it: what grew meanwhile is found, and later growth is heard.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listener_that_was_cut_off_listens_again() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    follow(&mut socket, "1", head).await;
    house.vat("C1", "50").await;
    assert_eq!(position(&socket.hear().await), head + 1);
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
               WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let count: i64 = sqlx::query_scalar(cut).fetch_one(house.database.owner_pool()).await.unwrap();
    assert_eq!(count, 1, "one listener for the process");
    house.vat("C2", "50").await;
    assert_eq!(position(&socket.hear().await), head + 2);
    sleep(Duration::from_secs(2)).await;
    let since = Instant::now();
    house.vat("C3", "50").await;
    assert_eq!(position(&socket.hear().await), head + 3);
    assert!(since.elapsed() < Duration::from_secs(1), "heard again: {:?}", since.elapsed());
}
