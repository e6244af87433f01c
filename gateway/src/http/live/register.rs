use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::units::{ActorId, EstateId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use super::Bounds;

/// The live connections of the process: how many there are, and when they are to end. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live(Arc<State>);

#[derive(Debug)]
struct State {
    bounds: Bounds,
    open: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    callers: Mutex<HashMap<Key, usize>>,
    ending: watch::Sender<bool>,
}

/// One caller at one estate.
type Key = (EstateId, ActorId);

/// One of the caller's connections; given back when it is dropped.
#[derive(Debug)]
pub struct Seat {
    live: Live,
    key: Key,
}

impl Default for Live {
    fn default() -> Self {
        Self::within(Bounds::default())
    }
}

impl Live {
    /// None yet, within these bounds.
    pub fn within(bounds: Bounds) -> Self {
        let semaphore = |most: usize| Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Self(Arc::new(State {
            open: semaphore(bounds.connections),
            strangers: semaphore(bounds.strangers),
            callers: Mutex::default(),
            ending: watch::Sender::new(false),
            bounds,
        }))
    }

    /// The bounds.
    pub fn bounds(&self) -> &Bounds {
        &self.0.bounds
    }

    /// How many connections there are.
    pub fn count(&self) -> usize {
        self.0.bounds.connections - self.0.open.available_permits()
    }

    /// Lets a connection in; `None` when there are too many, or the process is about to stop.
    pub(super) fn admit(&self) -> Option<OwnedSemaphorePermit> {
        if *self.0.ending.borrow() {
            return None;
        }
        Arc::clone(&self.0.open).try_acquire_owned().ok()
    }

    /// Lets a socket in that has not shown yet who it is.
    pub(super) fn admit_stranger(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.strangers).try_acquire_owned().ok()
    }

    /// Counts a connection of that caller; `None` when he has too many.
    pub(super) fn seat(&self, estate: EstateId, actor: ActorId) -> Option<Seat> {
        let key = (estate, actor);
        let mut callers = self.callers();
        let count = callers.entry(key).or_insert(0);
        if *count >= self.0.bounds.of_one_caller {
            return None;
        }
        *count += 1;
        drop(callers);
        Some(Seat { live: self.clone(), key })
    }

    /// Asks every connection to end, and lets no other in.
    pub fn end(&self) {
        self.0.ending.send_replace(true);
    }

    /// Returns once the process is asked to stop.
    pub async fn ended(&self) {
        let mut ending = self.0.ending.subscribe();
        // The sender lives as long as this does.
        let _ = ending.wait_for(|ending| *ending).await;
    }

    /// Waits until no connection is left; false when that takes longer.
    pub async fn drained(&self, patience: Duration) -> bool {
        let all = u32::try_from(self.0.bounds.connections).unwrap_or(u32::MAX);
        timeout(patience, self.0.open.acquire_many(all)).await.is_ok()
    }

    fn callers(&self) -> MutexGuard<'_, HashMap<Key, usize>> {
        self.0.callers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Entry::Occupied(mut entry) = self.live.callers().entry(self.key) {
            *entry.get_mut() -= 1;
            if *entry.get() == 0 {
                entry.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn seats_and_permits_come_back() {
        let live = Live::within(Bounds { connections: 2, of_one_caller: 1, ..Bounds::default() });
        let (estate, actor) = (EstateId::new(Uuid::from_u128(1)), ActorId::new(Uuid::from_u128(2)));
        let other = ActorId::new(Uuid::from_u128(3));
        let seat = live.seat(estate, actor).unwrap();
        assert!(live.seat(estate, actor).is_none() && live.seat(estate, other).is_some());
        drop(seat);
        assert!(live.seat(estate, actor).is_some());
        assert!(live.callers().is_empty());

        let (one, two) = (live.admit().unwrap(), live.admit().unwrap());
        assert!(live.admit().is_none());
        drop(one);
        assert_eq!(live.count(), 1);
        live.end();
        assert!(live.admit().is_none(), "none when the process stops");
        assert!(!live.drained(Duration::from_millis(5)).await);
        drop(two);
        assert!(live.drained(Duration::from_millis(5)).await);
    }
}
