//! Whoever breaks the protocol is told how, by the code of the close.

use std::time::Duration;

use axum::http::StatusCode;
use gateway::http::{Bounds, Live, Origins};
use gateway::people::Secret;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::support::House;

#[tokio::test]
async fn what_is_no_message_closes_with_4400() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let texts = [
        "hello",
        "[]",
        "{}",
        r#"{"type":"start"}"#,
        r#"{"type":"connection_ack"}"#,
        r#"{"type":"ping","payload":7}"#,
        r#"{"type":"subscribe","payload":{"query":"{ position }"}}"#,
        r#"{"type":"subscribe","id":"","payload":{"query":"{ position }"}}"#,
        r#"{"type":"subscribe","id":"1"}"#,
        r#"{"type":"subscribe","id":"1","payload":{}}"#,
        r#"{"type":"subscribe","id":"1","payload":{"query":7}}"#,
        r#"{"type":"subscribe","id":"1","payload":{"query":"{ position }","variables":"x"}}"#,
    ];
    for text in texts {
        let mut socket = listening.ready().await;
        socket.send(Message::text(text)).await;
        assert_eq!(socket.closed().await, 4400, "{text}");
    }
    let mut socket = listening.ready().await;
    socket.send(Message::binary(br#"{"type":"ping"}"#.as_slice())).await;
    assert_eq!(socket.closed().await, 4400, "binary");
}

#[tokio::test]
async fn who_is_not_known_is_not_served() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.open().await;
    socket.subscribe("1", "{ position }").await;
    assert_eq!(socket.closed().await, 4401, "an operation before the acknowledgement");

    let other = format!("Bearer {}", Secret::token().unwrap().reveal());
    for (payload, code) in [
        (json!(null), 4401),
        (json!({}), 4401),
        (json!({ "authorization": other }), 4403),
        (json!({ "authorization": "Basic x" }), 4403),
        (json!({ "authorization": 7 }), 4403),
        (json!({ "authorization": "Bearer \n" }), 4403),
    ] {
        let mut socket = listening.open().await;
        socket.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.closed().await, code, "{payload}");
    }
    // What the headers of the upgrade show is taken, and what the payload shows is taken before it.
    let bearer = listening.bearer();
    let headers = [("sec-websocket-protocol", "graphql-transport-ws"), ("authorization", bearer.as_str())];
    let mut socket = listening.open_with(&headers).await.unwrap_or_else(|told| panic!("{told:?}"));
    socket.say(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
    let mut socket = listening.open_with(&headers).await.unwrap_or_else(|told| panic!("{told:?}"));
    socket.say(json!({ "type": "connection_init", "payload": { "authorization": other } })).await;
    assert_eq!(socket.closed().await, 4403);
}

#[tokio::test]
async fn who_says_nothing_is_not_waited_for() {
    let house = House::open().await;
    let bounds = Bounds { init: Duration::from_millis(200), ..Bounds::default() };
    let listening = house.listen(|served| served.live = Live::within(bounds)).await;
    let mut socket = listening.open().await;
    assert_eq!(socket.closed().await, 4408);
    let mut socket = listening.open().await;
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "pong" }), "a stranger may ask for a sign of life");
    assert_eq!(socket.closed().await, 4408, "which is no introduction");
    let mut socket = listening.ready().await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    socket.subscribe("1", "{ position }").await;
    assert_eq!(socket.hear().await["type"], "next", "who is known has all the time");
}

#[tokio::test]
async fn one_introduction_and_one_subprotocol() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    socket.say(json!({ "type": "connection_init", "payload": listening.authorization() })).await;
    assert_eq!(socket.closed().await, 4429);
    let mut socket = listening.open_with(&[]).await.unwrap_or_else(|told| panic!("{told:?}"));
    assert_eq!(socket.closed().await, 4406, "no subprotocol");
}

#[tokio::test]
async fn an_id_serves_one_operation_at_a_time() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    socket.subscribe("1", "subscription { journal(after: 0) { position } }").await;
    assert_eq!(socket.hear().await["id"], "1");
    socket.subscribe("1", "{ position }").await;
    assert_eq!(socket.closed().await, 4409);
}

#[tokio::test]
async fn a_page_of_another_site_opens_no_socket() {
    let house = House::open().await;
    let listed = Origins::listed(["https://caves.example".to_owned()]).unwrap();
    let listening = house.listen(|served| served.origins = listed).await;
    let open = async |origin: &str| {
        let headers = [("sec-websocket-protocol", "graphql-transport-ws"), ("origin", origin)];
        listening.open_with(&headers).await.map(|_| ())
    };
    for origin in ["https://elsewhere.example", "null", "http://127.0.0.1:1"] {
        let (status, body) = open(origin).await.unwrap_err();
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin}");
        assert_eq!(body["errors"][0]["extensions"]["code"], "FOREIGN_ORIGIN", "{body}");
        assert!(body["errors"][0]["extensions"]["traceId"].is_string(), "{body}");
    }
    let own = format!("http://{}", listening.address);
    for origin in [own.as_str(), "https://caves.example"] {
        assert_eq!(open(origin).await, Ok(()), "{origin}");
    }
}
