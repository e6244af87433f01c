use std::io::IsTerminal;

use tracing::Subscriber;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{EnvFilter, Layer};

/// Logs go to standard error: JSON lines for machines, and plain lines where a person watches a terminal. The filter
/// is the setting `log`.
pub(super) fn layer<S>(filter: Option<&str>, quiet: bool) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
{
    let default = if quiet { "warn" } else { "info,sqlx::postgres::notice=warn" };
    let filter = EnvFilter::new(filter.unwrap_or(default));
    let logs = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        logs.compact().with_filter(filter).boxed()
    } else {
        logs.json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .with_filter(filter)
            .boxed()
    }
}
