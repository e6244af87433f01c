//! How those who follow a ledger learn that it grew: one listener for the whole process, one signal an estate.
//!
//! A signal says "look again" and nothing more. It is kept once however often it is given, so nothing gathers for a
//! follower who is slow.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use domain::units::EstateId;
use journal::{Journal, JournalError, Listener};
use sqlx::PgPool;
use tokio::sync::watch;
use tokio::time::sleep;

/// How often the ledgers that are followed are looked at: a notification can be lost.
const LOOK: Duration = Duration::from_secs(3);

/// The pause before the listener is connected again.
const SETBACK: Duration = Duration::from_secs(1);

/// The growth of every ledger. Cheap to clone; it listens from the first follower on.
#[derive(Clone, Debug)]
pub struct Growth(Arc<Followed>);

#[derive(Debug)]
struct Followed {
    pool: PgPool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    estates: HashMap<EstateId, watch::Sender<()>>,
    listening: bool,
}

/// Waits for the growth of one ledger.
#[derive(Debug)]
pub struct Grown {
    signal: watch::Receiver<()>,
    /// While somebody follows, somebody listens.
    _growth: Growth,
}

impl Grown {
    /// Returns when the ledger may have grown since this was made, or since it returned last.
    pub async fn next(&mut self) {
        // The sender stays for as long as there is a receiver.
        let _ = self.signal.changed().await;
    }
}

impl Growth {
    /// Nobody follows yet, and nobody listens.
    pub fn new(pool: PgPool) -> Self {
        Self(Arc::new(Followed { pool, state: Mutex::default() }))
    }

    /// Follows the ledger of an estate from now on. Needs a runtime.
    pub fn of(&self, estate: EstateId) -> Grown {
        let mut state = self.0.state();
        state.estates.retain(|_, signal| signal.receiver_count() > 0);
        let signal = state.estates.entry(estate).or_insert_with(|| watch::Sender::new(())).subscribe();
        if !std::mem::replace(&mut state.listening, true) {
            let (followed, pool) = (Arc::downgrade(&self.0), self.0.pool.clone());
            tokio::spawn(async move {
                // Each ends when there is nothing left to do it for: the pool is closed, or nobody holds this.
                tokio::select! {
                    () = listen(&followed, &pool) => {}
                    () = look(&followed, &pool) => {}
                }
                if let Some(followed) = followed.upgrade() {
                    followed.state().listening = false;
                }
            });
        }
        Grown { signal, _growth: self.clone() }
    }
}

impl Followed {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self, estate: EstateId) {
        if let Some(signal) = self.state().estates.get(&estate) {
            signal.send_replace(());
        }
    }

    fn ring_all(&self) {
        for signal in self.state().estates.values() {
            signal.send_replace(());
        }
    }

    fn estates(&self) -> Vec<EstateId> {
        let state = self.state();
        let followed = state.estates.iter().filter(|(_, signal)| signal.receiver_count() > 0);
        followed.map(|(estate, _)| *estate).collect()
    }
}

/// Passes notifications on, and connects again when the connection is lost.
async fn listen(followed: &Weak<Followed>, pool: &PgPool) {
    loop {
        match hear(followed, pool).await {
            Ok(()) => return,
            Err(_) if pool.is_closed() => return,
            Err(error) => {
                tracing::warn!(%error, "growth of the journal is not heard; looking for it instead");
            }
        }
        sleep(SETBACK).await;
    }
}

/// Ends without an error when nobody is left to be told.
async fn hear(followed: &Weak<Followed>, pool: &PgPool) -> Result<(), JournalError> {
    let mut listener = Listener::connect(pool).await?;
    // Whatever grew before we listened was told to nobody.
    let mut heard = None;
    loop {
        let Some(followed) = followed.upgrade() else { return Ok(()) };
        match heard {
            Some(estate) => followed.ring(estate),
            None => followed.ring_all(),
        }
        drop(followed);
        heard = listener.next().await?;
    }
}

/// Looks at the heads of the ledgers that are followed, once for all who follow one.
async fn look(followed: &Weak<Followed>, pool: &PgPool) {
    let mut heads = HashMap::new();
    loop {
        sleep(LOOK).await;
        let Some(followed) = followed.upgrade() else { return };
        let estates = followed.estates();
        heads.retain(|estate, _| estates.contains(estate));
        for estate in estates {
            match head(pool, estate).await {
                Ok(head) if heads.insert(estate, head) == Some(head) => {}
                Ok(_) => followed.ring(estate),
                Err(_) if pool.is_closed() => return,
                Err(error) => tracing::debug!(%estate, %error, "the head of the journal cannot be read"),
            }
        }
    }
}

async fn head(pool: &PgPool, estate: EstateId) -> Result<i64, JournalError> {
    let mut transaction = ::journal::begin(pool, estate, "ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
    let head = Journal::head_on(&mut transaction, estate).await?;
    transaction.rollback().await?;
    Ok(head.position)
}
