use std::net::IpAddr;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, State};
use axum::http::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use domain::units::EstateId;
use tokio::time::timeout;

use super::Served;
use super::accept::{Format, is_utf8};
use super::address::{client_address, peer};
use super::ask::{Ask, Documents};
use super::live::{Caller, Denied, Prepared, asks_for_socket, authenticate, events, socket};
use super::measure::{Declines, Measured};
use super::problem::{Problem, with_codes};
use super::rate;
use super::reader::{Reader, text};
use crate::access::Trespass;
use crate::graphql::execute;
use crate::people::{Person, note_refusal};

type Request = axum::extract::Request;

/// Answers a GraphQL request as the GraphQL-over-HTTP specification wants it: POST with a JSON body, or GET for what
/// only reads. What goes on over time is answered over WebSocket, or as server-sent events to who takes those. With a
/// token that opens nothing no body is read.
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
    let caller = match admit(&served, (request.method(), headers, request.extensions())).await {
        Ok(caller) => caller,
        Err(problem) => return refuse(&problem, format, &reader),
    };
    let asked = Asked { served, caller, reader, format };
    match asked.answer(request, streams, as_events).await {
        Ok(response) => response,
        Err(problem) => refuse(&problem, asked.format, &asked.reader),
    }
}

/// Who asks, if they may ask now.
pub(super) async fn admit(
    served: &Served,
    (method, headers, extensions): (&Method, &HeaderMap, &Extensions),
) -> Result<Caller, Problem> {
    let caller = match authenticate(served, (headers, extensions), None).await {
        Ok(caller) => caller,
        Err(denied) => {
            // A token that opens nothing is anybody's: it counts for its address.
            let trusted = &served.front.settings.trusted_proxies;
            let address = peer(extensions).map(|peer| client_address(headers, peer, trusted));
            limit(served, rate::Caller::at(address))?;
            return Err(refused(denied));
        }
    };
    limit(served, counted(&caller))?;
    // A browser sends its cookie along with what any site's page asks for; only the `Origin` tells it apart.
    let with_cookie = !headers.contains_key(AUTHORIZATION);
    if with_cookie && !method.is_safe() && !served.origins.admit(headers) {
        return Err(Problem::FOREIGN_ORIGIN);
    }
    Ok(caller)
}

fn refused(denied: Denied) -> Problem {
    match denied {
        Denied::Forbidden => Problem::UNAUTHENTICATED,
        Denied::Fault(error) => {
            tracing::error!(%error, "who asks cannot be told");
            Problem::INTERNAL
        }
    }
}

/// Counts the request; refuses it when there are too many.
fn limit(served: &Served, caller: rate::Caller) -> Result<(), Problem> {
    served.front.limiter.take(caller).map_err(Problem::rate_limited)
}

/// Whose requests are counted: those of an account, or of whoever is at that address.
fn counted(caller: &Caller) -> rate::Caller {
    match &caller.person {
        Some(person) => rate::Caller::Known(person.account.to_string()),
        None => rate::Caller::at(caller.address),
    }
}

/// A request of somebody who may ask.
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
        let patience = self.served.front.settings.read_seconds;
        let ask = ask(request, &self.served.documents, self.caller.person.is_some(), patience).await?;
        let prepared = match Prepared::of(ask) {
            Ok(prepared) => prepared,
            Err(response) => {
                let response = with_codes(*response, &self.reader);
                let measured = Measured::of(None, &response, &Declines::default());
                return Ok(measured.on(self.format.answer(StatusCode::OK, response, false)));
            }
        };
        if prepared.is_subscription() && !streams {
            return Err(Problem::STREAM_REQUIRED);
        }
        let kind = prepared.operation.as_ref().map(|operation| operation.kind);
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
        self.carry_out(prepared).await
    }

    async fn carry_out(&self, prepared: Prepared) -> Result<axum::response::Response, Problem> {
        let Self { served, caller, reader, format } = self;
        let estate = caller.at_estate().map(|(estate, _)| estate);
        if let Some(problem) = stale(served, estate, prepared.position).await {
            return Err(problem);
        }
        let declines = Declines::default();
        let request = prepared.request.data(declines.clone());
        let executed = execute(&served.schema, &served.app, caller.visit(reader), request).await;
        match executed {
            Ok(response) => {
                let response = with_codes(response, reader);
                let measured = Measured::of(prepared.operation.as_ref(), &response, &declines);
                let lone = prepared.operation.is_some_and(|operation| operation.lone);
                Ok(measured.on(format.answer(StatusCode::OK, response, lone)))
            }
            Err(trespass) => Err(forbidden(served, caller.person.as_ref(), caller.address, &trespass).await),
        }
    }
}

/// A stranger is told to sign in; what is refused to somebody who is known is noted.
pub(super) async fn forbidden(
    served: &Served,
    person: Option<&Person>,
    address: Option<IpAddr>,
    trespass: &Trespass,
) -> Problem {
    tracing::info!(field = %trespass.field, "forbidden");
    let Some(person) = person else { return Problem::UNAUTHENTICATED };
    if let Err(error) = note_refusal(&served.app.pool, person, address, &trespass.field).await {
        tracing::error!(%error, "a refusal was not noted");
    }
    Problem::FORBIDDEN
}

/// Waits for the position that the answer has to show.
pub(super) async fn stale(
    served: &Served,
    estate: Option<EstateId>,
    position: Option<i64>,
) -> Option<Problem> {
    match served.app.reaches(estate?, position?).await {
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

/// What a stranger may send at most: there is little for them to ask.
const STRANGERS_BODY: usize = 64 * 1024;

async fn ask(
    mut request: Request,
    documents: &Documents,
    known: bool,
    patience: Duration,
) -> Result<Ask, Problem> {
    if !known {
        DefaultBodyLimit::max(STRANGERS_BODY).apply(&mut request);
    }
    match *request.method() {
        Method::GET | Method::HEAD => Ask::from_uri(request.uri(), documents),
        Method::POST if is_json(request.headers()) => match timeout(patience, body(request)).await {
            Err(_) => Err(Problem::REQUEST_TIMEOUT),
            Ok(Ok(body)) => Ask::from_body(&body, documents),
            Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Problem::PAYLOAD_TOO_LARGE)
            }
            Ok(Err(rejection)) => Err(Problem::bad_request(format!("the body cannot be read: {rejection}"))),
        },
        Method::POST => Err(Problem::UNSUPPORTED_MEDIA_TYPE),
        _ => Err(Problem::METHOD_NOT_ALLOWED),
    }
}

async fn body(request: Request) -> Result<Bytes, BytesRejection> {
    Bytes::from_request(request, &()).await
}

/// True for `application/json`, in UTF-8 where an encoding is named.
fn is_json(headers: &HeaderMap) -> bool {
    let mut parts = text(headers, &CONTENT_TYPE).unwrap_or_default().split(';').map(str::trim);
    parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
        && parts
            .filter_map(|part| part.split_once('='))
            .all(|(name, value)| !name.trim().eq_ignore_ascii_case("charset") || is_utf8(value))
}

pub(super) fn refuse(problem: &Problem, format: Format, reader: &Reader) -> axum::response::Response {
    let mut response = format.answer(problem.status, problem.response(reader), false);
    let headers = response.headers_mut();
    match problem.status {
        StatusCode::UNAUTHORIZED => headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
        StatusCode::SERVICE_UNAVAILABLE => headers.insert(RETRY_AFTER, HeaderValue::from_static("1")),
        StatusCode::METHOD_NOT_ALLOWED => headers.insert(ALLOW, HeaderValue::from_static("GET, POST")),
        _ => None,
    };
    if let Some(wait) = problem.wait {
        // Whole seconds, and not one too early.
        headers.insert(RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
    }
    Measured::unread(problem.code()).on(response)
}
