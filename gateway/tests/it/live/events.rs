//! The same as server-sent events.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use gateway::http::{Bounds, Live};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{Answer, GRAPHQL_JSON, House, Listening};

/// A stream of events, read as it comes.
struct Stream {
    socket: TcpStream,
    text: String,
}

#[derive(Debug, PartialEq)]
struct Event {
    name: String,
    id: Option<i64>,
    data: Value,
}

impl Stream {
    async fn open(listening: &Listening, query: &str, last: Option<i64>) -> Self {
        let body = json!({ "query": query }).to_string();
        let last = last.map(|last| format!("Last-Event-ID: {last}\r\n")).unwrap_or_default();
        let request = format!(
            "POST /graphql HTTP/1.1\r\nHost: {}\r\nAuthorization: {}\r\nAccept: text/event-stream\r\n{last}\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            listening.address,
            listening.bearer(),
            body.len()
        );
        let mut socket = TcpStream::connect(&listening.address).await.unwrap();
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut stream = Self { socket, text: String::new() };
        let head = stream.until("\r\n\r\n").await;
        assert!(
            head.starts_with("HTTP/1.1 200") && head.contains("content-type: text/event-stream"),
            "{head}"
        );
        assert!(head.contains("cache-control: no-store"), "{head}");
        stream
    }

    /// The text up to that mark, which is taken away.
    async fn until(&mut self, mark: &str) -> String {
        let found = async {
            loop {
                if let Some((before, after)) = self.text.split_once(mark) {
                    let (before, after) = (before.to_owned(), after.to_owned());
                    self.text = after;
                    return before;
                }
                let mut bytes = [0; 4096];
                let count = self.socket.read(&mut bytes).await.unwrap();
                assert!(count > 0, "it ends: {}", self.text);
                self.text.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
            }
        };
        timeout(Duration::from_secs(10), found).await.expect("it comes")
    }

    /// The next event; the sizes of chunks and comments are passed over.
    async fn next(&mut self) -> Event {
        loop {
            let block = self.until("\n\n").await;
            let field = |name: &str| {
                block.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
            };
            if let Some(name) = field("event:") {
                let data = field("data:").unwrap_or_default();
                let data = if data.is_empty() { Value::Null } else { serde_json::from_str(&data).unwrap() };
                return Event { name, id: field("id:").map(|id| id.parse().unwrap()), data };
            }
        }
    }

    async fn position(&mut self) -> i64 {
        let event = self.next().await;
        assert_eq!(event.name, "next", "{event:?}");
        let position = event.data["data"]["journal"]["position"].as_i64().unwrap();
        assert_eq!(event.id, Some(position));
        position
    }
}

const FOLLOW: &str = "subscription { journal(after: 0) { position } }";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_goes_on_from_the_last_event_that_was_seen() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let head = house.position().await;
    let mut stream = Stream::open(&listening, FOLLOW, None).await;
    for position in 1..=head {
        assert_eq!(stream.position().await, position);
    }
    house.vat("C1", "50").await;
    assert_eq!(stream.position().await, head + 1);
    drop(stream);
    house.vat("C2", "50").await;
    house.vat("C3", "50").await;
    // The document is the same: a browser asks again as it asked first.
    let mut stream = Stream::open(&listening, FOLLOW, Some(head + 1)).await;
    assert_eq!((stream.position().await, stream.position().await), (head + 2, head + 3));
}

#[tokio::test]
async fn whoever_left_is_noticed() {
    let house = House::open().await;
    let bounds = Bounds { ping: Duration::from_millis(50), ..Bounds::default() };
    let listening = house.listen(|served| served.live = Live::within(bounds)).await;
    let mut stream = Stream::open(&listening, FOLLOW, None).await;
    stream.position().await;
    // Comments keep the way open while nothing happens.
    stream.until("\n:").await;
    stream.until("\n:").await;
    assert_eq!(listening.live.count(), 1);
    drop(stream);
    timeout(Duration::from_secs(5), async {
        while listening.live.count() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("its place is free again");
}

#[tokio::test]
async fn queries_are_streams_of_one() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut stream = Stream::open(&listening, "{ position }", None).await;
    let next = stream.next().await;
    assert_eq!(
        (next.name.as_str(), &next.data["data"]["position"]),
        ("next", &json!(house.position().await))
    );
    assert_eq!(stream.next().await.name, "complete");
}

#[tokio::test]
async fn the_program_stops_and_the_stream_ends_unfinished() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut stream = Stream::open(&listening, FOLLOW, None).await;
    stream.position().await;
    listening.live.end();
    stream.until("0\r\n\r\n").await;
    assert!(!stream.text.contains("complete"));
}

/// Asks without a socket; the answer has to end by itself.
async fn ask(house: &House, accept: &str, more: &[(&str, &str)], query: &str) -> Answer {
    let mut request = house.client.post().header(ACCEPT, accept);
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(json!({ "query": query }).to_string())).unwrap();
    timeout(Duration::from_secs(10), house.client.send(request)).await.expect("it ends")
}

#[tokio::test]
async fn what_is_refused_has_a_status() {
    let house = House::open().await;
    for accept in [GRAPHQL_JSON, "application/json", "*/*"] {
        let answer = ask(&house, accept, &[], FOLLOW).await;
        assert_eq!(
            (answer.status, &*answer.code()),
            (StatusCode::NOT_ACCEPTABLE, "STREAM_REQUIRED"),
            "{accept}"
        );
    }
    let events = "text/event-stream";
    for query in ["{", "{ nothing }", "subscription { nothing }", "subscription { journal }"] {
        let answer = ask(&house, events, &[], query).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"), "{query}");
        assert!(answer.json()["errors"][0]["extensions"]["traceId"].is_string());
    }
    let foreign = [("host", "chai.fr"), ("origin", "https://elsewhere.example")];
    let answer = ask(&house, events, &foreign, FOLLOW).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::FORBIDDEN, "FOREIGN_ORIGIN"));
    for last in ["x", "-1", "1.5", ""] {
        let answer = ask(&house, events, &[("last-event-id", last)], FOLLOW).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"), "{last}");
    }
    let stranger = Request::post("/graphql").header(ACCEPT, events).header(CONTENT_TYPE, "application/json");
    let answer =
        house.client.send(stranger.body(Body::from(json!({ "query": FOLLOW }).to_string())).unwrap()).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));
    // A position that the ledger never had is known only after a look at it.
    let answer = ask(&house, events, &[("last-event-id", "999999")], FOLLOW).await;
    assert!(
        answer.text.contains("POSITION_UNKNOWN") && answer.text.contains("event: complete"),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn a_change_is_not_made_over_get_even_as_a_stream() {
    let house = House::open().await;
    let before = house.fingerprint().await;
    let mutation = "mutation%7BcommissionVat(input%3A%7Bcode%3A%22C%22%2Ccapacity%3A50%2Cmaterial%3AWOOD%2CinServiceOn%3A%222025-09-01%22%7D)%7B__typename%7D%7D";
    let request = Request::get(format!("/graphql?query={mutation}"))
        .header(AUTHORIZATION, format!("Bearer {}", house.client.token()))
        .header(ACCEPT, "text/event-stream");
    let answer = house.client.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED"));
    assert_eq!(house.fingerprint().await, before);
}
