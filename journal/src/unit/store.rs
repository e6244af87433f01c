use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cqrs_es::{AggregateContext, AggregateError, EventEnvelope, EventStore};
use domain::decider::{Decided, Decider};
use uuid::Uuid;

use super::streams::Streams;
use crate::StreamRef;
use crate::error::JournalError;

/// The streams of a unit as a store of cqrs-es: it loads from them and commits into them. Nothing here waits for the
/// database; the unit loads a stream before it runs a command on it.
///
/// Not over cqrs-es's `PersistedEventRepository`: that hands on events, never a state, and reads each payload twice.
pub(super) struct Store<'unit> {
    streams: &'unit Mutex<Streams>,
}

/// An aggregate while it is commanded.
pub(super) struct Commanded<D: Decider> {
    name: StreamRef,
    aggregate: Decided<D>,
}

impl<'unit> Store<'unit> {
    pub(super) const fn new(streams: &'unit Mutex<Streams>) -> Self {
        Self { streams }
    }
}

/// The lock of a unit's streams. No command runs under it, so that it cannot be poisoned half-way.
pub(super) fn locked(streams: &Mutex<Streams>) -> MutexGuard<'_, Streams> {
    streams.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<D: Decider> AggregateContext<Decided<D>> for Commanded<D> {
    fn aggregate(&mut self) -> &mut Decided<D> {
        &mut self.aggregate
    }
}

fn unreadable<E: std::error::Error>(error: JournalError) -> AggregateError<E> {
    AggregateError::DeserializationError(Box::new(error))
}

impl<D: Decider> EventStore<Decided<D>> for Store<'_> {
    type AC = Commanded<D>;

    /// Commands need states alone, and of a remembered state the events are not there.
    async fn load_events(
        &self,
        _: &str,
    ) -> Result<Vec<EventEnvelope<Decided<D>>>, AggregateError<D::Refusal>> {
        Err(AggregateError::UnexpectedError("a unit of work holds states; the feed has the events".into()))
    }

    async fn load_aggregate(&self, id: &str) -> Result<Commanded<D>, AggregateError<D::Refusal>> {
        let id = Uuid::try_parse(id).map_err(|error| AggregateError::UnexpectedError(Box::new(error)))?;
        let name = StreamRef::of::<D>(id);
        let state = locked(self.streams).state::<D>(name).map_err(unreadable)?;
        Ok(Commanded { name, aggregate: Decided { state: Arc::unwrap_or_clone(state) } })
    }

    async fn commit(
        &self,
        events: Vec<D::Event>,
        commanded: Commanded<D>,
        metadata: HashMap<String, String>,
    ) -> Result<Vec<EventEnvelope<Decided<D>>>, AggregateError<D::Refusal>> {
        let Commanded { name, aggregate } = commanded;
        let first = locked(self.streams).emit(name, &events, aggregate.state).map_err(unreadable)?;
        let envelopes = events.into_iter().zip(first..).map(|(payload, sequence)| EventEnvelope {
            aggregate_id: name.id.to_string(),
            sequence,
            payload,
            metadata: metadata.clone(),
        });
        Ok(envelopes.collect())
    }
}
