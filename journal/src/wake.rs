//! How others learn that a ledger has grown: a notification with the estate's id on one channel.
//!
//! It is sent after the commit, by the process. In the append itself it would be simpler, and slower by far:
//! PostgreSQL holds one lock for the whole cluster from before the commit record until after its flush, so commits no
//! longer share a flush: 450 appends a second instead of 3 800, at 32 connections (docs/decisions/0012). A notification can
//! be lost with its process, so whoever listens also looks from time to time.

use std::collections::HashSet;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::units::EstateId;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use uuid::Uuid;

use crate::error::JournalError;

/// The channel on which the id of each estate is told whose ledger has grown.
pub const CHANNEL: &str = "monchai_journal";

/// The pause after a notification. The first estate is told at once, those of the next moment together.
const PAUSE: Duration = Duration::from_millis(5);

/// The pause before a notification that failed is tried again.
const SETBACK: Duration = Duration::from_secs(1);

/// Tells the estates whose ledgers grew, many in one call.
#[derive(Clone, Debug)]
pub(crate) struct Bell {
    pool: PgPool,
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Debug, Default)]
struct Waiting {
    estates: HashSet<Uuid>,
    /// A task is on its way and will take them along.
    ringing: bool,
}

impl Bell {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool, waiting: Arc::default() }
    }

    /// Tells that the estate's ledger grew; does not wait for it.
    pub(crate) fn ring(&self, estate: EstateId) {
        let mut waiting = self.waiting();
        waiting.estates.insert(estate.uuid());
        if !mem::replace(&mut waiting.ringing, true) {
            tokio::spawn(self.clone().ring_all());
        }
    }

    async fn ring_all(self) {
        loop {
            let estates = {
                let mut waiting = self.waiting();
                if waiting.estates.is_empty() {
                    waiting.ringing = false;
                    return;
                }
                mem::take(&mut waiting.estates)
            };
            let ids: Vec<String> = estates.iter().map(Uuid::to_string).collect();
            let told = sqlx::query("SELECT pg_notify($1, id) FROM unnest($2::text[]) AS id")
                .bind(CHANNEL)
                .bind(ids)
                .execute(&self.pool)
                .await;
            let pause = match told {
                Ok(_) => PAUSE,
                // The process is about to end.
                Err(sqlx::Error::PoolClosed) => return,
                Err(error) => {
                    tracing::warn!(%error, "the growth of {} ledgers is told later", estates.len());
                    self.waiting().estates.extend(estates);
                    SETBACK
                }
            };
            tokio::time::sleep(pause).await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hears which ledgers grow.
#[derive(Debug)]
pub struct Listener(PgListener);

impl Listener {
    /// Listens from now on, on a connection of its own.
    pub async fn connect(pool: &PgPool) -> Result<Self, JournalError> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// The next estate whose ledger grew. `None` when the connection broke and was made anew: any ledger may have grown
    /// in between.
    pub async fn next(&mut self) -> Result<Option<EstateId>, JournalError> {
        loop {
            let Some(notification) = self.0.try_recv().await? else { return Ok(None) };
            // Anybody may notify; what is no estate concerns nobody here.
            if let Ok(estate) = notification.payload().parse() {
                return Ok(Some(estate));
            }
        }
    }
}
