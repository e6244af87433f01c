//! What stands before the endpoints: the settings they heed, the limits, the figures that are kept.

use std::sync::Arc;

use super::rate::Limiter;
use crate::metrics::Metrics;
use crate::settings::Settings;

/// What the HTTP side works with besides the application. Cheap to clone.
#[derive(Clone)]
pub struct Front {
    /// The settings.
    pub settings: Arc<Settings>,
    /// How often each caller may ask.
    pub limiter: Limiter,
    /// What is counted and timed.
    pub metrics: Metrics,
}

impl Front {
    /// As the settings have it.
    pub fn new(settings: Settings) -> Self {
        let limiter = Limiter::new(settings.requests_per_minute, settings.request_burst);
        Self { settings: Arc::new(settings), limiter, metrics: Metrics::default() }
    }
}
