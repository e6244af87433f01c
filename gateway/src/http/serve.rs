use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use super::connections::Connections;
use super::stop::Signals;
use super::watch::catch_up_all;
use super::{Served, router, terms, watch};
use crate::database::Database;
use crate::metrics;

/// Serves until it is asked to stop (SIGINT or SIGTERM). Then `/healthz` says so, no more connections are taken, requests
/// under way get the drain time of the settings, live connections are told to go, and what is left is cut; a second
/// signal ends the process at once. `ready` is told the address, whose port may have been 0.
pub async fn serve(
    served: Served,
    database: Database,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let settings = served.front.settings.clone();
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    let figures = metrics::serve(&served).await?;
    let mut signals = Signals::listen()?;
    catch_up_all(&served.app).await;
    terms::reapply(&served.app).await;
    let terms = tokio::spawn(terms::keep(served.app.clone()));
    let watch = tokio::spawn(watch(served.app.clone(), served.health.clone(), database));
    let (pool, health, live) = (served.app.pool.clone(), served.health.clone(), served.live.clone());
    tracing::info!(%address, "serving");
    ready(address);
    let mut connections = Connections::new(router(served), settings.read_seconds);
    let asked = async {
        signals.next().await;
        tracing::info!("asked to stop; finishing the requests under way");
        health.drain();
        tokio::spawn(signals.end_at_once());
        tokio::time::sleep(settings.drain_notice_seconds).await;
        live.end();
    };
    connections.take(listener, asked).await;
    let cut = connections.drain(settings.drain_seconds).await;
    if cut > 0 {
        tracing::warn!(
            cut,
            seconds = settings.drain_seconds.as_secs(),
            "requests were cut that did not end in time"
        );
    }
    // Sockets are not the server's any more once they are open.
    if !live.drained(settings.drain_seconds).await {
        tracing::warn!(count = live.count(), "live connections did not end; they are broken off");
    }
    // The watch holds a private server: dropping it stops that server, after the last request.
    terms.abort();
    watch.abort();
    let _ = watch.await;
    pool.close().await;
    figures.abort();
    tracing::info!("stopped");
    Ok(())
}
