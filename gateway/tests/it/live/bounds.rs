//! What one client can cost the others.

use std::time::Duration;

use axum::http::StatusCode;
use futures::SinkExt;
use gateway::http::{Bounds, Live};
use serde_json::json;
use tokio::time::{Instant, sleep};
use tokio_tungstenite::tungstenite::Message;

use crate::support::{House, Listening, Socket};

async fn within(house: &House, bounds: Bounds) -> Listening {
    house.listen(|served| served.live = Live::within(bounds)).await
}

#[tokio::test]
async fn connections_are_counted() {
    let house = House::open().await;
    let bounds = Bounds { connections: 3, strangers: 2, of_one_caller: 2, ..Bounds::default() };
    let listening = within(&house, bounds).await;
    let one = listening.ready().await;
    let _two = listening.ready().await;
    let mut three = listening.open().await;
    three.say(json!({ "type": "connection_init", "payload": listening.authorization() })).await;
    assert_eq!(three.closed().await, 1013, "one caller has two");
    drop((one, three));
    let since = Instant::now();
    while listening.live.count() > 1 {
        assert!(since.elapsed() < Duration::from_secs(10), "they do not come back");
        sleep(Duration::from_millis(10)).await;
    }
    let (_a, _b) = (listening.open().await, listening.open().await);
    let Err((status, body)) = listening.open_with(&[]).await else { panic!("a fourth is let in") };
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(body["errors"][0]["extensions"]["code"], "TOO_MANY_CONNECTIONS", "{body}");
}

#[tokio::test]
async fn operations_of_a_socket_are_counted() {
    let house = House::open().await;
    let listening = within(&house, Bounds { operations: 3, ..Bounds::default() }).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    let query = format!("subscription {{ journal(after: {head}) {{ position }} }}");
    for id in ["1", "2", "3", "4"] {
        socket.subscribe(id, &query).await;
    }
    let error = socket.hear().await;
    assert_eq!((&error["type"], &error["id"]), (&json!("error"), &json!("4")));
    assert_eq!(error["payload"][0]["extensions"]["code"], "TOO_MANY_OPERATIONS", "{error}");
    socket.say(json!({ "type": "complete", "id": "2" })).await;
    socket.subscribe("4", "{ position }").await;
    assert_eq!(socket.hear().await["type"], "next", "there is room again");
}

#[tokio::test]
async fn a_message_that_is_too_big_closes_with_1009() {
    let house = House::open().await;
    let listening = within(&house, Bounds { message: 1_000, ..Bounds::default() }).await;
    let mut socket = listening.ready().await;
    let _ = socket.0.send(Message::text(" ".repeat(2_000))).await;
    assert_eq!(socket.closed().await, 1009);
}

#[tokio::test]
async fn a_peer_without_a_sign_of_life_is_let_go() {
    let house = House::open().await;
    let (ping, silence) = (Duration::from_millis(50), Duration::from_millis(300));
    let listening = within(&house, Bounds { ping, silence, ..Bounds::default() }).await;
    // One that answers pings stays.
    let mut lively = listening.ready().await;
    for _ in 0..3 {
        assert!(lively.is_silent().await);
    }
    lively.subscribe("1", "{ position }").await;
    assert_eq!(lively.hear().await["type"], "next");
    assert_eq!(lively.hear().await["type"], "complete");
    // One that does not even read answers none.
    let _dead = listening.ready().await;
    let since = Instant::now();
    while listening.live.count() > 1 {
        assert!(since.elapsed() < Duration::from_secs(15), "it is kept");
        assert!(lively.is_silent().await);
    }
}

/// A socket that asks for far more than fits on the way, and reads nothing of it.
async fn flooded(house: &House, listening: &Listening) -> Socket {
    for number in 0..60 {
        house.vat(&format!("C{number}"), "50").await;
    }
    let mut slow = listening.ready_with_room(4_096).await;
    let fields = (0..49).map(|n| format!("a{n}: payload b{n}: metadata ")).collect::<Vec<_>>().concat();
    for id in 0..20 {
        slow.subscribe(&id.to_string(), &format!("subscription {{ journal {{ {fields} }} }}")).await;
    }
    slow
}

/// Who reads nothing gets no more than what fits on the way, and is let go; others are served meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_is_let_go() {
    let house = House::open().await;
    let listening = within(&house, Bounds { patience: Duration::from_secs(1), ..Bounds::default() }).await;
    let _slow = flooded(&house, &listening).await;
    let mut other = listening.ready().await;
    let since = Instant::now();
    while listening.live.count() > 1 {
        assert!(since.elapsed() < Duration::from_secs(30), "it is kept");
        other.subscribe("1", "{ position }").await;
        assert_eq!(other.hear().await["type"], "next");
        assert_eq!(other.hear().await["type"], "complete");
        sleep(Duration::from_millis(50)).await;
    }
}

/// The same, by one who reads again before he is given up: he is told why he has to go.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_too_late_is_told_why_he_was_let_go() {
    let house = House::open().await;
    let listening =
        within(&house, Bounds { patience: Duration::from_millis(300), ..Bounds::default() }).await;
    let mut slow = flooded(&house, &listening).await;
    sleep(Duration::from_secs(4)).await;
    assert_eq!(slow.closed().await, 1013);
}
