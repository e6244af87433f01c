//! The figures as Prometheus reads them, from the real program.

use serde_json::{Value, json};

use crate::restart::estate;
use crate::support::commands::COMMISSION_VAT;
use crate::support::{Scratch, Server, ask, exchange, health};

fn post(address: &str, token: &str, query: &str) {
    let body = json!({ "query": query }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    exchange(address, &request).unwrap();
}

/// The value of a series; 0 of one that is not there.
fn value(text: &str, series: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.map_or(0.0, |value| value.parse().unwrap())
}

#[test]
fn what_happened_is_counted_and_only_told_where_it_should_be() {
    let scratch = Scratch::new();
    estate(&scratch);
    let server =
        Server::start_with(&scratch.path().join("data"), &[("MONCHAI_METRICS_LISTEN", "127.0.0.1:0")]);
    server.until("serving metrics", 1);
    let log = server.log();
    let line = log.lines().find(|line| line.contains("serving metrics")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    let figures = line["address"].as_str().unwrap();
    let (main, scrape) = (server.address(), "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assert!(exchange(&main, scrape).unwrap().0.starts_with("HTTP/1.1 404 "), "never on the main address");
    assert_eq!(health(figures), Some(404), "and nothing else on its own");

    let token = crate::support::TOKEN;
    // The second is refused: nothing can be put into such a vat.
    for capacity in ["50", "0"] {
        let vat = json!({ "input": {
            "code": "C1", "capacity": capacity, "material": "CONCRETE", "inServiceOn": "2025-09-01" } });
        ask(&main, &COMMISSION_VAT.document(), &vat).unwrap();
    }
    post(&main, token, "query Cellar { position }");
    post(&main, token, "query Cellar { position }");
    post(&main, token, "query Bad { nothing }");
    post(&main, token, "{");
    post(&main, "mc_wrong", "{ position }");
    let (head, text) = exchange(figures, scrape).unwrap();
    assert!(head.contains("application/openmetrics-text; version=1.0.0"), "{head}");
    let requests = |operation: &str, kind: &str, outcome: &str| {
        let labels = format!("operation=\"{operation}\",kind=\"{kind}\",outcome=\"{outcome}\"");
        value(&text, &format!("monchai_requests_total{{{labels}}}"))
    };
    let near = |told: f64, wanted: f64| assert!((told - wanted).abs() < 1e-9, "{told} {wanted}: {text}");
    near(requests("Cellar", "query", "ok"), 2.0);
    near(requests("other", "query", "bad_request"), 1.0);
    near(requests("anonymous", "unread", "bad_request"), 1.0);
    near(requests("anonymous", "unread", "unauthenticated"), 1.0);
    let mutations: f64 = text
        .lines()
        .filter(|line| line.starts_with("monchai_requests_total{") && line.contains("kind=\"mutation\""))
        .map(|line| {
            if line.contains("\"refused\"") {
                10.0
            } else if line.contains("\"ok\"") {
                1.0
            } else {
                100.0
            }
        })
        .sum();
    near(mutations, 11.0);
    near(value(&text, "monchai_request_duration_seconds_count{operation=\"Cellar\",kind=\"query\"}"), 2.0);
    assert!(value(&text, "monchai_append_duration_seconds_count") >= 1.0, "{text}");
    for model in ["cellar", "drm", "stock"] {
        near(value(&text, &format!("monchai_projection_events_behind{{model=\"{model}\"}}")), 0.0);
        assert!(text.contains(&format!("monchai_projection_stalled{{model=\"{model}\"}} 0")), "{text}");
    }
    near(value(&text, "monchai_database_connections_max"), 16.0);
    assert!(value(&text, "monchai_database_connections{state=\"idle\"}") >= 1.0, "{text}");
    assert!(value(&text, "monchai_uptime_seconds") > 0.0, "{text}");
    assert!(
        text.contains(concat!("monchai_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1")),
        "{text}"
    );
    assert!(text.trim_end().ends_with("# EOF"), "{text}");
}
