//! Who asks too often, and who is too slow.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use gateway::http::{Front, Served};
use gateway::settings::{Settings, Sources};
use serde_json::json;
use std::net::SocketAddr;

use crate::restart::estate;
use crate::support::{Answer, Client, GRAPHQL_JSON, House, Scratch, Server, TOKEN};

async fn limited(a_minute: &str, burst: &str) -> (House, Client) {
    let house = House::open().await;
    let sources = Sources::default()
        .with_flag("requests_per_minute", a_minute)
        .with_flag("request_burst", burst)
        .with_flag("trusted_proxies", "10.0.0.0/8");
    let front = Front::new(Settings::from_sources(&sources).unwrap());
    let client = Client::new(Served { front, ..house.served.clone() }, house.client.token());
    (house, client)
}

async fn stranger(client: &Client, peer: &str, forwarded: &str) -> Answer {
    let peer: SocketAddr = format!("{peer}:4711").parse().unwrap();
    let request = Request::post("/graphql").header(ACCEPT, GRAPHQL_JSON).header("x-forwarded-for", forwarded);
    let request = request.header(CONTENT_TYPE, "application/json");
    let mut request = request.body(Body::from(r#"{"query":"{ position }"}"#)).unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    client.send(request).await
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let (_house, client) = limited("6", "2").await;
    for _ in 0..2 {
        client.ask("{ position }", json!({})).await.data();
    }
    let body = json!({ "query": "{ position }" }).to_string();
    let mut told = Vec::new();
    for (accept, language) in [(GRAPHQL_JSON, "fr"), ("application/json", "fr"), (GRAPHQL_JSON, "en")] {
        let request = client.post().header(ACCEPT, accept).header(ACCEPT_LANGUAGE, language);
        let answer = client.send(request.body(Body::from(body.clone())).unwrap()).await;
        assert_eq!((answer.status, &*answer.code()), (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED"));
        let wait: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=11).contains(&wait), "{wait}");
        assert!(answer.json().get("data").is_none(), "nothing ran: {}", answer.text);
        told.push(answer.json()["errors"][0]["message"].clone());
    }
    assert_eq!(told[0], "Trop de requêtes : patientez un instant, puis réessayez.");
    assert_eq!((&told[1], &told[2]), (&told[0], &json!("Too many requests: wait a moment, then try again.")));
    let health = client.send(Request::get("/healthz").body(Body::empty()).unwrap()).await;
    assert_eq!(health.status, StatusCode::OK, "a balancer asks as often as it likes");
}

#[tokio::test]
async fn a_stranger_has_the_bucket_of_his_address_whatever_he_says() {
    let (_house, client) = limited("6", "2").await;
    for wanted in [StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS] {
        let forged = format!("203.0.113.{}", wanted.as_u16() % 100);
        assert_eq!(stranger(&client, "198.51.100.7", &forged).await.status, wanted);
    }
    // Behind the proxy each address counts by itself, and what is left of it is the caller's own invention.
    for (hops, wanted) in [
        ("203.0.113.1", StatusCode::UNAUTHORIZED),
        ("1.1.1.1, 203.0.113.1", StatusCode::UNAUTHORIZED),
        ("2.2.2.2, 203.0.113.1", StatusCode::TOO_MANY_REQUESTS),
        ("203.0.113.2", StatusCode::UNAUTHORIZED),
    ] {
        assert_eq!(stranger(&client, "10.0.0.1", hops).await.status, wanted, "{hops}");
    }
    // Who holds the token is not held up by them, nor by tokens that are none.
    client.ask("{ position }", json!({})).await.data();
    let mut request =
        Request::post("/graphql").header(AUTHORIZATION, "Bearer mc_wrong").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo("198.51.100.7:1".parse::<SocketAddr>().unwrap()));
    assert_eq!(client.send(request).await.status, StatusCode::TOO_MANY_REQUESTS);
}

/// Sends what is given, and then nothing; gives what came back until the other side closed, and how long it took.
fn stall(address: &str, sent: &str) -> (String, Duration) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    let since = Instant::now();
    let mut answer = Vec::new();
    // A connection that is cut may end as a reset.
    let _ = stream.read_to_end(&mut answer);
    (String::from_utf8(answer).unwrap(), since.elapsed())
}

#[test]
fn a_client_that_is_too_slow_is_cut_off() {
    let scratch = Scratch::new();
    estate(&scratch);
    let mut server = Server::start_with(&scratch.path().join("data"), &[("MONCHAI_READ_SECONDS", "1")]);
    let address = server.address();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n"
    );
    for sent in [String::new(), "POST /gra".to_owned(), head.clone()] {
        let (_, took) = stall(&address, &sent);
        assert!(took > Duration::from_millis(500) && took < Duration::from_secs(10), "{took:?}: {sent:?}");
    }
    let (answer, took) = stall(&address, &format!("{head}Content-Length: 25\r\n\r\n{{\"query\":"));
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("REQUEST_TIMEOUT"), "{answer}");
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(server.is_running());
}
