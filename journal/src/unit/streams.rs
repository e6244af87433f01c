use std::any::type_name;
use std::collections::HashMap;
use std::sync::Arc;

use cqrs_es::DomainEvent;
use domain::decider::Decider;

use crate::error::JournalError;
use crate::memory::{State, Version};
use crate::{StreamRef, append};

/// The streams of a unit: what is known of them and what was emitted since.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    index: HashMap<StreamRef, usize>,
    known: Vec<Known>,
    /// In the order in which they were emitted, which is their order in the ledger.
    emitted: Vec<Emitted>,
}

#[derive(Debug)]
struct Known {
    name: StreamRef,
    origin: Origin,
    /// Set when it is first looked at; what was emitted is in it.
    state: Option<State>,
    /// How many events the unit emitted to it.
    emitted: i64,
    /// A decision knows its state, so it must not have moved on at the append. A stream that was loaded ahead and never
    /// looked at binds nothing.
    used: bool,
}

/// Where the knowledge of a stream is from.
#[derive(Debug)]
pub(crate) enum Origin {
    /// It was just read, or an earlier unit left its state.
    Known(Version),
    /// Nobody remembers it, so that it is taken for new. What is written to it proves that, its first sequence being
    /// unique; what only read it has to be verified.
    Supposed,
}

#[derive(Debug)]
struct Emitted {
    stream: usize,
    event_type: String,
    event_version: String,
    payload: String,
}

impl Origin {
    /// The sequence of its last stored event; 0 without any.
    const fn last(&self) -> i64 {
        match self {
            Self::Known(version) => version.last,
            Self::Supposed => 0,
        }
    }
}

impl Known {
    fn look<D: Decider>(&mut self) -> Result<Arc<D>, JournalError> {
        self.used = true;
        let state = match (&self.state, &self.origin) {
            (Some(state), _) | (None, Origin::Known(Version { state, .. })) => Arc::clone(state),
            (None, Origin::Supposed) => Arc::new(D::default()) as State,
        };
        self.state = Some(Arc::clone(&state));
        // Two aggregates of one type name would have to exist.
        state.downcast::<D>().map_err(|_| JournalError::Unreadable {
            what: format!("a {}", D::TYPE),
            cause: format!("it is no {}", type_name::<D>()).into(),
        })
    }
}

impl Streams {
    /// Those of the streams of which nothing is known yet, each once.
    pub(crate) fn missing(&self, wanted: &[StreamRef]) -> Vec<StreamRef> {
        let mut missing = Vec::with_capacity(wanted.len());
        for stream in wanted {
            if !self.index.contains_key(stream) && !missing.contains(stream) {
                missing.push(*stream);
            }
        }
        missing
    }

    /// Takes in a stream.
    pub(crate) fn insert(&mut self, name: StreamRef, origin: Origin) {
        self.index.insert(name, self.known.len());
        self.known.push(Known { name, origin, state: None, emitted: 0, used: false });
    }

    /// The state of a stream, which counts as used from now on.
    pub(crate) fn state<D: Decider>(&mut self, name: StreamRef) -> Result<Arc<D>, JournalError> {
        let index = self.position(name);
        self.known[index].look()
    }

    /// The last sequence of a stream, what was emitted included; 0 for one without events. It counts as used.
    pub(crate) fn last_sequence(&mut self, name: StreamRef) -> i64 {
        let index = self.position(name);
        let known = &mut self.known[index];
        known.used = true;
        known.origin.last() + known.emitted
    }

    /// Takes in what a command emitted, and the state after it. Gives the sequence of the first event.
    pub(crate) fn emit<D: Decider>(
        &mut self,
        name: StreamRef,
        events: &[D::Event],
        state: D,
    ) -> Result<usize, JournalError> {
        let stream = self.position(name);
        let payloads: Result<Vec<String>, _> = events.iter().map(serde_json::to_string).collect();
        let payloads = payloads.map_err(|error| JournalError::unwritable("an event", error))?;
        let known = &mut self.known[stream];
        let first = known.origin.last() + known.emitted + 1;
        known.used = true;
        known.state = Some(Arc::new(state));
        known.emitted += i64::try_from(events.len()).unwrap_or(i64::MAX);
        self.emitted.extend(events.iter().zip(payloads).map(|(event, payload)| Emitted {
            stream,
            event_type: event.event_type(),
            event_version: event.event_version(),
            payload,
        }));
        Ok(usize::try_from(first).unwrap_or_default())
    }

    /// Where a stream stands; one that was never loaded is supposed to be new.
    fn position(&mut self, name: StreamRef) -> usize {
        if !self.index.contains_key(&name) {
            self.insert(name, Origin::Supposed);
        }
        self.index[&name]
    }

    /// How many events were emitted.
    pub(crate) fn emitted(&self) -> usize {
        self.emitted.len()
    }

    /// True when a decision took a stream for new without writing to it, so that nothing but a look proves it.
    pub(crate) fn supposes(&self) -> bool {
        self.known
            .iter()
            .any(|known| known.used && known.emitted == 0 && matches!(known.origin, Origin::Supposed))
    }

    /// The streams that bind the append, and the events, which leave, with the index of theirs among them.
    pub(crate) fn take_append(&mut self) -> (append::Streams, append::Events) {
        let mut streams = append::Streams::default();
        let mut numbers = Vec::with_capacity(self.known.len());
        for known in &self.known {
            if known.used {
                streams.types.push(known.name.aggregate_type);
                streams.ids.push(known.name.id.to_string());
                streams.lasts.push(known.origin.last());
            }
            numbers.push(i32::try_from(streams.types.len()).unwrap_or(i32::MAX));
        }
        let mut events = append::Events::default();
        for emitted in self.emitted.drain(..) {
            events.streams.push(numbers[emitted.stream]);
            events.types.push(emitted.event_type);
            events.versions.push(emitted.event_version);
            events.payloads.push(emitted.payload);
        }
        (streams, events)
    }

    /// What is known after the append: the states of all streams that were used.
    pub(crate) fn into_versions(self) -> Vec<(StreamRef, Option<Version>)> {
        let used = self.known.into_iter().filter(|known| known.used);
        used.map(|known| {
            let last = known.origin.last() + known.emitted;
            (known.name, known.state.map(|state| Version { last, state }))
        })
        .collect()
    }
}
