use std::net::IpAddr;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Response, ServerError, Value};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::IntoResponse;
use serde::Serialize;
use tokio::time::timeout;

use super::Served;
use super::accept::{Format, is_utf8};
use super::address::{client_address, peer};
use super::ask::Ask;
use super::measure::{Declines, Measured};
use super::problem::{Problem, with_codes};
use super::rate::Caller;
use super::who::visit;
use crate::access::Trespass;
use crate::graphql::{Session, Visit, execute};
use crate::messages::Language;
use crate::people::{Person, note_refusal};

type Request = axum::extract::Request;

/// Answers a GraphQL request as the GraphQL-over-HTTP specification wants it: POST with a JSON body, or GET for what
/// only reads. With a token that opens nothing no body is read.
pub async fn graphql(State(served): State<Served>, request: Request) -> axum::response::Response {
    let headers = request.headers();
    let language = Language::of(text(headers, &ACCEPT_LANGUAGE));
    let Some(format) = Format::negotiate(headers) else {
        return refuse(&Problem::NOT_ACCEPTABLE, Format::Plain, language);
    };
    let request_id = text(headers, &HeaderName::from_static("x-request-id")).unwrap_or_default().to_owned();
    let from = (request.method(), headers, request.extensions());
    let visit = match visit(&served, from, (language, request_id)).await {
        Ok(visit) => visit,
        Err(problem) => {
            // A token that opens nothing is anybody's: it counts for its address.
            let limited = limit(&served, Caller::at(address_of(&served, &request)));
            return refuse(limited.as_ref().unwrap_or(&problem), format, language);
        }
    };
    if let Some(problem) = limit(&served, caller(&visit)) {
        return refuse(&problem, format, language);
    }
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let patience = served.front.settings.read_seconds;
    let ask = match ask(request, visit.person.is_some(), patience).await {
        Ok(ask) => ask,
        Err(problem) => return refuse(&problem, format, language),
    };
    let position = ask.consistent_with;
    let (request, operation) = match ask.parse() {
        Ok((_, Some(operation))) if only_reads && operation.kind != OperationType::Query => {
            return refuse(&Problem::METHOD_NOT_ALLOWED, format, language);
        }
        Ok(parsed) => parsed,
        Err(response) => {
            let response = with_codes(*response, language);
            let measured = Measured::of(None, &response, &Declines::default());
            return measured.on(format.answer(StatusCode::OK, response, false));
        }
    };
    if let Some(problem) = stale(&served, visit.session(), position).await {
        return refuse(&problem, format, language);
    }
    let known = visit.person.clone();
    let address = visit.address;
    let declines = Declines::default();
    let request = request.data(declines.clone());
    match execute(&served.schema, &served.app, visit, request).await {
        Ok(response) => {
            let response = with_codes(response, language);
            let measured = Measured::of(operation.as_ref(), &response, &declines);
            let lone = operation.is_some_and(|operation| operation.lone);
            measured.on(format.answer(StatusCode::OK, response, lone))
        }
        Err(trespass) => {
            let problem = forbidden(&served, known, address, &trespass).await;
            refuse(&problem, format, language)
        }
    }
}

/// A stranger is told to sign in; what is refused to somebody who is known is noted.
async fn forbidden(
    served: &Served,
    person: Option<Person>,
    address: Option<IpAddr>,
    trespass: &Trespass,
) -> Problem {
    tracing::info!(field = %trespass.field, "forbidden");
    let Some(person) = person else { return Problem::UNAUTHENTICATED };
    if let Err(error) = note_refusal(&served.app.pool, &person, address, &trespass.field).await {
        tracing::error!(%error, "a refusal was not noted");
    }
    Problem::FORBIDDEN
}

/// Counts the request; a refusal when there are too many.
fn limit(served: &Served, caller: Caller) -> Option<Problem> {
    served.front.limiter.take(caller).err().map(Problem::rate_limited)
}

fn address_of(served: &Served, request: &Request) -> Option<IpAddr> {
    let trusted = &served.front.settings.trusted_proxies;
    peer(request.extensions()).map(|peer| client_address(request.headers(), peer, trusted))
}

/// Whose requests are counted: those of an account, or of whoever is at that address.
fn caller(visit: &Visit) -> Caller {
    match &visit.person {
        Some(person) => Caller::Known(person.account.to_string()),
        None => Caller::at(visit.address),
    }
}

/// Waits for the position that the answer has to show.
async fn stale(served: &Served, session: Option<Session>, position: Option<i64>) -> Option<Problem> {
    match served.app.reaches(session?.estate, position?).await {
        Ok(true) => None,
        Ok(false) => Some(Problem::STALE),
        Err(error) => {
            tracing::error!(%error, "the read models do not tell where they stand");
            Some(Problem::INTERNAL)
        }
    }
}

/// What a stranger may send at most: there is little for them to ask.
const STRANGERS_BODY: usize = 64 * 1024;

async fn ask(mut request: Request, known: bool, patience: Duration) -> Result<Ask, Problem> {
    if !known {
        DefaultBodyLimit::max(STRANGERS_BODY).apply(&mut request);
    }
    match *request.method() {
        Method::GET | Method::HEAD => Ask::from_uri(request.uri()),
        Method::POST if is_json(request.headers()) => match timeout(patience, body(request)).await {
            Err(_) => Err(Problem::REQUEST_TIMEOUT),
            Ok(Ok(body)) => Ask::from_body(&body),
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

fn text<'headers>(headers: &'headers HeaderMap, name: &HeaderName) -> Option<&'headers str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn refuse(problem: &Problem, format: Format, language: Language) -> axum::response::Response {
    let mut response = format.answer(problem.status, problem.response(language), false);
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

/// An answer without `data` where nothing ran: `null` would say that it ran and failed.
#[derive(Serialize)]
struct Failed<'a> {
    errors: &'a [ServerError],
}

/// What failed while it ran has the path of its field; so has a field whose arguments were no good, before it ran.
fn ran_nothing(error: &ServerError, lone: bool) -> bool {
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    error.path.is_empty() || (lone && error.path.len() == 1 && code == Some(&Value::from("BAD_USER_INPUT")))
}

impl Format {
    /// `lone` tells that one field was asked for.
    fn answer(self, status: StatusCode, response: Response, lone: bool) -> axum::response::Response {
        let nothing_ran = response.data == Value::Null
            && !response.errors.is_empty()
            && response.errors.iter().all(|error| ran_nothing(error, lone));
        let status = match self {
            Self::Graphql if nothing_ran && status == StatusCode::OK => StatusCode::BAD_REQUEST,
            _ => status,
        };
        let body = if nothing_ran {
            serde_json::to_vec(&Failed { errors: &response.errors })
        } else {
            serde_json::to_vec(&response)
        };
        match body {
            Ok(body) => {
                let headers = [
                    (CONTENT_TYPE, self.media_type()),
                    (CACHE_CONTROL, "no-store"),
                    (VARY, "Accept, Accept-Language, Authorization, Cookie"),
                ];
                (status, headers, body).into_response()
            }
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
