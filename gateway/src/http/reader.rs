use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, HeaderName};

use crate::messages::Language;

/// For whom an answer is written.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of the sentences.
    pub language: Language,
    /// The request's id, as the log and `x-request-id` name it: `extensions.traceId` of every error.
    pub trace: String,
}

impl Reader {
    /// Who sent these headers.
    pub fn of(headers: &HeaderMap) -> Self {
        let trace = text(headers, &HeaderName::from_static("x-request-id")).unwrap_or_default().to_owned();
        Self { language: Language::of(text(headers, &ACCEPT_LANGUAGE)), trace }
    }
}

/// A header's text.
pub fn text<'headers>(headers: &'headers HeaderMap, name: &HeaderName) -> Option<&'headers str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
