//! Traces and faults, as they arrive at those who collect them.

use launcher::Running;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};

use super::collector::Collector;
use crate::restart::estate;
use crate::support::{Scratch, Server, TOKEN, exchange};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";
const SECRET: &str = "Madame-Dupont-de-Nantes";

fn post(address: &str, query: &str) -> (String, String) {
    let body = json!({ "query": query, "variables": { "secret": SECRET } }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {TOKEN}\r\n\
         traceparent: 00-{TRACE}-{PARENT}-01\r\nX-Forwarded-For: 203.0.113.9\r\nX-Request-Id: the-request\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    exchange(address, &request).unwrap()
}

fn bytes(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn a_trace_goes_on_where_the_caller_began_it() {
    let (scratch, collector) = (Scratch::new(), Collector::start());
    estate(&scratch);
    let endpoint = format!("http://{}", collector.address());
    let settings = [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()),
        ("OTEL_SERVICE_NAME", "cave-test"),
        // What the log tells is another matter.
        ("RUST_LOG", "warn"),
    ];
    let server = Server::start_with(&scratch.path().join("data"), &settings);
    assert!(post(&server.address(), "query Cellar { position }").1.contains("\"position\":"));
    // What has not been sent yet is sent at the end.
    assert_eq!(server.end("TERM").code(), Some(0));
    let sent = collector.until(|sent| sent.holds(&bytes(TRACE)));
    assert!(sent.head.starts_with("POST /v1/traces HTTP/1.1"), "{}", sent.head);
    assert!(sent.head.to_ascii_lowercase().contains("content-type: application/x-protobuf"), "{}", sent.head);
    for told in [&bytes(PARENT)[..], b"cave-test", b"request", b"Cellar", b"/graphql", b"the-request"] {
        assert!(sent.holds(told), "{}", String::from_utf8_lossy(told));
    }
    assert!(!sent.holds(SECRET.as_bytes()) && !sent.holds(TOKEN.as_bytes()));
}

/// Everything that reads the vats fails from now on.
async fn break_it(data: &std::path::Path) {
    let url = Running::find(data).expect("it runs").url("monchai", "postgres");
    let mut connection = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql("ALTER TABLE cellar.vats RENAME TO away").execute(&mut connection).await.unwrap();
}

#[tokio::test]
async fn a_fault_is_told_with_its_trace_and_nothing_of_a_person() {
    let (scratch, collector) = (Scratch::new(), Collector::start());
    estate(&scratch);
    let dsn = format!("http://abcdef@{}/42", collector.address());
    let data = scratch.path().join("data");
    let server = Server::start_with(&data, &[("SENTRY_DSN", &dsn)]);
    // A refusal is nobody's fault.
    post(&server.address(), "{ nothing }");
    break_it(&data).await;
    let (_, answer) = post(&server.address(), "{ vats { edges { node { code } } } }");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "INTERNAL", "{answer}");
    let trace = answer["errors"][0]["extensions"]["traceId"].as_str().unwrap().to_owned();
    assert_eq!(trace, "the-request");

    let sent = collector.until(|sent| sent.holds(b"a request failed"));
    assert!(sent.head.starts_with("POST /api/42/envelope/ HTTP/1.1"), "{}", sent.head);
    let text = String::from_utf8(sent.body).unwrap();
    let event: Value = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find(|line| line["message"] == "a request failed")
        .unwrap_or_else(|| panic!("no event: {text}"));
    assert_eq!(event["tags"]["trace_id"], trace);
    // The protocol leaves out what is usual: no level is that of an error.
    assert!(event.get("level").is_none_or(|level| level == "error"), "{event}");
    assert!(event["extra"]["error"].as_str().unwrap().contains("cellar.vats"), "{event}");
    for absent in ["user", "request", "server_name", "contexts", "breadcrumbs"] {
        assert!(
            event
                .get(absent)
                .is_none_or(|part| part.as_object().is_some_and(|map| map.keys().all(|k| k == "trace"))),
            "{absent}: {event}"
        );
    }
    for secret in [SECRET, "203.0.113.9", TOKEN] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert_eq!(server.end("TERM").code(), Some(0));
    let events = collector.sent().iter().filter(|sent| sent.holds(b"\"message\":")).count();
    assert_eq!(events, 1, "{:?}", collector.sent());
}

#[test]
fn without_the_settings_nothing_is_sent() {
    let (scratch, collector) = (Scratch::new(), Collector::start());
    estate(&scratch);
    let server = Server::start(&scratch.path().join("data"));
    post(&server.address(), "{ position }");
    assert_eq!(server.end("TERM").code(), Some(0));
    assert!(collector.sent().is_empty());
}
