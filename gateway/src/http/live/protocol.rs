//! The messages of `graphql-transport-ws` (graphql-ws, PROTOCOL.md), read strictly.

use async_graphql::{Response, ServerError};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes};
use serde::Serialize;
use serde_json::{Map, Value};

/// The subprotocol.
pub(super) const SUBPROTOCOL: &str = "graphql-transport-ws";

/// Characters of an id that a client chooses.
const ID: usize = 128;

/// What a client says.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    /// First of all, with who he is.
    Init(Option<Map<String, Value>>),
    /// A sign of life, to be answered.
    Ping,
    /// The answer to one of ours.
    Pong,
    /// An operation.
    Subscribe { id: String, payload: Map<String, Value> },
    /// No more of an operation.
    Complete { id: String },
}

impl Heard {
    /// Reads a message; what is none closes the connection with 4400.
    pub(super) fn read(text: &str) -> Result<Self, Close> {
        let value: Value = serde_json::from_str(text).map_err(|_| Close::bad("the message is not JSON"))?;
        let Value::Object(mut message) = value else { return Err(Close::bad("the message is no object")) };
        let Some(Value::String(kind)) = message.remove("type") else {
            return Err(Close::bad("the message has no type"));
        };
        let payload = match message.remove("payload") {
            None => None,
            Some(Value::Object(payload)) => Some(payload),
            Some(Value::Null) if kind != "subscribe" => None,
            Some(_) => return Err(Close::bad("payload has to be an object")),
        };
        let id = match message.remove("id") {
            Some(Value::String(id)) if (1..=ID).contains(&id.chars().count()) => Some(id),
            _ => None,
        };
        match (kind.as_str(), id, payload) {
            ("connection_init", _, payload) => Ok(Self::Init(payload)),
            ("ping", ..) => Ok(Self::Ping),
            ("pong", ..) => Ok(Self::Pong),
            ("subscribe", Some(id), Some(payload)) => Ok(Self::Subscribe { id, payload }),
            ("subscribe" | "complete", None, _) => {
                Err(Close::bad("id has to be a text of 1 to 128 characters"))
            }
            ("subscribe", Some(_), None) => Err(Close::bad("subscribe needs a payload")),
            ("complete", Some(id), _) => Ok(Self::Complete { id }),
            _ => Err(Close::bad("no message of this type is taken")),
        }
    }
}

/// What the server says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Said<'a> {
    ConnectionAck,
    Pong,
    Next { id: &'a str, payload: &'a Response },
    Error { id: &'a str, payload: &'a [ServerError] },
    Complete { id: &'a str },
}

impl Said<'_> {
    pub(super) fn message(&self) -> Result<Message, Close> {
        let text = serde_json::to_string(self).map_err(|error| {
            tracing::error!(%error, "a message cannot be written");
            Close::INTERNAL
        })?;
        Ok(Message::text(text))
    }
}

/// Why a connection ends, as it is told to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Close {
    /// RFC 6455, 7.4, and from 4000 on the protocol's own.
    pub(super) code: u16,
    reason: Utf8Bytes,
}

impl Close {
    /// The process stops; another one may be there.
    pub(super) const GOING_AWAY: Self = Self::new(1001, "Going away");
    /// Against the rules of WebSocket.
    pub(super) const PROTOCOL: Self = Self::new(1002, "Not WebSocket as it should be");
    /// Text that is none.
    pub(super) const NOT_UTF8: Self = Self::new(1007, "Not UTF-8");
    /// A message beyond the bound.
    pub(super) const TOO_BIG: Self = Self::new(1009, "Message too big");
    /// A fault of ours.
    pub(super) const INTERNAL: Self = Self::new(1011, "Internal error");
    /// What was sent was not read in time. The client may come again, and go on from where it was.
    pub(super) const SLOW: Self = Self::new(1013, "Too slow: messages were not read in time");
    /// The caller has too many connections.
    pub(super) const TOO_MANY: Self = Self::new(1013, "Too many connections");
    /// Nobody is there, or the connection was ended by the client.
    pub(super) const GONE: Self = Self::new(1000, "Gone");
    /// No sign of life.
    pub(super) const SILENT: Self = Self::new(1001, "No sign of life");
    /// An operation before the acknowledgement, or nothing shown that opens anything.
    pub(super) const UNAUTHORIZED: Self = Self::new(4401, "Unauthorized");
    /// What was shown opens nothing, or no longer does.
    pub(super) const FORBIDDEN: Self = Self::new(4403, "Forbidden");
    /// Another subprotocol, or none.
    pub(super) const SUBPROTOCOL: Self = Self::new(4406, "Subprotocol not acceptable");
    /// No `connection_init` in time.
    pub(super) const INIT_TIMEOUT: Self = Self::new(4408, "Connection initialisation timeout");
    /// A second `connection_init`.
    pub(super) const INIT_TWICE: Self = Self::new(4429, "Too many initialisation requests");

    const fn new(code: u16, reason: &'static str) -> Self {
        Self { code, reason: Utf8Bytes::from_static(reason) }
    }

    /// What was sent is no message.
    pub(super) const fn bad(reason: &'static str) -> Self {
        Self::new(4400, reason)
    }

    /// The id is in use. A reason has 123 bytes at most.
    pub(super) fn id_exists(id: &str) -> Self {
        let shown: String = id.chars().take(20).collect();
        Self { code: 4409, reason: format!("Subscriber for {shown} already exists").into() }
    }

    pub(super) fn message(self) -> Message {
        Message::Close(Some(CloseFrame { code: self.code, reason: self.reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read() {
        for (text, heard) in [
            (r#"{"type":"connection_init"}"#, Heard::Init(None)),
            (r#"{"type":"connection_init","payload":null}"#, Heard::Init(None)),
            (r#"{"type":"connection_init","payload":{}}"#, Heard::Init(Some(Map::new()))),
            (r#"{"type":"ping","payload":{"a":1}}"#, Heard::Ping),
            (r#"{"type":"pong"}"#, Heard::Pong),
            (r#"{"type":"complete","id":"1"}"#, Heard::Complete { id: "1".to_owned() }),
            (
                r#"{"type":"subscribe","id":"1","payload":{}}"#,
                Heard::Subscribe { id: "1".to_owned(), payload: Map::new() },
            ),
        ] {
            assert_eq!(Heard::read(text), Ok(heard), "{text}");
        }
    }

    #[test]
    fn what_is_no_message_is_bad() {
        let long = format!(r#"{{"type":"complete","id":"{}"}}"#, "x".repeat(129));
        let deep = format!(r#"{{"type":"ping","payload":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
        for text in [
            "",
            "hello",
            "null",
            "[]",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"connection_ack"}"#,
            r#"{"type":"next","id":"1","payload":{}}"#,
            r#"{"type":"start","id":"1","payload":{}}"#,
            r#"{"type":"connection_init","payload":"x"}"#,
            r#"{"type":"ping","payload":[]}"#,
            r#"{"type":"subscribe","payload":{}}"#,
            r#"{"type":"subscribe","id":1,"payload":{}}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"subscribe","id":"1","payload":null}"#,
            r#"{"type":"complete"}"#,
            &long,
            &deep,
        ] {
            assert_eq!(Heard::read(text).map_err(|close| close.code), Err(4400), "{text}");
        }
    }

    #[test]
    fn a_reason_fits_into_its_frame() {
        let close = Close::id_exists(&"é".repeat(128));
        assert!(close.code == 4409 && close.reason.len() <= 123);
    }
}
