//! Faults of ours, told to Sentry: what failed, where in the program, and the request's id. No address, no body, no
//! header, no name of a machine or a person; fields other than those listed here stay at home.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use sentry::protocol::Event;
use sentry::types::Dsn;
use sentry::{ClientInitGuard, ClientOptions, Level};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// The fields that may leave the house.
const TOLD: [&str; 6] = ["message", "error", "request_id", "model", "operation", "position"];

/// What sends, from now on until it is dropped.
pub(super) fn client(dsn: Dsn) -> ClientInitGuard {
    sentry::init(ClientOptions {
        dsn: Some(dsn),
        release: Some(concat!("monchai@", env!("CARGO_PKG_VERSION")).into()),
        send_default_pii: false,
        default_integrations: false,
        max_breadcrumbs: 0,
        shutdown_timeout: Duration::from_secs(3),
        ..ClientOptions::default()
    })
}

/// Tells every error of the log.
pub(super) fn layer<S>() -> impl Layer<S> + Send + Sync
where
    S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
{
    let wanted = |what: &Metadata<'_>| {
        let request = what.is_span() && what.name() == "request";
        let foreign =
            ["opentelemetry", "sentry", "tower_http"].iter().any(|crate_| what.target().starts_with(crate_));
        request || (what.is_event() && *what.level() == tracing::Level::ERROR && !foreign)
    };
    Faults.with_filter(filter_fn(wanted).with_max_level_hint(LevelFilter::INFO))
}

struct Faults;

/// The fields of an event or a span that may be told.
#[derive(Clone, Default)]
struct Told(BTreeMap<&'static str, String>);

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        if TOLD.contains(&field.name()) {
            self.0.insert(field.name(), value.to_owned());
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.record_str(field, &format!("{value:?}"));
    }
}

impl<S: Subscriber + for<'span> LookupSpan<'span>> Layer<S> for Faults {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut told = Told::default();
        attributes.record(&mut told);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(told);
        }
    }

    fn on_event(&self, event: &tracing::Event<'_>, context: Context<'_, S>) {
        let mut told = Told::default();
        event.record(&mut told);
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(Told(of_span)) = span.extensions().get::<Told>() {
                let more = of_span.iter().map(|(name, value)| (*name, value.clone()));
                let missing: Vec<_> = more.filter(|(name, _)| !told.0.contains_key(name)).collect();
                told.0.extend(missing);
            }
        }
        sentry::capture_event(described(event.metadata().target(), told));
    }
}

fn described(target: &str, Told(mut fields): Told) -> Event<'static> {
    let message = fields.remove("message").unwrap_or_default();
    // The answer's `traceId` is the request's id: by it the fault is found from what a person was shown.
    let tags = fields.remove("request_id").map(|id| ("trace_id".to_owned(), id));
    Event {
        level: Level::Error,
        logger: Some(target.to_owned()),
        message: Some(message),
        tags: tags.into_iter().collect(),
        extra: fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect(),
        ..Event::default()
    }
}
