use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use super::Served;

/// What `/healthz` says.
#[derive(Serialize)]
pub struct Report {
    status: &'static str,
    db: &'static str,
    version: &'static str,
}

/// Answers 200 while the database answers the watch, 503 while it does not and once the server is asked to stop.
pub async fn healthz(State(served): State<Served>) -> (StatusCode, Json<Report>) {
    let version = env!("CARGO_PKG_VERSION");
    let db = if served.health.is_up() { "up" } else { "down" };
    if served.health.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, Json(Report { status: "draining", db, version }))
    } else if served.health.is_up() {
        (StatusCode::OK, Json(Report { status: "ok", db, version }))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, Json(Report { status: "degraded", db, version }))
    }
}
