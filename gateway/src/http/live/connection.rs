//! One socket from its first message to its close. One task does everything by turns: while a message waits for the
//! client, nothing else of this socket goes on, so nothing ever gathers for a client who is slow.

use std::time::Duration;

use async_graphql::Response;
use axum::Error;
use axum::extract::ws::{Message, WebSocket};
use axum::http::{Extensions, HeaderMap};
use serde_json::{Map, Value};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout, timeout_at};

use super::authenticate::{Caller, Denied, authenticate, still_allowed};
use super::operations::{Operations, What};
use super::protocol::{Close, Heard, Said};
use super::register::{Live, Seat};
use super::run::{Given, Prepared, run};
use crate::http::Served;
use crate::http::ask::Ask;
use crate::http::problem::{Problem, with_codes};
use crate::http::reader::Reader;

/// How long a client that is told why the connection ends may take to take note.
const FAREWELL: Duration = Duration::from_secs(5);

/// A socket with what goes on there.
pub(super) struct Connection {
    served: Served,
    live: Live,
    socket: WebSocket,
    headers: HeaderMap,
    extensions: Extensions,
    reader: Reader,
    operations: Operations,
    heard_at: Instant,
    who: Who,
}

/// Whether the client has shown who he is.
enum Who {
    Stranger { until: Instant, _permit: OwnedSemaphorePermit },
    Known { caller: Caller, _seat: Seat },
}

impl Connection {
    /// A socket whose client has yet to show who he is.
    pub(super) fn new(
        served: Served,
        socket: WebSocket,
        (headers, extensions): (HeaderMap, Extensions),
        reader: Reader,
        stranger: OwnedSemaphorePermit,
    ) -> Self {
        let (live, heard_at) = (served.live.clone(), Instant::now());
        let who = Who::Stranger { until: heard_at + live.bounds().init, _permit: stranger };
        let operations = Operations::default();
        Self { served, live, socket, headers, extensions, reader, operations, heard_at, who }
    }

    /// Serves it to its end, and tells the client why it ends.
    pub(super) async fn serve(mut self, accepted: bool) {
        let Err(close) = (if accepted { self.talk().await } else { Err(Close::SUBPROTOCOL) }) else { return };
        tracing::info!(code = close.code, "a socket ends");
        let farewell = async {
            let told = close == Close::GONE || self.socket.send(close.message()).await.is_ok();
            // The client answers with a close of his own, or is given the answer to his; only then the connection goes.
            while told && matches!(self.socket.recv().await, Some(Ok(_))) {}
        };
        let _ = timeout(FAREWELL, farewell).await;
    }

    /// Takes turns until something ends it.
    async fn talk(&mut self) -> Result<(), Close> {
        let live = self.live.clone();
        let every = |period: Duration| {
            let mut ticks = interval_at(Instant::now() + period, period);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ticks
        };
        let (mut ping, mut check) = (every(live.bounds().ping), every(live.bounds().check));
        let mut ended = std::pin::pin!(live.ended());
        loop {
            let init = match &self.who {
                Who::Stranger { until, .. } => Some(*until),
                Who::Known { .. } => None,
            };
            tokio::select! {
                message = self.socket.recv() => self.hear(message).await?,
                (id, what) = self.operations.next() => self.tell(&id, what).await?,
                _ = ping.tick() => self.ping().await?,
                _ = check.tick() => self.check().await?,
                () = sleep_until(init.unwrap_or_else(Instant::now)), if init.is_some() => {
                    return Err(Close::INIT_TIMEOUT);
                }
                () = &mut ended => return self.finish().await,
            }
        }
    }

    async fn hear(&mut self, message: Option<Result<Message, Error>>) -> Result<(), Close> {
        self.heard_at = Instant::now();
        match message {
            None | Some(Ok(Message::Close(_))) => Err(Close::GONE),
            Some(Err(error)) => Err(fault(error)),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
            Some(Ok(Message::Binary(_))) => Err(Close::bad("the message is binary")),
            Some(Ok(Message::Text(text))) => match Heard::read(&text)? {
                Heard::Init(payload) => self.init(payload).await,
                Heard::Ping => self.say(&Said::Pong).await,
                Heard::Pong => Ok(()),
                Heard::Subscribe { id, payload } => self.subscribe(id, payload).await,
                Heard::Complete { id } => {
                    self.operations.end(&id);
                    Ok(())
                }
            },
        }
    }

    async fn init(&mut self, payload: Option<Map<String, Value>>) -> Result<(), Close> {
        let Who::Stranger { until, .. } = &self.who else { return Err(Close::INIT_TWICE) };
        let known = authenticate(&self.served, (&self.headers, &self.extensions), payload.as_ref());
        let caller = match timeout_at(*until, known).await {
            Ok(Ok(caller)) => caller,
            Ok(Err(Denied::Forbidden)) => return Err(Close::FORBIDDEN),
            Ok(Err(Denied::Fault(error))) => {
                tracing::error!(%error, "who asks cannot be told");
                return Err(Close::FORBIDDEN);
            }
            Err(_) => return Err(Close::INIT_TIMEOUT),
        };
        if caller.person.is_none() {
            return Err(Close::UNAUTHORIZED);
        }
        let (estate, actor) = caller.at_estate().ok_or(Close::FORBIDDEN)?;
        let seat = self.live.seat(estate, actor).ok_or(Close::TOO_MANY)?;
        self.who = Who::Known { caller, _seat: seat };
        self.say(&Said::ConnectionAck).await
    }

    async fn subscribe(&mut self, id: String, payload: Map<String, Value>) -> Result<(), Close> {
        let Who::Known { caller, .. } = &self.who else { return Err(Close::UNAUTHORIZED) };
        if self.operations.holds(&id) {
            return Err(Close::id_exists(&id));
        }
        if !still_allowed(&self.served, caller).await {
            return Err(Close::FORBIDDEN);
        }
        let prepared = match Ask::from_map(payload, &self.served.documents) {
            Ok(_) if self.operations.len() >= self.live.bounds().operations => {
                Err(Problem::TOO_MANY_OPERATIONS.response(&self.reader))
            }
            Ok(ask) => Prepared::of(ask).map_err(|response| with_codes(*response, &self.reader)),
            Err(problem) if problem.code() == "BAD_REQUEST" => {
                return Err(Close::bad("payload is no GraphQL request"));
            }
            Err(problem) => Err(problem.response(&self.reader)),
        };
        match prepared {
            Ok(prepared) => {
                let endless = prepared.is_subscription();
                let given = run(&self.served, caller, &self.reader, prepared, None);
                self.operations.begin(id, given, endless);
                Ok(())
            }
            Err(Response { errors, .. }) => self.say(&Said::Error { id: &id, payload: &errors }).await,
        }
    }

    async fn tell(&mut self, id: &str, what: What) -> Result<(), Close> {
        match what {
            What::Given(Given::Next(response)) => self.say(&Said::Next { id, payload: &response }).await,
            What::Given(Given::Refused(errors)) => {
                self.operations.end(id);
                self.say(&Said::Error { id, payload: &errors }).await
            }
            What::End => {
                self.operations.end(id);
                self.say(&Said::Complete { id }).await
            }
        }
    }

    async fn ping(&mut self) -> Result<(), Close> {
        if self.heard_at.elapsed() > self.live.bounds().silence {
            return Err(Close::SILENT);
        }
        self.send(Message::Ping(axum::body::Bytes::new())).await
    }

    async fn check(&mut self) -> Result<(), Close> {
        match &self.who {
            Who::Known { caller, .. } if !still_allowed(&self.served, caller).await => Err(Close::FORBIDDEN),
            Who::Known { .. } | Who::Stranger { .. } => Ok(()),
        }
    }

    /// Lets what has an end of its own come to it, and ends. Who followed something follows it again elsewhere: it is not
    /// told as complete.
    async fn finish(&mut self) -> Result<(), Close> {
        self.operations.end_endless();
        let until = Instant::now() + self.live.bounds().drain;
        while !self.operations.is_empty() {
            let Ok((id, what)) = timeout_at(until, self.operations.next()).await else { break };
            self.tell(&id, what).await?;
        }
        Err(Close::GOING_AWAY)
    }

    async fn say(&mut self, said: &Said<'_>) -> Result<(), Close> {
        self.send(said.message()?).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Close> {
        match timeout(self.live.bounds().patience, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Close::GONE),
            Err(_) => Err(Close::SLOW),
        }
    }
}

/// What the client did that cannot be read.
fn fault(error: Error) -> Close {
    use tungstenite::error::{CapacityError, Error as Fault, ProtocolError};
    match error.into_inner().downcast_ref::<Fault>() {
        Some(Fault::Capacity(CapacityError::MessageTooLong { .. })) => Close::TOO_BIG,
        Some(Fault::Utf8(_)) => Close::NOT_UTF8,
        Some(Fault::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => Close::GONE,
        Some(Fault::Protocol(_)) => Close::PROTOCOL,
        _ => Close::GONE,
    }
}
