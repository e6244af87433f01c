//! Connections that units of work hand on to each other.
//!
//! A connection that goes back to sqlx's pool is tested there, in a task and with a round trip of its own: a third one
//! beside the load and the append. *Measured*: 42 µs of the client's time and 35 µs of the server's for each unit, some
//! 8 % of all that a transfer takes. So the unit that ends leaves its connection here, and the next one goes on with it.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Connection, PgConnection, PgPool, Postgres};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};

use crate::error::JournalError;

/// So many units use a connection before it goes back to the pool, where others may wait for their turn.
const TURNS: u32 = 32;

/// So long a connection rests here before it goes back.
const REST: Duration = Duration::from_millis(20);

/// A pool, and its connections that wait for the next unit.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    pool: PgPool,
    resting: Arc<Mutex<Resting>>,
}

#[derive(Debug, Default)]
struct Resting {
    lanes: Vec<Lane>,
    /// A task is on its way that gives back those that rest for too long.
    watched: bool,
}

/// A connection of the pool.
#[derive(Debug)]
pub(crate) struct Lane {
    connection: PoolConnection<Postgres>,
    turns: u32,
    since: Instant,
}

impl Drop for Resting {
    /// sqlx takes a connection back in a task. Without a runtime there is none, and the process is about to end: then
    /// the system closes them.
    fn drop(&mut self) {
        if Handle::try_current().is_err() {
            mem::take(&mut self.lanes).into_iter().for_each(mem::forget);
        }
    }
}

impl Lane {
    pub(crate) fn connection(&mut self) -> &mut PgConnection {
        &mut self.connection
    }
}

impl Lanes {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool, resting: Arc::default() }
    }

    pub(crate) const fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// The connection that was used last, or one of the pool.
    pub(crate) async fn take(&self) -> Result<Lane, JournalError> {
        let resting = self.resting().lanes.pop();
        match resting {
            Some(lane) => Ok(lane),
            None => Ok(Lane { connection: self.pool.acquire().await?, turns: 0, since: Instant::now() }),
        }
    }

    /// A connection that answers. After a restart of the server all are dead: they are thrown away here, rather than met
    /// one by one, a pause after each.
    pub(crate) async fn take_alive(&self) -> Result<Lane, JournalError> {
        let mut lane = self.take().await?;
        while lane.connection.ping().await.is_err() {
            drop(lane.connection.detach());
            lane = self.take().await?;
        }
        Ok(lane)
    }

    /// Leaves a connection to the next unit. No call may be under way on it.
    pub(crate) fn give(&self, mut lane: Lane) {
        lane.turns += 1;
        if lane.turns >= TURNS {
            return;
        }
        lane.since = Instant::now();
        let mut resting = self.resting();
        resting.lanes.push(lane);
        if !mem::replace(&mut resting.watched, true) {
            tokio::spawn(self.clone().watch());
        }
    }

    /// Leaves a connection to the next unit, unless its last call broke it.
    pub(crate) fn give_if<T>(&self, lane: Lane, outcome: &Result<T, JournalError>) {
        match outcome {
            Err(error) if error.is_lost() => drop(lane),
            _ => self.give(lane),
        }
    }

    async fn watch(self) {
        loop {
            sleep(REST).await;
            let mut resting = self.resting();
            resting.lanes.retain(|lane| lane.since.elapsed() < REST);
            if resting.lanes.is_empty() {
                resting.watched = false;
                return;
            }
        }
    }

    fn resting(&self) -> MutexGuard<'_, Resting> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
