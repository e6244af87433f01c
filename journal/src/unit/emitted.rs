use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use cqrs_es::{EventEnvelope, Query};
use domain::decider::{Decided, Decider};

/// Listens to one command, so that its caller gets the events it emitted: cqrs-es hands them to queries alone.
pub(super) struct Emitted<D: Decider>(Arc<Mutex<Vec<D::Event>>>);

impl<D: Decider> Emitted<D> {
    pub(super) fn new() -> Self {
        Self(Arc::default())
    }

    /// Another ear on the same command.
    pub(super) fn ear(&self) -> Box<dyn Query<Decided<D>>> {
        Box::new(Self(Arc::clone(&self.0)))
    }

    pub(super) fn take(self) -> Vec<D::Event> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl<D: Decider> Query<Decided<D>> for Emitted<D> {
    async fn dispatch(&self, _: &str, events: &[EventEnvelope<Decided<D>>]) {
        let events = events.iter().map(|event| event.payload.clone());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(events);
    }
}
