use std::sync::{Mutex, MutexGuard, PoisonError};

use cqrs_es::Aggregate;
use cqrs_es::persist::{
    PersistedEventRepository, PersistenceError, ReplayStream, SerializedEvent, SerializedSnapshot,
};
use serde_json::Value;
use uuid::Uuid;

use super::streams::Streams;
use crate::StreamRef;

/// The streams of a unit as a store of cqrs-es: it loads from them and persists into them. Nothing here waits for the
/// database; the unit loads a stream before it runs a command on it.
pub(super) struct Repository<'unit> {
    streams: &'unit Mutex<Streams>,
}

impl<'unit> Repository<'unit> {
    pub(super) const fn new(streams: &'unit Mutex<Streams>) -> Self {
        Self { streams }
    }
}

/// The lock of a unit's streams. No command runs under it, so that it cannot be poisoned half-way.
pub(super) fn locked(streams: &Mutex<Streams>) -> MutexGuard<'_, Streams> {
    streams.lock().unwrap_or_else(PoisonError::into_inner)
}

fn name<A: Aggregate>(aggregate_id: &str) -> Result<StreamRef, PersistenceError> {
    let id =
        Uuid::try_parse(aggregate_id).map_err(|error| PersistenceError::UnknownError(Box::new(error)))?;
    Ok(StreamRef { aggregate_type: A::TYPE, id })
}

impl PersistedEventRepository for Repository<'_> {
    async fn get_events<A: Aggregate>(
        &self,
        aggregate_id: &str,
    ) -> Result<Vec<SerializedEvent>, PersistenceError> {
        self.get_last_events::<A>(aggregate_id, 0).await
    }

    async fn get_last_events<A: Aggregate>(
        &self,
        aggregate_id: &str,
        last_sequence: usize,
    ) -> Result<Vec<SerializedEvent>, PersistenceError> {
        let after = i64::try_from(last_sequence).unwrap_or(i64::MAX);
        locked(self.streams)
            .serialized(name::<A>(aggregate_id)?, after)
            .map_err(|error| PersistenceError::DeserializationError(Box::new(error)))
    }

    /// There are none: those of cqrs-es 0.5.0 apply events twice.
    async fn get_snapshot<A: Aggregate>(
        &self,
        _: &str,
    ) -> Result<Option<SerializedSnapshot>, PersistenceError> {
        Ok(None)
    }

    async fn persist<A: Aggregate>(
        &self,
        events: &[SerializedEvent],
        _: Option<(String, Value, usize)>,
    ) -> Result<(), PersistenceError> {
        let mut streams = locked(self.streams);
        for event in events {
            streams.emit(A::TYPE, name::<A>(&event.aggregate_id)?.id, event);
        }
        Ok(())
    }

    async fn stream_events<A: Aggregate>(
        &self,
        aggregate_id: &str,
    ) -> Result<ReplayStream, PersistenceError> {
        let events = self.get_events::<A>(aggregate_id).await?;
        let (mut feed, stream) = ReplayStream::new(events.len().max(1));
        for event in events {
            feed.push(Ok(event)).await?;
        }
        Ok(stream)
    }

    /// A unit knows only the streams that it has loaded, so it cannot tell all of a type.
    async fn stream_all_events<A: Aggregate>(&self) -> Result<ReplayStream, PersistenceError> {
        Err(PersistenceError::UnknownError("a unit of work does not replay all streams of a type".into()))
    }
}
