use std::future::{Future, ready};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll, Waker};

use domain::Fact;
use domain::decider::{Context, Decider, Desk, Refusable, Refusal};
use domain::units::ActorId;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// An event as the journal keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub aggregate_type: String,
    pub aggregate_id: String,
    pub event_type: String,
    pub event_version: String,
    pub payload: String,
}

impl Stored {
    pub fn fact(&self) -> Fact {
        Fact::decode(&self.aggregate_type, &self.aggregate_id, &self.payload).unwrap()
    }
}

/// A ledger in memory; states are folded from it, which is fast enough for histories of some hundred events.
#[derive(Clone, Default)]
pub struct MemoryDesk {
    pub ledger: Vec<Stored>,
}

impl MemoryDesk {
    /// Whose decisions they are.
    pub fn actor() -> ActorId {
        ActorId::new(Uuid::from_u128(0xAC70))
    }

    pub fn facts(&self) -> Vec<Fact> {
        self.ledger.iter().map(Stored::fact).collect()
    }

    pub fn current<D: Decider>(&self, id: Uuid) -> D
    where
        D::Event: DeserializeOwned,
    {
        let id = id.to_string();
        let own =
            self.ledger.iter().filter(|event| event.aggregate_type == D::TYPE && event.aggregate_id == id);
        let events: Vec<D::Event> = own.map(|event| serde_json::from_str(&event.payload).unwrap()).collect();
        D::fold(&events)
    }

    /// Carries work out as one: written whole, or refused and nothing written.
    pub fn unit<T>(&mut self, work: impl AsyncFnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let before = self.ledger.len();
        let answer = block_on(work(self));
        if answer.is_err() {
            self.ledger.truncate(before);
        }
        answer
    }

    fn run<D: Decider>(&mut self, id: Uuid, command: D::Command) -> Result<Vec<D::Event>, Refusal> {
        use cqrs_es::DomainEvent;
        let context =
            Context { now_ms: 1_802_700_000_000, today: "2027-02-15".parse().unwrap(), actor: Self::actor() };
        let events = self.current::<D>(id).decide(command, &context).map_err(|refusal| refusal.refusal())?;
        self.ledger.extend(events.iter().map(|event| Stored {
            aggregate_type: D::TYPE.to_owned(),
            aggregate_id: id.to_string(),
            event_version: event.event_version(),
            event_type: event.event_type(),
            payload: serde_json::to_string(event).unwrap(),
        }));
        Ok(events)
    }
}

impl Desk for MemoryDesk {
    type Error = Refusal;

    fn execute<D: Decider>(
        &mut self,
        id: Uuid,
        command: D::Command,
    ) -> impl Future<Output = Result<Vec<D::Event>, Refusal>> + Send {
        ready(self.run::<D>(id, command))
    }

    fn state<D: Decider>(&mut self, id: Uuid) -> impl Future<Output = Result<Arc<D>, Refusal>> + Send {
        ready(Ok(Arc::new(self.current::<D>(id))))
    }
}

/// Drives a future that never waits.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut task = Task::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut task) {
            return answer;
        }
    }
}
