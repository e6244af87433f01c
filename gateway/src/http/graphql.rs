use async_graphql::{Request, Response, ServerError, Value};
use axum::body::Bytes;
use axum::extract::{FromRequest, State};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use domain::units::ActorId;

use super::Served;
use crate::app::PROGRAM;
use crate::graphql::{Session, execute};
use crate::messages::Language;

/// The media type of GraphQL over HTTP.
const GRAPHQL_JSON: &str = "application/graphql-response+json; charset=utf-8";
/// What clients from before it ask for.
const PLAIN_JSON: &str = "application/json; charset=utf-8";

/// Answers a GraphQL request: POST, the estate's token, a JSON body. Without the token no body is read.
pub async fn graphql(
    State(served): State<Served>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> impl IntoResponse {
    let format = Format::wanted(&headers);
    let language = Language::of(text(&headers, &ACCEPT_LANGUAGE));
    if !served.token.opens(&headers) {
        let refusal = problem("UNAUTHENTICATED", "a token is needed: Authorization: Bearer mc_…");
        let mut response = format.answer(StatusCode::UNAUTHORIZED, &refusal);
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return response;
    }
    let json = text(&headers, &CONTENT_TYPE)
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    if !json {
        let refusal = problem("UNSUPPORTED_MEDIA_TYPE", "send Content-Type: application/json");
        return format.answer(StatusCode::UNSUPPORTED_MEDIA_TYPE, &refusal);
    }
    let body = match Bytes::from_request(request, &()).await {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let refusal = problem("PAYLOAD_TOO_LARGE", "the body is too large");
            return format.answer(StatusCode::PAYLOAD_TOO_LARGE, &refusal);
        }
        Err(rejection) => {
            let refusal = problem("BAD_REQUEST", format!("the body cannot be read: {rejection}"));
            return format.answer(StatusCode::BAD_REQUEST, &refusal);
        }
    };
    let request: Request = match serde_json::from_slice(&body) {
        Ok(request) => request,
        Err(error) => {
            let refusal = problem("BAD_REQUEST", format!("the body is not a GraphQL request: {error}"));
            return format.answer(StatusCode::BAD_REQUEST, &refusal);
        }
    };
    let request_id = text(&headers, &HeaderName::from_static("x-request-id")).unwrap_or_default().to_owned();
    let session = Session { estate: served.estate, actor: actor(), language, request_id };
    let response = execute(&served.schema, &served.app, session, request).await;
    format.answer(StatusCode::OK, &with_codes(response))
}

/// Until people have accounts, whoever holds the token acts as the program.
const fn actor() -> ActorId {
    PROGRAM
}

/// Gives every error its code: what the executor itself refuses is bad input.
fn with_codes(mut response: Response) -> Response {
    for error in &mut response.errors {
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_none() {
            extensions.set("code", "BAD_USER_INPUT");
        }
    }
    response
}

fn problem(code: &'static str, sentence: impl Into<String>) -> Response {
    let mut error = ServerError::new(sentence.into(), None);
    error.extensions.get_or_insert_default().set("code", code);
    Response::from_errors(vec![error])
}

fn text<'headers>(headers: &'headers HeaderMap, name: &HeaderName) -> Option<&'headers str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// How the answer is written.
#[derive(Clone, Copy)]
enum Format {
    /// `application/graphql-response+json`: a request that failed before it ran has a status of its own.
    Graphql,
    /// `application/json`, for clients from before.
    Plain,
}

impl Format {
    fn wanted(headers: &HeaderMap) -> Self {
        let accept = text(headers, &ACCEPT).unwrap_or_default();
        if accept.contains("application/json") && !accept.contains("graphql-response") {
            Self::Plain
        } else {
            Self::Graphql
        }
    }

    fn answer(self, status: StatusCode, response: &Response) -> axum::response::Response {
        let failed = response.data == Value::Null && !response.errors.is_empty();
        let (kind, status) = match self {
            Self::Graphql if failed && status == StatusCode::OK => (GRAPHQL_JSON, StatusCode::BAD_REQUEST),
            Self::Graphql => (GRAPHQL_JSON, status),
            Self::Plain => (PLAIN_JSON, status),
        };
        match serde_json::to_vec(response) {
            Ok(body) => (status, [(CONTENT_TYPE, kind)], body).into_response(),
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
