//! The end of a server that is asked to stop.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::restart::estate;
use crate::support::{Scratch, Server, TOKEN, health};

const ASK: &str = "{\"query\":\"{ position }\"}";

fn server(scratch: &Scratch, settings: &[(&str, &str)]) -> Server {
    estate(scratch);
    Server::start_with(&scratch.path().join("data"), settings)
}

/// A request of which the body is still to come.
fn half(address: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{{",
        ASK.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // It has to be under way, and not merely on its way.
    thread::sleep(Duration::from_millis(300));
    stream
}

#[test]
fn requests_under_way_are_answered_and_no_others_taken() {
    let scratch = Scratch::new();
    let mut server = server(&scratch, &[("MONCHAI_DRAIN_SECONDS", "20")]);
    let address = server.address();
    let mut idle = TcpStream::connect(&address).unwrap();
    let mut stream = half(&address);
    let since = Instant::now();
    server.signal("TERM");
    server.until("asked to stop", 1);
    thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(&address).is_err(), "nobody listens any more");
    assert!(server.is_running(), "it waits for the request");
    stream.write_all(&ASK.as_bytes()[1..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("\"position\":"), "{answer}");
    assert_eq!(server.wait().code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(15), "and for no longer: {:?}", since.elapsed());
    assert_eq!(idle.read(&mut [0; 1]).unwrap_or(0), 0, "an idle connection is closed");
    assert!(!server.log().contains("were cut"), "{}", server.log());
}

#[test]
fn what_does_not_end_in_time_is_cut_and_told() {
    let scratch = Scratch::new();
    let mut server = server(&scratch, &[("MONCHAI_DRAIN_SECONDS", "1")]);
    let (mut one, _other) = (half(&server.address()), half(&server.address()));
    let since = Instant::now();
    server.signal("TERM");
    assert_eq!(server.wait().code(), Some(0));
    assert!(since.elapsed() > Duration::from_millis(900) && since.elapsed() < Duration::from_secs(15));
    server.until("were cut", 1);
    assert!(server.log().contains("\"cut\":2"), "{}", server.log());
    let mut answer = Vec::new();
    let _ = one.read_to_end(&mut answer);
    assert!(answer.is_empty(), "no answer is made up");
}

#[test]
fn health_says_so_while_a_balancer_may_still_come() {
    let scratch = Scratch::new();
    let mut server = server(&scratch, &[("MONCHAI_DRAIN_NOTICE_SECONDS", "3")]);
    let address = server.address();
    assert_eq!(health(&address), Some(200));
    server.signal("TERM");
    server.until("asked to stop", 1);
    assert_eq!(health(&address), Some(503));
    let request = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let (_, body) = crate::support::exchange(&address, request).unwrap();
    assert!(body.contains("\"draining\""), "{body}");
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn who_asks_twice_does_not_wait() {
    let scratch = Scratch::new();
    let mut server = server(&scratch, &[("MONCHAI_DRAIN_SECONDS", "600")]);
    let _stream = half(&server.address());
    server.signal("TERM");
    server.until("asked to stop", 1);
    thread::sleep(Duration::from_millis(200));
    assert!(server.is_running());
    let since = Instant::now();
    server.signal("TERM");
    assert_eq!(server.wait().code(), Some(143));
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
}
