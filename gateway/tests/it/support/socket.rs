use std::time::Duration;

use futures::{SinkExt, StreamExt};
use gateway::http::{Live, Served};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, StatusCode};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async, connect_async};

use super::House;

/// No answer of ours takes so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// The router on a socket of its own.
pub struct Listening {
    pub address: String,
    pub live: Live,
    token: String,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl House {
    /// Serves the house on a real socket, as it is or changed.
    pub async fn listen(&self, change: impl FnOnce(&mut Served)) -> Listening {
        let mut served = self.served.clone();
        change(&mut served);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound").to_string();
        let (live, token) = (served.live.clone(), self.client.token().to_owned());
        let router = gateway::http::router(served);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Listening { address, live, token, task }
    }
}

impl Listening {
    /// What `connection_init` carries.
    pub fn authorization(&self) -> Value {
        json!({ "authorization": format!("Bearer {}", self.token) })
    }

    /// The same as the value of a header.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// An open socket of our subprotocol, nothing said yet.
    pub async fn open(&self) -> Socket {
        self.open_with(&[("sec-websocket-protocol", "graphql-transport-ws")]).await.expect("it is let in")
    }

    /// A socket with those headers, or the status with which it was refused.
    pub async fn open_with(&self, headers: &[(&str, &str)]) -> Result<Socket, (StatusCode, Value)> {
        let mut request = format!("ws://{}/graphql", self.address).into_client_request().expect("an address");
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a name");
            request.headers_mut().insert(name, value.parse().expect("a value"));
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(Error::Http(response)) => {
                let body = response.body().as_deref().unwrap_or_default();
                Err((response.status(), serde_json::from_slice(body).unwrap_or_default()))
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// An acknowledged socket whose client takes no more than so many bytes at a time from the system.
    pub async fn ready_with_room(&self, bytes: u32) -> Socket {
        let request = format!("ws://{}/graphql", self.address).into_client_request();
        let mut request = request.expect("an address");
        let protocol = "graphql-transport-ws".parse().expect("a value");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let stream = TcpSocket::new_v4().expect("a socket");
        stream.set_recv_buffer_size(bytes).expect("room is set");
        let stream = stream.connect(self.address.parse().expect("an address")).await.expect("it connects");
        let (socket, _) = client_async(request, MaybeTlsStream::Plain(stream)).await.expect("it is let in");
        self.acknowledged(Socket(socket)).await
    }

    /// A socket that was acknowledged.
    pub async fn ready(&self) -> Socket {
        self.acknowledged(self.open().await).await
    }

    async fn acknowledged(&self, mut socket: Socket) -> Socket {
        socket.say(json!({ "type": "connection_init", "payload": self.authorization() })).await;
        assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
        socket
    }
}

/// A client's end of a socket.
pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Says something in JSON.
    pub async fn say(&mut self, message: Value) {
        self.send(Message::text(message.to_string())).await;
    }

    /// Sends any frame.
    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("it is taken");
    }

    /// Asks for an operation.
    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
    }

    /// The next message; a ping is answered on the way.
    pub async fn hear(&mut self) -> Value {
        match timeout(PATIENCE, self.frame()).await.expect("something is said") {
            Some(Message::Text(text)) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("no message: {other:?}"),
        }
    }

    async fn frame(&mut self) -> Option<Message> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(message)) => return Some(message),
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// The code with which the server ends the connection; what it says before that is passed over.
    pub async fn closed(&mut self) -> u16 {
        let closed = async {
            loop {
                match self.frame().await {
                    Some(Message::Close(Some(frame))) => return u16::from(frame.code),
                    Some(Message::Text(_)) => {}
                    other => panic!("no close: {other:?}"),
                }
            }
        };
        timeout(PATIENCE, closed).await.expect("it closes")
    }

    /// True when nothing is said for a moment.
    pub async fn is_silent(&mut self) -> bool {
        timeout(Duration::from_millis(300), self.frame()).await.is_err()
    }
}
