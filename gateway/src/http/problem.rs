use std::time::Duration;

use async_graphql::{Response, ServerError};
use axum::http::StatusCode;
use domain::decider::{Param, Refusal};

use super::reader::Reader;
use crate::messages::{Labels, sentence};

/// Why a request is not carried out.
#[derive(Debug)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    code: &'static str,
    /// For who writes programs, in English.
    detail: Option<String>,
    /// When to try again.
    pub wait: Option<Duration>,
}

impl Problem {
    /// No token, or one that opens nothing.
    pub const UNAUTHENTICATED: Self = Self::new(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED");
    /// Neither of our two forms is wanted.
    pub const NOT_ACCEPTABLE: Self = Self::new(StatusCode::NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
    /// Not declared as JSON in UTF-8: what a form of another site could send is never read.
    pub const UNSUPPORTED_MEDIA_TYPE: Self =
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE");
    /// More than the limit.
    pub const PAYLOAD_TOO_LARGE: Self = Self::new(StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE");
    /// Something else than a query over GET, or another method.
    pub const METHOD_NOT_ALLOWED: Self = Self::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED");

    /// There is no such file, or none of this estate.
    pub const NOT_FOUND: Self = Self::new(StatusCode::NOT_FOUND, "NOT_FOUND");
    /// The role does not allow what is asked for.
    pub const FORBIDDEN: Self = Self::new(StatusCode::FORBIDDEN, "FORBIDDEN");
    /// A page of another site asks with the rights of who reads it.
    pub const FOREIGN_ORIGIN: Self = Self::new(StatusCode::FORBIDDEN, "FOREIGN_ORIGIN");
    /// The body did not arrive in time.
    pub const REQUEST_TIMEOUT: Self = Self::new(StatusCode::REQUEST_TIMEOUT, "REQUEST_TIMEOUT");
    /// A subscription, asked for as one answer.
    pub const STREAM_REQUIRED: Self = Self::new(StatusCode::NOT_ACCEPTABLE, "STREAM_REQUIRED");
    /// This process, or this caller, has as many live connections as there may be.
    pub const TOO_MANY_CONNECTIONS: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "TOO_MANY_CONNECTIONS");
    /// This connection has as many operations under way as there may be.
    pub const TOO_MANY_OPERATIONS: Self = Self::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_OPERATIONS");
    /// No document that is known has that hash. A request that was understood, so the form of the answer decides on the
    /// status.
    pub const PERSISTED_QUERY_NOT_FOUND: Self = Self::new(StatusCode::OK, "PERSISTED_QUERY_NOT_FOUND");
    /// The hash is not that of the text beside it.
    pub const PERSISTED_QUERY_MISMATCH: Self = Self::new(StatusCode::BAD_REQUEST, "PERSISTED_QUERY_MISMATCH");
    /// Documents that are not known beforehand are not run here.
    pub const PERSISTED_QUERY_REQUIRED: Self = Self::new(StatusCode::BAD_REQUEST, "PERSISTED_QUERY_REQUIRED");
    /// The read models have not come to the position that is asked for, and may soon.
    pub const STALE: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "STALE");
    /// The database does not answer.
    pub const INTERNAL: Self = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL");

    const fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, detail: None, wait: None }
    }

    /// The caller asks too often; the next request is taken after that time.
    pub fn rate_limited(wait: Duration) -> Self {
        Self { wait: Some(wait), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED") }
    }

    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Something that has to stand on a paper is not known: for the estate to tell, or of the customer.
    pub fn paper_lacks(what: &str) -> Self {
        let code = match what {
            "SELLER_VAT_NUMBER" => "SELLER_VAT_NUMBER_MISSING",
            seller if seller.starts_with("SELLER") => "SELLER_NOT_DESCRIBED",
            _ => "PAPER_INCOMPLETE",
        };
        Self { detail: Some(what.to_owned()), ..Self::new(StatusCode::CONFLICT, code) }
    }

    /// It is no GraphQL request.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST") }
    }

    /// As a GraphQL answer, in the reader's language.
    pub fn response(&self, reader: &Reader) -> Response {
        let refusal = Refusal { code: self.code, params: Vec::new() };
        let mut error = ServerError::new(sentence(&refusal, &Labels::new(), reader.language), None);
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", self.code);
        if let Some(detail) = &self.detail {
            extensions.set("detail", detail.as_str());
        }
        extensions.set("traceId", reader.trace.as_str());
        Response::from_errors(vec![error])
    }
}

/// Gives every error its code and the request's id, and what the executor itself refuses, which is bad input, a sentence in the reader's
/// language. Its own words stay, as the detail.
pub fn with_codes(mut response: Response, reader: &Reader) -> Response {
    const CODE: &str = "BAD_USER_INPUT";
    for error in &mut response.errors {
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_none() {
            let place = error.locations.first().copied().unwrap_or_default();
            let count = |number: usize| Param::Count(i64::try_from(number).unwrap_or(i64::MAX));
            let params = vec![("line", count(place.line)), ("column", count(place.column))];
            extensions.set("code", CODE);
            extensions.set("detail", error.message.as_str());
            error.message = sentence(&Refusal { code: CODE, params }, &Labels::new(), reader.language);
        }
        error.extensions.get_or_insert_default().set("traceId", reader.trace.as_str());
    }
    response
}
