use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::watch::catch_up_all;
use super::{Served, router, terms, watch};
use crate::database::Database;

/// Serves until it is asked to stop (SIGINT or SIGTERM): requests under way are finished first. `ready` is told the
/// address, whose port may have been 0.
pub async fn serve(
    served: Served,
    database: Database,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    catch_up_all(&served.app).await;
    terms::reapply(&served.app).await;
    let terms = tokio::spawn(terms::keep(served.app.clone()));
    let watch = tokio::spawn(watch(served.app.clone(), served.health.clone(), database));
    let pool = served.app.pool.clone();
    tracing::info!(%address, "serving");
    ready(address);
    axum::serve(listener, router(served)).with_graceful_shutdown(asked_to_stop()).await?;
    // The watch holds a private server: dropping it stops that server, after the last request.
    terms.abort();
    watch.abort();
    let _ = watch.await;
    pool.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn asked_to_stop() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate => {}
    }
    tracing::info!("asked to stop; finishing the requests under way");
}
