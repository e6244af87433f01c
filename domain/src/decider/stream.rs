use std::any::Any;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use uuid::Uuid;

use super::Decider;
use crate::upcast::UPCASTERS;

/// The name of one stream, which knows how what is stored of it is read.
#[derive(Clone, Copy)]
pub struct Stream {
    /// The aggregate's type.
    pub aggregate_type: &'static str,
    /// The aggregate's id.
    pub id: Uuid,
    replay: fn() -> Box<dyn Replay>,
}

/// The state of an aggregate, of whatever type, while its stored events are taken in one by one.
pub trait Replay: Send {
    /// Takes in the next event, in whatever version it was written; the payload is JSON text.
    fn take(&mut self, event_type: &str, event_version: &str, payload: &str)
    -> Result<(), serde_json::Error>;

    /// The state, of the type of the aggregate.
    fn state(self: Box<Self>) -> Arc<dyn Any + Send + Sync>;
}

impl Stream {
    /// The stream of that aggregate.
    pub const fn of<D: Decider>(id: Uuid) -> Self {
        Self { aggregate_type: D::TYPE, id, replay: || Box::new(Replayed(D::default())) }
    }

    /// The state before the first event.
    pub fn replay(&self) -> Box<dyn Replay> {
        (self.replay)()
    }

    const fn name(&self) -> (&'static str, Uuid) {
        (self.aggregate_type, self.id)
    }
}

struct Replayed<D>(D);

impl<D: Decider> Replay for Replayed<D> {
    fn take(
        &mut self,
        event_type: &str,
        event_version: &str,
        payload: &str,
    ) -> Result<(), serde_json::Error> {
        self.0.evolve(&UPCASTERS.decode(event_type, event_version, payload)?);
        Ok(())
    }

    fn state(self: Box<Self>) -> Arc<dyn Any + Send + Sync> {
        Arc::new(self.0)
    }
}

impl PartialEq for Stream {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Stream {}

impl PartialOrd for Stream {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stream {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(&other.name())
    }
}

impl Hash for Stream {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.aggregate_type, self.id)
    }
}
