use std::any::Any;
use std::collections::HashMap;
use std::future::{Future, ready};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll, Waker};

use cqrs_es::DomainEvent;
use uuid::Uuid;

use super::context;
use crate::Fact;
use crate::decider::{Context, Decider, Desk, Refusal, Stream};
use crate::units::Date;

type AnyState = Box<dyn Any + Send + Sync>;

/// An event as a ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) stream: Stream,
    pub(crate) event_type: String,
    pub(crate) event_version: String,
    pub(crate) payload: String,
    pub(crate) fact: Fact,
}

/// A ledger in memory with the live state of every aggregate.
///
/// What is stored is the JSON text, and facts are decoded from it, so that each history also proves that what is
/// written can be read.
pub(crate) struct MemoryDesk {
    context: Context,
    ledger: Vec<Stored>,
    states: HashMap<Stream, AnyState>,
}

/// A unit of work: what it does takes effect when it ends well, and not at all when it is refused.
pub(crate) struct Unit<'desk> {
    desk: &'desk MemoryDesk,
    buffered: Vec<Stored>,
    states: HashMap<Stream, AnyState>,
}

impl MemoryDesk {
    pub(crate) fn new() -> Self {
        Self { context: context(), ledger: Vec::new(), states: HashMap::new() }
    }

    /// Lets time pass until that day.
    pub(crate) fn now_is(&mut self, today: Date) {
        self.context.today = today;
    }

    /// Everything that was written, in its order.
    pub(crate) fn ledger(&self) -> &[Stored] {
        &self.ledger
    }

    /// The facts that were written, in their order.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.ledger.iter().map(|stored| &stored.fact)
    }

    /// The live state of an aggregate.
    pub(crate) fn state<D: Decider>(&self, id: Uuid) -> D {
        let state = self.states.get(&Stream::of::<D>(id));
        state.and_then(|state| state.downcast_ref::<D>()).cloned().unwrap_or_default()
    }

    /// Carries work out as one: written whole, or refused and nothing written.
    pub(crate) fn unit<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut Unit) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut unit = Unit { desk: self, buffered: Vec::new(), states: HashMap::new() };
        let answer = block_on(work(&mut unit))?;
        let Unit { buffered, states, .. } = unit;
        self.ledger.extend(buffered);
        self.states.extend(states);
        Ok(answer)
    }

    /// Runs one command as a unit of its own.
    pub(crate) fn command<D: Decider>(
        &mut self,
        id: Uuid,
        command: D::Command,
    ) -> Result<Vec<D::Event>, Refusal> {
        self.unit(async |unit: &mut Unit| unit.execute::<D>(id, command).await)
    }
}

impl Unit<'_> {
    fn current<D: Decider>(&self, stream: Stream) -> D {
        let own = self.states.get(&stream).and_then(|state| state.downcast_ref::<D>());
        own.cloned().unwrap_or_else(|| self.desk.state::<D>(stream.id))
    }

    fn run<D: Decider>(&mut self, id: Uuid, command: D::Command) -> Result<Vec<D::Event>, Refusal> {
        use crate::decider::Refusable;
        let stream = Stream::of::<D>(id);
        let mut state = self.current::<D>(stream);
        let events = state.decide(command, &self.desk.context).map_err(|refusal| refusal.refusal())?;
        for event in &events {
            state.evolve(event);
            let payload = serde_json::to_string(event).unwrap();
            let fact = Fact::decode(D::TYPE, &id.to_string(), &payload).unwrap();
            let (event_type, event_version) = (event.event_type(), event.event_version());
            self.buffered.push(Stored { stream, event_type, event_version, payload, fact });
        }
        self.states.insert(stream, Box::new(state));
        Ok(events)
    }
}

impl Desk for Unit<'_> {
    type Error = Refusal;

    fn execute<D: Decider>(
        &mut self,
        id: Uuid,
        command: D::Command,
    ) -> impl Future<Output = Result<Vec<D::Event>, Refusal>> + Send {
        ready(self.run::<D>(id, command))
    }

    fn state<D: Decider>(&mut self, id: Uuid) -> impl Future<Output = Result<Arc<D>, Refusal>> + Send {
        ready(Ok(Arc::new(self.current::<D>(Stream::of::<D>(id)))))
    }
}

/// Drives a future that never waits: nothing here does I/O.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut task = Task::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut task) {
            return answer;
        }
    }
}
