//! What browsers are told about other origins, and about encryption, where the settings say so.

use std::time::Duration;

use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, STRICT_TRANSPORT_SECURITY,
};
use axum::http::{HeaderName, HeaderValue, Method};
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::settings::Settings;

/// So long a browser remembers what it was told before its request.
const PREFLIGHT: Duration = Duration::from_hours(1);

/// Lets pages of the origins that are named call us, with their cookies; `None` when none is named.
pub fn cross_origin(settings: &Settings) -> Option<CorsLayer> {
    let request_id = HeaderName::from_static("x-request-id");
    let trace = HeaderName::from_static("traceparent");
    (!settings.allowed_origins.is_empty()).then(|| {
        CorsLayer::new()
            .allow_origin(settings.allowed_origins.clone())
            .allow_credentials(true)
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, request_id.clone(), trace])
            .expose_headers([request_id, RETRY_AFTER])
            .max_age(PREFLIGHT)
    })
}

/// Has browsers come by https alone for a year, where people reach us by https.
pub fn strict_transport(settings: &Settings) -> Option<SetResponseHeaderLayer<HeaderValue>> {
    let value = HeaderValue::from_static("max-age=31536000");
    settings.is_https().then(|| SetResponseHeaderLayer::overriding(STRICT_TRANSPORT_SECURITY, value))
}
