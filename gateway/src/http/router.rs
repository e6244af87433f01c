use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use tower::ServiceBuilder;
use tower::util::option_layer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::{DefaultOnFailure, DefaultOnResponse, TraceLayer};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};
use tracing::field::Empty;
use tracing::{Level, Span};
use uuid::Uuid;

use super::cross::{cross_origin, strict_transport};
use super::{
    Documents, Front, Health, Live, Origins, Persisted, download, graphql::graphql, health::healthz,
    measure::measure,
};
use crate::access::{BOOK_FILE, DRM_FILE, ORDER_FILE, REMINDER_FILE, SALE_FILE};
use crate::app::App;
use crate::graphql::{MonChai, build};
use crate::people::{Store, store};
use crate::settings::Settings;
use crate::telemetry::continued;

/// What the endpoints work with.
#[derive(Clone)]
pub struct Served {
    /// The application.
    pub app: App,
    /// Its schema.
    pub schema: MonChai,
    /// Browsers' sessions.
    pub sessions: Store,
    /// Whether the database answers.
    pub health: Health,
    /// The settings, the limits and the figures.
    pub front: Front,
    /// The connections that stay.
    pub live: Live,
    /// Pages of which other sites may speak to it.
    pub origins: Origins,
    /// Which documents it answers.
    pub documents: Documents,
}

impl Served {
    /// The application with its schema.
    pub fn new(app: App, front: Front) -> Result<Self, String> {
        let sessions = store(app.pool.clone())?;
        let origins = origins(&app.people.public_url, &front.settings.allowed_origins)?;
        let documents = documents(&front.settings)?;
        let (health, live) = (Health::default(), Live::default());
        Ok(Self { app, schema: build(), sessions, health, front, live, origins, documents })
    }
}

/// Our own origin, and those of the settings.
fn origins(public_url: &str, allowed: &[HeaderValue]) -> Result<Origins, String> {
    let allowed = allowed.iter().filter_map(|origin| origin.to_str().ok()).map(str::to_owned);
    Origins::listed(allowed.chain([public_url.to_owned()]))
        .ok_or_else(|| format!("{public_url}: no origin, such as https://exemple.fr"))
}

/// The documents that are built in, and those of the manifest.
fn documents(settings: &Settings) -> Result<Documents, String> {
    let only = settings.only_persisted_operations;
    let Some(path) = &settings.persisted_operations else {
        return Ok(Documents { only, ..Documents::default() });
    };
    let told = |error: &dyn std::fmt::Display| format!("{path}: {error}");
    let json = std::fs::read_to_string(path).map_err(|error| told(&error))?;
    let known = Persisted::default().with_manifest(&json).map_err(|error| told(&error))?;
    Ok(Documents { known, only, ..Documents::default() })
}

/// The routes with their layers: a request id on every request and answer, one log line an answer.
pub fn router(served: Served) -> Router {
    let name = HeaderName::from_static("x-request-id");
    let trace = TraceLayer::new_for_http()
        .make_span_with(span_of(served.front.settings.otel_endpoint.is_some()))
        .on_response(DefaultOnResponse::new().level(Level::INFO))
        .on_failure(DefaultOnFailure::new().level(Level::ERROR));
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::new(name.clone(), OwnId))
        .layer(trace)
        .layer(PropagateRequestIdLayer::new(name));
    GUARDS
        .into_iter()
        .fold(routes(&served), |router, (name, value)| {
            let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
            router.layer(SetResponseHeaderLayer::if_not_present(name, value))
        })
        .layer(option_layer(strict_transport(&served.front.settings)))
        .layer(option_layer(cross_origin(&served.front.settings)))
        .layer(layers)
        .with_state(served)
}

/// What every answer tells a browser: nothing here is a page, a frame or a script, and no other site reads it. No
/// `Access-Control-Allow-Origin` is sent unless the settings name the origin (`cross.rs`), so a browser shows the
/// answers to our own alone.
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

fn routes(served: &Served) -> Router<Served> {
    let sessions = SessionManagerLayer::new(served.sessions.clone())
        .with_name("monchai")
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::days(served.app.people.session_days.into())));
    // Outside of the sessions, which begin a span of their own: what is measured is told to that of the request.
    let measured = from_fn_with_state(served.clone(), measure);
    Router::new()
        .route("/graphql", any(graphql).layer(sessions.clone()).layer(measured))
        .route(DRM_FILE, get(download::drm).layer(sessions.clone()))
        .route(SALE_FILE, get(download::sale).layer(sessions.clone()))
        .route(BOOK_FILE, get(download::books).layer(sessions.clone()))
        .route(ORDER_FILE, get(download::order).layer(sessions.clone()))
        .route(REMINDER_FILE, get(download::reminder).layer(sessions))
        .route("/healthz", get(healthz))
        .layer(DefaultBodyLimit::max(served.front.settings.body_limit()))
}

/// The span of a request: a part of the caller's trace, where traces are kept.
fn span_of(traced: bool) -> impl Fn(&Request) -> Span + Clone {
    move |request| if traced { continued(span(request), request.headers()) } else { span(request) }
}

fn span(request: &Request) -> Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    let (method, path) = (request.method(), request.uri().path());
    tracing::info_span!("request", request_id = id, %method, path, operation = Empty, outcome = Empty)
}

/// Ids that sort by time.
#[derive(Clone, Copy)]
struct OwnId;

impl MakeRequestId for OwnId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        Uuid::now_v7().to_string().parse().ok().map(RequestId::new)
    }
}
