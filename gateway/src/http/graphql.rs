use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Response, ServerError, Value};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::IntoResponse;
use domain::units::ActorId;
use serde::Serialize;
use tokio::time::timeout;

use super::Served;
use super::accept::{Format, is_utf8};
use super::address::{client_address, peer};
use super::ask::Ask;
use super::measure::{Declines, Measured};
use super::problem::{Problem, with_codes};
use super::rate::Caller;
use crate::app::PROGRAM;
use crate::graphql::{Session, execute};
use crate::messages::Language;

type Request = axum::extract::Request;

/// Answers a GraphQL request as the GraphQL-over-HTTP specification wants it: POST with a JSON body, or GET for what
/// only reads. Without the estate's token no body is read.
pub async fn graphql(State(served): State<Served>, request: Request) -> axum::response::Response {
    let headers = request.headers();
    let language = Language::of(text(headers, &ACCEPT_LANGUAGE));
    let Some(format) = Format::negotiate(headers) else {
        return refuse(&Problem::NOT_ACCEPTABLE, Format::Plain, language);
    };
    let known = served.token.opens(headers);
    if let Err(wait) = served.front.limiter.take(caller(&served, &request, known)) {
        return refuse(&Problem::rate_limited(wait), format, language);
    }
    if !known {
        return refuse(&Problem::UNAUTHENTICATED, format, language);
    }
    let request_id = text(headers, &HeaderName::from_static("x-request-id")).unwrap_or_default().to_owned();
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let patience = served.front.settings.read_seconds;
    let ask = match ask(request, patience).await {
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
    if let Some(problem) = stale(&served, position).await {
        return refuse(&problem, format, language);
    }
    let session = Session { estate: served.estate, actor: actor(), language, request_id };
    let declines = Declines::default();
    let request = request.data(declines.clone());
    let response = with_codes(execute(&served.schema, &served.app, session, request).await, language);
    let measured = Measured::of(operation.as_ref(), &response, &declines);
    let lone = operation.is_some_and(|operation| operation.lone);
    measured.on(format.answer(StatusCode::OK, response, lone))
}

/// Whose requests are counted: the holder of the token, or whoever is at that address.
fn caller(served: &Served, request: &Request, known: bool) -> Caller {
    if known {
        return Caller::Known("token".to_owned());
    }
    let trusted = &served.front.settings.trusted_proxies;
    let address = peer(request.extensions()).map(|peer| client_address(request.headers(), peer, trusted));
    Caller::at(address)
}

/// Waits for the position that the answer has to show.
async fn stale(served: &Served, position: Option<i64>) -> Option<Problem> {
    match served.app.reaches(served.estate, position?).await {
        Ok(true) => None,
        Ok(false) => Some(Problem::STALE),
        Err(error) => {
            tracing::error!(%error, "the read models do not tell where they stand");
            Some(Problem::INTERNAL)
        }
    }
}

async fn ask(request: Request, patience: Duration) -> Result<Ask, Problem> {
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

/// Until people have accounts, whoever holds the token acts as the program.
const fn actor() -> ActorId {
    PROGRAM
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
                    (VARY, "Accept, Accept-Language, Authorization"),
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
