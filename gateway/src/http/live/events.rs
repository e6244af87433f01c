//! GraphQL over server-sent events (graphql-sse, PROTOCOL.md, "distinct connections mode"): one operation, one answer
//! that goes on. The next answer is made when the one before has gone out, so nothing gathers for a client who is slow.

use std::convert::Infallible;
use std::pin::Pin;

use async_graphql::{Response, Value};
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{self, BoxStream, Peekable, Stream, StreamExt};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Interval, interval_at};

use super::authenticate::{Caller, still_allowed};
use super::register::Seat;
use super::run::{Given, Prepared, run};
use crate::http::Served;
use crate::http::accept::Format;
use crate::http::problem::Problem;
use crate::http::reader::Reader;

/// Answers an operation as a stream of events. `after` is the position of the last event that the client has seen.
pub async fn events(
    served: Served,
    caller: Caller,
    reader: Reader,
    prepared: Prepared,
    after: Option<i64>,
) -> Result<axum::response::Response, Problem> {
    let bounds = served.live.bounds().clone();
    let place = served.live.admit().ok_or(Problem::TOO_MANY_CONNECTIONS)?;
    let (estate, actor) = caller.at_estate().ok_or(Problem::UNAUTHENTICATED)?;
    let seat = served.live.seat(estate, actor).ok_or(Problem::TOO_MANY_CONNECTIONS)?;
    let lasting = prepared.is_subscription();
    let mut given = run(&served, &caller, &reader, prepared, after).peekable();
    // What is refused without a look at the books is known at once, while there can still be a status for it.
    if let Some(Given::Refused(errors)) = at_once(&mut given) {
        return Ok(Format::Graphql.answer(StatusCode::OK, Response::from_errors(errors), false));
    }
    let check = interval_at(Instant::now() + bounds.check, bounds.check);
    let stream = Events { served, caller, reader, given, lasting, check, _held: (place, seat) };
    let body = stream::unfold(Some(stream), |stream| async {
        let mut stream = stream?;
        match stream.next().await? {
            (event, true) => Some((Ok::<_, Infallible>(event), Some(stream))),
            (event, false) => Some((Ok(event), None)),
        }
    });
    let headers = [
        (CACHE_CONTROL, "no-store"),
        (VARY, "Accept, Accept-Language, Authorization"),
        // A proxy that gathers an answer before it passes it on would hold this one for ever.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Sse::new(body).keep_alive(KeepAlive::new().interval(bounds.ping))).into_response())
}

/// The first answer, where it is there already.
fn at_once(given: &mut Peekable<BoxStream<'static, Given>>) -> Option<Given> {
    let waker = futures::task::noop_waker();
    let mut context = std::task::Context::from_waker(&waker);
    let refused = |given: &Given| matches!(given, Given::Refused(_));
    match Pin::new(&mut *given).poll_peek(&mut context) {
        std::task::Poll::Ready(Some(first)) if refused(first) => {}
        _ => return None,
    }
    match Pin::new(given).poll_next(&mut context) {
        std::task::Poll::Ready(first) => first,
        std::task::Poll::Pending => None,
    }
}

struct Events {
    served: Served,
    caller: Caller,
    reader: Reader,
    given: Peekable<BoxStream<'static, Given>>,
    lasting: bool,
    check: Interval,
    _held: (OwnedSemaphorePermit, Seat),
}

impl Events {
    /// The next event, and whether others follow. `None` ends the answer without `complete`: the process stops, and the
    /// client goes on elsewhere from where it was.
    async fn next(&mut self) -> Option<(Event, bool)> {
        let live = self.served.live.clone();
        loop {
            tokio::select! {
                given = self.given.next() => return Some(match given {
                    Some(Given::Next(response)) => (next(&response), true),
                    Some(Given::Refused(errors)) => (next(&Response::from_errors(errors)), true),
                    None => (Event::default().event("complete").data(""), false),
                }),
                () = live.ended(), if self.lasting => return None,
                _ = self.check.tick() => {
                    if !still_allowed(&self.served, &self.caller).await {
                        self.given = stream::empty().boxed().peekable();
                        return Some((next(&Problem::UNAUTHENTICATED.response(&self.reader)), true));
                    }
                }
            }
        }
    }
}

/// The position of the answer, where it has one, is its id: a browser sends it back as `Last-Event-ID`.
fn next(response: &Response) -> Event {
    let event = Event::default().event("next");
    let event = match response.extensions.get("position") {
        Some(Value::Number(position)) => event.id(position.to_string()),
        _ => event,
    };
    match serde_json::to_string(response) {
        Ok(json) => event.data(json),
        Err(error) => {
            tracing::error!(%error, "an event cannot be written");
            event.data("{\"errors\":[]}")
        }
    }
}
