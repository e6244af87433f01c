//! Writes down what units of work bring, several at once.
//!
//! While one statement is on its way, what arrives waits for the next one, which takes it all. Estates share a round
//! trip, a transaction and a flush to the disk, and nothing is held back to wait for company. *Measured*: eight appends
//! a transaction take 0.44 of the time of one each (docs/decisions/0013).

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::append::{Append, Outcome, TOGETHER, Tried, send_together};
use crate::error::JournalError;
use crate::lanes::Lanes;

/// So many statements are on their way at once: while one waits for the disk, others compute.
const STATEMENTS: usize = 4;

/// The queue of appends. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Scribe {
    lanes: Lanes,
    desk: Arc<Mutex<Desk>>,
    watcher: Option<Watcher>,
}

/// Who is told how long an append took.
#[derive(Clone)]
struct Watcher(Arc<dyn Fn(Duration) + Send + Sync>);

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watcher")
    }
}

#[derive(Debug, Default)]
struct Desk {
    waiting: VecDeque<Waiting>,
    statements: usize,
}

#[derive(Debug)]
struct Waiting {
    append: Append,
    tell: oneshot::Sender<Result<Outcome, JournalError>>,
}

impl Scribe {
    pub(crate) fn new(lanes: Lanes) -> Self {
        Self { lanes, desk: Arc::default(), watcher: None }
    }

    pub(crate) fn watched(self, watcher: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self { watcher: Some(Watcher(Arc::new(watcher))), ..self }
    }

    /// Appends everything or nothing. It is done even if the caller goes away meanwhile.
    pub(crate) async fn append(&self, append: Append) -> Result<Outcome, JournalError> {
        let since = Instant::now();
        let outcome = self.hand_in(append).await;
        if let Some(Watcher(tell)) = &self.watcher {
            tell(since.elapsed());
        }
        outcome
    }

    async fn hand_in(&self, append: Append) -> Result<Outcome, JournalError> {
        let (tell, told) = oneshot::channel();
        let idle = {
            let mut desk = self.desk();
            desk.waiting.push_back(Waiting { append, tell });
            let idle = desk.statements < STATEMENTS;
            desk.statements += usize::from(idle);
            idle
        };
        if idle {
            tokio::spawn(self.clone().write());
        }
        // The end of the runtime is the only thing that ends a task before its word.
        told.await.unwrap_or(Err(JournalError::Database(sqlx::Error::WorkerCrashed)))
    }

    /// Writes as long as anything waits.
    async fn write(self) {
        while let Some(appends) = self.next() {
            match self.together(&appends).await {
                Ok(outcomes) => {
                    for (waiting, tried) in appends.into_iter().zip(outcomes) {
                        match tried {
                            Tried::Done(outcome) => waiting.answer(Ok(outcome)),
                            Tried::Alone => self.send_alone(waiting),
                        }
                    }
                }
                // Nobody knows what became of them; each asks again by itself.
                Err(error) if error.is_lost() => {
                    let error = Arc::new(error);
                    for waiting in appends {
                        waiting.answer(Err(JournalError::Shared(Arc::clone(&error))));
                    }
                }
                // One of them spoiled it for all.
                Err(_) => appends.into_iter().for_each(|waiting| self.send_alone(waiting)),
            }
        }
    }

    /// What goes into the next statement; `None` ends the writer.
    fn next(&self) -> Option<Vec<Waiting>> {
        let mut desk = self.desk();
        let count = desk.waiting.len().min(TOGETHER);
        if count == 0 {
            desk.statements -= 1;
            return None;
        }
        Some(desk.waiting.drain(..count).collect())
    }

    async fn together(&self, waiting: &[Waiting]) -> Result<Vec<Tried>, JournalError> {
        let mut lane = self.lanes.take().await?;
        let appends: Vec<&Append> = waiting.iter().map(|waiting| &waiting.append).collect();
        let tried = send_together(&appends, lane.connection()).await;
        self.lanes.give_if(lane, &tried);
        tried
    }

    /// On a connection of its own, beside the queue: it may wait for others, and nobody waits for it.
    fn send_alone(&self, waiting: Waiting) {
        let lanes = self.lanes.clone();
        tokio::spawn(async move {
            let outcome = match lanes.take().await {
                Ok(mut lane) => {
                    let outcome = waiting.append.send(lane.connection()).await;
                    lanes.give_if(lane, &outcome);
                    outcome
                }
                Err(error) => Err(error),
            };
            waiting.answer(outcome);
        });
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Who asked may have gone away.
    fn answer(self, outcome: Result<Outcome, JournalError>) {
        drop(self.tell.send(outcome));
    }
}
