use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sqlx::PgPool;

use tokio::sync::watch::{Sender, channel};

use crate::app::App;
use crate::database::Database;

/// Whether the database answered last time, and whether the server is about to stop.
#[derive(Clone, Debug)]
pub struct Health {
    up: Arc<AtomicBool>,
    draining: Sender<bool>,
}

impl Default for Health {
    fn default() -> Self {
        Self { up: Arc::new(AtomicBool::new(true)), draining: channel(false).0 }
    }
}

impl Health {
    /// True while it answers.
    pub fn is_up(&self) -> bool {
        self.up.load(Ordering::Relaxed)
    }

    /// Notes that the server is asked to stop.
    pub fn drain(&self) {
        self.draining.send_replace(true);
    }

    /// True once the server is asked to stop.
    pub fn is_draining(&self) -> bool {
        *self.draining.borrow()
    }

    /// Waits until the server is asked to stop: for what would go on for ever otherwise.
    pub async fn drained(&self) {
        // The sender lives as long as we do.
        let _ = self.draining.subscribe().wait_for(|draining| *draining).await;
    }

    /// Notes an answer; says whether that is news.
    fn note(&self, up: bool) -> bool {
        self.up.swap(up, Ordering::Relaxed) != up
    }
}

/// How often the database is asked.
const INTERVAL: Duration = Duration::from_secs(1);
/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a private server may stay away before it is started again.
const GRACE: Duration = Duration::from_secs(3);

/// Asks the database for a sign of life every second, tells in the log when it goes and when it is back, starts a
/// private server again that has died, and brings read models up to date that were left behind.
pub async fn watch(app: App, health: Health, mut database: Database) {
    let mut gone_since: Option<Instant> = None;
    loop {
        tokio::time::sleep(INTERVAL).await;
        let up = is_alive(&app.pool).await;
        if health.note(up) {
            if up {
                let seconds = gone_since.map_or(0, |since| since.elapsed().as_secs());
                tracing::warn!(seconds, "the database is back");
                catch_up_all(&app).await;
            } else {
                tracing::error!("the database does not answer; commands wait and are tried again");
            }
        }
        gone_since = if up { None } else { gone_since.or_else(|| Some(Instant::now())) };
        let overdue = gone_since.is_some_and(|since| since.elapsed() > GRACE);
        if overdue && database.is_private() {
            database = revive(database).await;
            gone_since = Some(Instant::now());
        }
    }
}

async fn is_alive(pool: &PgPool) -> bool {
    let answer = tokio::time::timeout(PATIENCE, sqlx::query("SELECT 1").execute(pool)).await;
    matches!(answer, Ok(Ok(_)))
}

/// Brings every estate's read models up to the journal: what a crash between an append and its folds left behind.
pub(super) async fn catch_up_all(app: &App) {
    match app.projector.behind().await {
        Ok(estates) => {
            for estate in estates {
                app.catch_up(estate).await;
            }
        }
        Err(error) => tracing::error!(%error, "cannot tell which read models are behind"),
    }
}

async fn revive(mut database: Database) -> Database {
    let revived = tokio::task::spawn_blocking(move || {
        let outcome = database.revive();
        (database, outcome)
    });
    match revived.await {
        Ok((database, Ok(_))) => {
            tracing::warn!("the private PostgreSQL was started again");
            database
        }
        Ok((database, Err(error))) => {
            tracing::error!(%error, "the private PostgreSQL cannot be started again");
            database
        }
        // The blocking task cannot be cancelled and does not panic; were it lost, so would be the server's keeper.
        Err(error) => {
            tracing::error!(%error, "the private PostgreSQL is lost");
            std::process::exit(1)
        }
    }
}
