use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Logs go to standard error: JSON lines for machines, and plain lines where a person watches a terminal. The filter
/// is the setting `log`.
pub fn start(filter: Option<&str>, quiet: bool) {
    let default = if quiet { "warn" } else { "info,sqlx::postgres::notice=warn" };
    let filter = EnvFilter::new(filter.unwrap_or(default));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (the tests) keeps the first.
    let _ = if std::io::stderr().is_terminal() {
        logs.compact().try_init()
    } else {
        logs.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    };
}
