use std::io;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::Metrics;
use crate::app::App;
use crate::http::Served;

/// So long the database may take to tell how far the read models are; the other figures do not depend on it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Serves `/metrics` on the address that the settings give it, until the task is ended. Without an address there is
/// nothing to serve.
pub async fn serve(served: &Served) -> io::Result<JoinHandle<()>> {
    let Some(listen) = served.front.settings.metrics_listen else { return Ok(tokio::spawn(async {})) };
    let listener = TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "serving metrics");
    let state = (served.front.metrics.clone(), served.app.clone());
    let router = Router::new().route("/metrics", get(metrics)).with_state(state);
    Ok(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "metrics are no longer served");
        }
    }))
}

async fn metrics(State((metrics, app)): State<(Metrics, App)>) -> Response {
    metrics.pool(&app.pool);
    match tokio::time::timeout(PATIENCE, app.projector.lag()).await {
        Ok(Ok(lags)) => metrics.lag(lags),
        Ok(Err(error)) => tracing::warn!(%error, "it cannot be told how far the read models are behind"),
        Err(_) => tracing::warn!("the database takes too long to tell how far the read models are behind"),
    }
    match metrics.text() {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the metrics cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
