use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::routing::{any, get};
use domain::units::EstateId;
use tower::ServiceBuilder;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::{DefaultOnFailure, DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};
use uuid::Uuid;

use super::{Documents, Health, Live, Origins, Token, graphql::graphql, health::healthz};
use crate::app::App;
use crate::graphql::MonChai;

/// What the endpoints work with.
#[derive(Clone)]
pub struct Served {
    /// The application.
    pub app: App,
    /// Its schema.
    pub schema: MonChai,
    /// The estate that is served.
    pub estate: EstateId,
    /// What opens it.
    pub token: Token,
    /// Whether the database answers.
    pub health: Health,
    /// The connections that stay.
    pub live: Live,
    /// Pages of which other sites may speak to it.
    pub origins: Origins,
    /// Which documents it answers.
    pub documents: Documents,
}

/// The largest body: a DRM file of 100 000 rows fits.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// The routes with their layers: a request id on every request and answer, one log line an answer.
pub fn router(served: Served) -> Router {
    let name = HeaderName::from_static("x-request-id");
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_response(DefaultOnResponse::new().level(Level::INFO))
        .on_failure(DefaultOnFailure::new().level(Level::ERROR));
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::new(name.clone(), OwnId))
        .layer(trace)
        .layer(PropagateRequestIdLayer::new(name));
    GUARDS
        .into_iter()
        .fold(routes(), |router, (name, value)| {
            let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
            router.layer(SetResponseHeaderLayer::if_not_present(name, value))
        })
        .layer(layers)
        .with_state(served)
}

/// What every answer tells a browser: nothing here is a page, a frame or a script, and no other site reads it. No
/// `Access-Control-Allow-Origin` is ever sent, so a browser shows the answers to our own origin alone.
const GUARDS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

fn routes() -> Router<Served> {
    Router::new()
        .route("/graphql", any(graphql))
        .route("/healthz", get(healthz))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

fn span(request: &Request) -> Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", request_id = id, method = %request.method(), path = request.uri().path())
}

/// Ids that sort by time.
#[derive(Clone, Copy)]
struct OwnId;

impl MakeRequestId for OwnId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        Uuid::now_v7().to_string().parse().ok().map(RequestId::new)
    }
}
