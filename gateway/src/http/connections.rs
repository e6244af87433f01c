//! The connections: each is served by a task of its own, under a limit for how slowly a request may arrive.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch::{Sender, channel};
use tokio::task::JoinSet;
use tower::{Service, ServiceExt};

/// How long to wait before the next connection is taken when the system has no room for one (too many open files).
const NO_ROOM: Duration = Duration::from_secs(1);

/// A listening server.
pub struct Connections {
    router: Router,
    http: http1::Builder,
    open: JoinSet<()>,
    /// Turns true when idle connections are to be closed, and the others after their request.
    closing: Sender<bool>,
}

impl Connections {
    /// Serves that router. The head of a request has to arrive within `patience`.
    pub fn new(router: Router, patience: Duration) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(patience);
        Self { router, http, open: JoinSet::new(), closing: channel(false).0 }
    }

    /// Takes connections until `stop` is done. The listener is closed then.
    pub async fn take(&mut self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => return,
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => self.open(stream, peer),
                    Err(error) => complain(&error).await,
                },
                // The set keeps what has ended until it is asked for.
                Some(_) = self.open.join_next() => {}
            }
        }
    }

    fn open(&mut self, stream: TcpStream, peer: SocketAddr) {
        // Answers are short and written at once: there is nothing to wait for.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(addressed(self.router.clone(), peer));
        let connection = self.http.serve_connection(TokioIo::new(stream), service).with_upgrades();
        let mut closing = self.closing.subscribe();
        let closing = async move { drop(closing.wait_for(|closing| *closing).await) };
        self.open.spawn(async move {
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = closing => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            // A caller that went away or was too slow is nothing that we could mend.
            if let Err(error) = ended {
                tracing::debug!(%peer, %error, "a connection broke");
            }
        });
    }

    /// Closes what is idle, lets requests under way end within `patience`, and cuts the rest; says how many those were.
    pub async fn drain(mut self, patience: Duration) -> usize {
        self.closing.send_replace(true);
        let all = async { while self.open.join_next().await.is_some() {} };

        let _ = tokio::time::timeout(patience, all).await;
        let cut = self.open.len();
        self.open.shutdown().await;
        cut
    }
}

/// The router, which is told who is at the other end.
fn addressed(
    router: Router,
    peer: SocketAddr,
) -> impl Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
    router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    })
}

async fn complain(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be taken");
        tokio::time::sleep(NO_ROOM).await;
    }
}
