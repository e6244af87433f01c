use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Logs go to standard error: JSON lines for machines, and plain lines where a person watches a terminal. `RUST_LOG`
/// sets what is told.
pub fn start(quiet: bool) {
    let default = if quiet { "warn" } else { "info,sqlx::postgres::notice=warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (the tests) keeps the first.
    let _ = if std::io::stderr().is_terminal() {
        logs.compact().try_init()
    } else {
        logs.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    };
}
