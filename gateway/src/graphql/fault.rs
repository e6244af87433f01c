use async_graphql::{Error, ErrorExtensions};
use domain::decider::{Param, Refusal};

use super::{Session, Visit};
use crate::messages::{Labels, Language, sentence};

/// A fault of ours: logged with its trace, told to the caller as a code and the request's id, without internal text.
pub fn fault(session: &Session, error: &dyn std::error::Error) -> Error {
    told((session.language, &session.request_id), error)
}

/// The same where there may be no estate.
pub fn fault_to(visit: &Visit, error: &dyn std::error::Error) -> Error {
    told((visit.language, &visit.request_id), error)
}

fn told((language, request_id): (Language, &str), error: &dyn std::error::Error) -> Error {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(%request_id, error = %chain, "a request failed");
    let refusal = Refusal { code: "INTERNAL", params: Vec::new() };
    coded(refusal.code, sentence(&refusal, &Labels::new(), language))
        .extend_with(|_, extensions| extensions.set("traceId", request_id))
}

/// The cursor was not made by this list.
pub fn cursor_invalid(session: &Session) -> Error {
    let refusal = Refusal { code: "CURSOR_INVALID", params: Vec::new() };
    coded(refusal.code, sentence(&refusal, &Labels::new(), session.language))
}

/// The estate's ledger has never come to that position: it is not the ledger that the caller speaks of.
pub fn position_unknown(session: &Session, position: i64, head: i64) -> Error {
    let params = vec![("position", Param::Count(position)), ("head", Param::Count(head))];
    let refusal = Refusal { code: "POSITION_UNKNOWN", params };
    coded(refusal.code, sentence(&refusal, &Labels::new(), session.language))
}

/// A value that does not fit. The edge gives it its code and its sentence, as it does for what the engine refuses.
pub fn unfit(detail: impl Into<String>) -> Error {
    Error::new(detail)
}

/// An error with its stable code.
fn coded(code: &'static str, sentence: impl Into<String>) -> Error {
    Error::new(sentence.into()).extend_with(|_, extensions| extensions.set("code", code))
}
