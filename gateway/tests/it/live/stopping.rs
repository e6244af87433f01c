//! The process is asked to stop while connections are open: they are told to go, and it ends soon.

use std::time::{Duration, Instant};

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::restart::last_return;
use crate::support::{House, Scratch, Server, TOKEN, on_folder};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_is_told_that_the_process_goes() {
    let house = House::open().await;
    let listening = house.listen(|_| {}).await;
    let mut socket = listening.ready().await;
    let head = house.position().await;
    socket.subscribe("1", &format!("subscription {{ journal(after: {head}) {{ position }} }}")).await;
    assert!(socket.is_silent().await);
    listening.live.end();
    assert_eq!(socket.closed().await, 1001);
    // The client answers the close, as every client does.
    while socket.0.next().await.is_some() {}
    assert!(listening.live.drained(Duration::from_secs(5)).await);
    let late = listening.open_with(&[("sec-websocket-protocol", "graphql-transport-ws")]).await;
    assert!(late.is_err(), "nobody else is let in");
}

/// The real program, with a socket, a stream of events, and one who never reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_ends_with_connections_open() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("data");
    let file = scratch.with("drm.csv", last_return());
    on_folder(&folder, &["drm", "import", &file]).done();
    let server = Server::start(&folder);
    let address = server.address();

    let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    let init =
        json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {TOKEN}") } });
    socket.send(Message::text(init.to_string())).await.unwrap();
    let ack: Value = serde_json::from_str(socket.next().await.unwrap().unwrap().to_text().unwrap()).unwrap();
    assert_eq!(ack["type"], "connection_ack");

    let mut stream = TcpStream::connect(&address).await.unwrap();
    let body = json!({ "query": "subscription { projectionProgress { head } }" }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {TOKEN}\r\nAccept: text/event-stream\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut first = [0; 1024];
    assert!(stream.read(&mut first).await.unwrap() > 0);

    let since = Instant::now();
    let ended = tokio::task::spawn_blocking(move || server.end("TERM"));
    let close = loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Close(Some(frame)) => break u16::from(frame.code),
            Message::Text(_) | Message::Ping(_) => {}
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(close, 1001);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the answer ends as one that is whole");
    // The client answers the close, as every client does, and then it is over.
    while socket.next().await.is_some() {}
    assert!(ended.await.unwrap().success());
    assert!(since.elapsed() < Duration::from_secs(8), "{:?}", since.elapsed());
}
