//! How the server is asked to stop, and by what it is told.

use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The code of a process that was ended by SIGTERM, as shells have it: what a second signal ends with.
const AT_ONCE: i32 = 143;

/// The signals that ask the server to stop: SIGINT and SIGTERM.
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    /// Listens to them from now on.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Ends the process at the next one: who asks twice does not want to wait. A private PostgreSQL goes with us, and
    /// what was acknowledged is on the disk.
    pub async fn end_at_once(mut self) {
        self.next().await;
        tracing::warn!("asked to stop a second time: ending at once");
        // The line above is on its way to standard error, which is not buffered.
        tokio::time::sleep(Duration::ZERO).await;
        std::process::exit(AT_ONCE)
    }
}
