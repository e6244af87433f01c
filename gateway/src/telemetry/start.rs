use opentelemetry_sdk::trace::SdkTracerProvider;
use sentry::ClientInitGuard;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::{faults, logs, traces};
use crate::settings::Settings;

/// What was started. When it is dropped, what has not been sent yet is sent, for a few seconds at most.
pub struct Telemetry {
    traces: Option<SdkTracerProvider>,
    _faults: Option<ClientInitGuard>,
}

/// Starts what the settings ask for. `quiet` is for commands that end: their log tells of trouble alone.
///
/// Call it before any runtime is there: what sends blocks, on threads of its own.
///
/// # Errors
/// When the collector's address cannot be used, in words.
pub fn start(settings: &Settings, quiet: bool) -> Result<Telemetry, String> {
    let faults = settings.sentry_dsn.clone().map(faults::client);
    let traces = match &settings.otel_endpoint {
        Some(endpoint) => {
            let provider = traces::provider(endpoint, &settings.otel_service_name);
            Some(provider.map_err(|error| format!("otel_endpoint : {error}"))?)
        }
        None => None,
    };
    // A second start in one process (the tests) keeps the first.
    let _ = tracing_subscriber::registry()
        .with(logs::layer(settings.log.as_deref(), quiet))
        .with(traces.as_ref().map(traces::layer))
        .with(faults.as_ref().map(|_| faults::layer()))
        .try_init();
    Ok(Telemetry { traces, _faults: faults })
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.traces.as_ref().map(SdkTracerProvider::shutdown) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}
