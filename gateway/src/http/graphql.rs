use async_graphql::parser::types::OperationType;
use axum::body::Bytes;
use axum::extract::{FromRequest, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use domain::units::EstateId;

use super::Served;
use super::accept::{Format, is_utf8};
use super::ask::{Ask, Documents};
use super::live::{Caller, Prepared, asks_for_socket, authenticate, events, socket};
use super::problem::{Problem, with_codes};
use super::reader::{Reader, text};
use crate::graphql::execute;

type Request = axum::extract::Request;

/// Answers a GraphQL request as the GraphQL-over-HTTP specification wants it: POST with a JSON body, or GET for what
/// only reads. What goes on over time is answered over WebSocket, or as server-sent events to who takes those. Without
/// the estate's token no body is read.
pub async fn graphql(State(served): State<Served>, request: Request) -> axum::response::Response {
    let headers = request.headers();
    let reader = Reader::of(headers);
    if asks_for_socket(&request) {
        let upgraded = socket(served, request).await;
        return upgraded.unwrap_or_else(|problem| refuse(&problem, Format::Graphql, &reader));
    }
    let (format, streams) = (Format::negotiate(headers), Format::takes_events(headers));
    if format.is_none() && !streams {
        return refuse(&Problem::NOT_ACCEPTABLE, Format::Plain, &reader);
    }
    let as_events = format.is_none();
    let format = format.unwrap_or(Format::Graphql);
    let Ok(caller) = authenticate(&served, headers, None).await else {
        return refuse(&Problem::UNAUTHENTICATED, format, &reader);
    };
    let asked = Asked { served, caller, reader, format };
    match asked.answer(request, streams, as_events).await {
        Ok(response) => response,
        Err(problem) => refuse(&problem, asked.format, &asked.reader),
    }
}

/// A request of somebody who was let in.
struct Asked {
    served: Served,
    caller: Caller,
    reader: Reader,
    format: Format,
}

impl Asked {
    /// `streams` tells that events are taken, `as_events` that nothing else is.
    async fn answer(
        &self,
        request: Request,
        streams: bool,
        as_events: bool,
    ) -> Result<axum::response::Response, Problem> {
        let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let headers = request.headers().clone();
        let ask = ask(request, &self.served.documents).await?;
        let position = ask.consistent_with;
        let prepared = match Prepared::of(ask) {
            Ok(prepared) => prepared,
            Err(response) => {
                let response = with_codes(*response, &self.reader);
                return Ok(self.format.answer(StatusCode::OK, response, false));
            }
        };
        if prepared.is_subscription() && !streams {
            return Err(Problem::STREAM_REQUIRED);
        }
        let kind = prepared.operation.map(|operation| operation.kind);
        if only_reads && kind == Some(OperationType::Mutation) {
            return Err(Problem::METHOD_NOT_ALLOWED);
        }
        if prepared.is_subscription() || as_events {
            if !self.served.origins.admit(&headers) {
                return Err(Problem::FOREIGN_ORIGIN);
            }
            let after = last_event(&headers)?;
            let (served, caller) = (self.served.clone(), self.caller.clone());
            return events(served, caller, self.reader.clone(), prepared, after).await;
        }
        if let Some(problem) = stale(&self.served, self.caller.estate, position).await {
            return Err(problem);
        }
        let session = self.caller.session(&self.reader);
        let response = execute(&self.served.schema, &self.served.app, session, prepared.request).await;
        let lone = prepared.operation.is_some_and(|operation| operation.lone);
        Ok(self.format.answer(StatusCode::OK, with_codes(response, &self.reader), lone))
    }
}

/// Waits for the position that the answer has to show.
pub(super) async fn stale(served: &Served, estate: EstateId, position: Option<i64>) -> Option<Problem> {
    match served.app.reaches(estate, position?).await {
        Ok(true) => None,
        Ok(false) => Some(Problem::STALE),
        Err(error) => {
            tracing::error!(%error, "the read models do not tell where they stand");
            Some(Problem::INTERNAL)
        }
    }
}

/// The position after which a browser wants a stream to go on that broke off.
fn last_event(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    const NAME: HeaderName = HeaderName::from_static("last-event-id");
    if !headers.contains_key(NAME) {
        return Ok(None);
    }
    let position = text(headers, &NAME).and_then(|id| id.parse().ok()).filter(|position| *position >= 0);
    let unfit = || Problem::bad_request("Last-Event-ID has to be a position of the journal");
    position.ok_or_else(unfit).map(Some)
}

async fn ask(request: Request, documents: &Documents) -> Result<Ask, Problem> {
    match *request.method() {
        Method::GET | Method::HEAD => Ask::from_uri(request.uri(), documents),
        Method::POST if is_json(request.headers()) => match Bytes::from_request(request, &()).await {
            Ok(body) => Ask::from_body(&body, documents),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Problem::PAYLOAD_TOO_LARGE)
            }
            Err(rejection) => Err(Problem::bad_request(format!("the body cannot be read: {rejection}"))),
        },
        Method::POST => Err(Problem::UNSUPPORTED_MEDIA_TYPE),
        _ => Err(Problem::METHOD_NOT_ALLOWED),
    }
}

/// True for `application/json`, in UTF-8 where an encoding is named.
fn is_json(headers: &HeaderMap) -> bool {
    let mut parts = text(headers, &CONTENT_TYPE).unwrap_or_default().split(';').map(str::trim);
    parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
        && parts
            .filter_map(|part| part.split_once('='))
            .all(|(name, value)| !name.trim().eq_ignore_ascii_case("charset") || is_utf8(value))
}

fn refuse(problem: &Problem, format: Format, reader: &Reader) -> axum::response::Response {
    let mut response = format.answer(problem.status, problem.response(reader), false);
    let headers = response.headers_mut();
    match problem.status {
        StatusCode::UNAUTHORIZED => headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
        StatusCode::SERVICE_UNAVAILABLE => headers.insert(RETRY_AFTER, HeaderValue::from_static("1")),
        StatusCode::METHOD_NOT_ALLOWED => headers.insert(ALLOW, HeaderValue::from_static("GET, POST")),
        _ => None,
    };
    response
}
