use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::watch::catch_up_all;
use super::{Served, router, watch};
use crate::database::Database;

/// How long requests under way and live connections may take to end once the process is asked to stop. A client that
/// reads nothing would hold it for ever.
const DRAIN: Duration = Duration::from_secs(20);

/// Serves until it is asked to stop (SIGINT or SIGTERM): requests under way are finished first, and live connections
/// told to go. `ready` is told the address, whose port may have been 0.
pub async fn serve(
    served: Served,
    database: Database,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    catch_up_all(&served.app).await;
    let watch = tokio::spawn(watch(served.app.clone(), served.health.clone(), database));
    let pool = served.app.pool.clone();
    tracing::info!(%address, "serving");
    ready(address);
    let live = served.live.clone();
    let (stop, stopping) = (live.clone(), live.clone());
    let stop = async move {
        asked_to_stop().await;
        stop.end();
    };
    let overdue = async move {
        stopping.ended().await;
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        outcome = axum::serve(listener, router(served)).with_graceful_shutdown(stop) => outcome?,
        () = overdue => tracing::warn!("requests under way took too long; they are broken off"),
    }
    // Sockets are not the server's any more once they are open.
    if !live.drained(DRAIN).await {
        tracing::warn!(count = live.count(), "live connections did not end; they are broken off");
    }
    // The watch holds a private server: dropping it stops that server, after the last request.
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
