//! Counts and times every GraphQL request by what it was and how it ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Instant;

use async_graphql::parser::types::OperationType;
use async_graphql::{Response as Answer, Value};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::Served;
use super::ask::Operation;
use crate::metrics::{Kind, Outcome};

/// A longer name of an operation is nobody's program, and does not fill the log.
const LONGEST_NAME: usize = 60;

/// What the endpoint leaves in its answer for who counts.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The operation's name, where it has one.
    pub name: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// How it ended.
    pub outcome: Outcome,
}

impl Measured {
    /// What was turned away with that code before its operation was known.
    pub fn unread(code: &str) -> Self {
        Self { name: None, kind: Kind::Unread, outcome: Outcome::of_code(code) }
    }

    /// The answer, with this in it.
    pub fn on(self, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }

    /// What was carried out.
    pub fn of(operation: Option<&Operation>, response: &Answer, declined: &Declines) -> Self {
        let kind = operation.map_or(Kind::Unread, |operation| match operation.kind {
            OperationType::Query => Kind::Query,
            OperationType::Mutation => Kind::Mutation,
            OperationType::Subscription => Kind::Subscription,
        });
        let name = operation.and_then(|operation| operation.name.clone());
        let errors = response.errors.iter().map(|error| {
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            match code {
                Some(Value::String(code)) => Outcome::of_code(code),
                _ => Outcome::BadRequest,
            }
        });
        // The worst of them, in the order that they are declared in.
        let outcome = errors.max().unwrap_or(declined.outcome());
        Self { name, kind, outcome }
    }
}

/// Whether commands of a request were declined: noted where it happens, as the answer need not tell.
#[derive(Clone, Debug, Default)]
pub struct Declines(Arc<AtomicU8>);

impl Declines {
    /// A rule refused one.
    pub fn refused(&self) {
        self.0.fetch_max(1, Ordering::Relaxed);
    }

    /// Others were quicker.
    pub fn conflict(&self) {
        self.0.fetch_max(2, Ordering::Relaxed);
    }

    fn outcome(&self) -> Outcome {
        match self.0.load(Ordering::Relaxed) {
            0 => Outcome::Ok,
            1 => Outcome::Refused,
            _ => Outcome::Conflict,
        }
    }
}

/// Around the endpoint.
pub async fn measure(State(served): State<Served>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let response = next.run(request).await;
    if let Some(Measured { name, kind, outcome }) = response.extensions().get::<Measured>() {
        // The line of the log, and the trace, are told as well.
        let span = tracing::Span::current();
        let shown = name.as_deref().filter(|name| name.len() <= LONGEST_NAME);
        span.record("operation", shown).record("outcome", tracing::field::display(outcome));
        served.front.metrics.request(name.as_deref(), *kind, *outcome, started.elapsed());
    }
    response
}
