use std::collections::HashMap;

use cqrs_es::persist::SerializedEvent;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::JournalError;
use crate::load::{Entry, Stored};
use crate::upcast::UPCASTERS;
use crate::{StreamRef, append};

/// The streams of a unit: what was loaded of them and what was emitted since.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    index: HashMap<StreamRef, usize>,
    loaded: Vec<Loaded>,
    /// In the order in which they were emitted, which is their order in the ledger.
    emitted: Vec<Emitted>,
}

#[derive(Debug)]
struct Loaded {
    name: StreamRef,
    stored: Stored,
    /// A decision knows its state, so it must not have moved on at the append. A stream that was loaded ahead and never
    /// looked at binds nothing.
    used: bool,
}

#[derive(Debug)]
struct Emitted {
    stream: usize,
    sequence: i64,
    event_type: String,
    event_version: String,
    payload: String,
}

impl Emitted {
    fn entry(&self) -> Entry<'_> {
        Entry {
            sequence: self.sequence,
            event_type: &self.event_type,
            event_version: &self.event_version,
            payload: &self.payload,
        }
    }
}

impl Streams {
    /// Those of the streams that are not loaded yet, each once.
    pub(crate) fn missing(&self, wanted: &[StreamRef]) -> Vec<StreamRef> {
        let mut missing = Vec::with_capacity(wanted.len());
        for stream in wanted {
            if !self.index.contains_key(stream) && !missing.contains(stream) {
                missing.push(*stream);
            }
        }
        missing
    }

    /// Takes in a stream that was loaded.
    pub(crate) fn insert(&mut self, name: StreamRef, stored: Stored) {
        self.index.insert(name, self.loaded.len());
        self.loaded.push(Loaded { name, stored, used: false });
    }

    /// The events of a stream as cqrs-es reads them: in their current version, after that sequence.
    pub(crate) fn serialized(
        &mut self,
        name: StreamRef,
        after: i64,
    ) -> Result<Vec<SerializedEvent>, JournalError> {
        self.events(name)
            .filter(|event| event.sequence > after)
            .map(|event| {
                let payload = UPCASTERS.value(event.event_type, event.event_version, event.payload);
                Ok(SerializedEvent {
                    sequence: usize::try_from(event.sequence).unwrap_or_default(),
                    payload: payload.map_err(|error| {
                        JournalError::unreadable_stream(name.aggregate_type, event.sequence, error)
                    })?,
                    // Deciders know nothing of metadata, so none is loaded.
                    metadata: Value::Object(Map::new()),
                    // Of what is loaded, cqrs-es reads no names, so they are not copied.
                    aggregate_id: String::new(),
                    aggregate_type: String::new(),
                    event_type: String::new(),
                    event_version: String::new(),
                })
            })
            .collect()
    }

    /// Gives each event of a stream to a fold.
    pub(crate) fn fold<E: DeserializeOwned>(
        &mut self,
        name: StreamRef,
        mut evolve: impl FnMut(E),
    ) -> Result<(), JournalError> {
        for event in self.events(name) {
            let decoded = UPCASTERS.decode(event.event_type, event.event_version, event.payload);
            evolve(decoded.map_err(|error| {
                JournalError::unreadable_stream(name.aggregate_type, event.sequence, error)
            })?);
        }
        Ok(())
    }

    /// The last sequence of a stream, what was emitted included; 0 for one without events.
    pub(crate) fn last_sequence(&mut self, name: StreamRef) -> i64 {
        self.events(name).last().map_or(0, |event| event.sequence)
    }

    /// Every event of a loaded stream, which counts as used from now on.
    fn events(&mut self, name: StreamRef) -> impl Iterator<Item = Entry<'_>> {
        let index = self.index.get(&name).copied();
        if let Some(index) = index {
            self.loaded[index].used = true;
        }
        let stored = index.into_iter().flat_map(|index| self.loaded[index].stored.events());
        let emitted = self.emitted.iter().filter(move |emitted| Some(emitted.stream) == index);
        stored.chain(emitted.map(Emitted::entry))
    }

    /// Takes in what a command emitted.
    pub(crate) fn emit(&mut self, aggregate_type: &'static str, id: Uuid, event: &SerializedEvent) {
        let name = StreamRef { aggregate_type, id };
        if !self.index.contains_key(&name) {
            self.insert(name, Stored::default());
        }
        let stream = self.index[&name];
        self.loaded[stream].used = true;
        self.emitted.push(Emitted {
            stream,
            sequence: i64::try_from(event.sequence).unwrap_or(i64::MAX),
            event_type: event.event_type.clone(),
            event_version: event.event_version.clone(),
            payload: event.payload.to_string(),
        });
    }

    /// How many events were emitted.
    pub(crate) fn emitted(&self) -> usize {
        self.emitted.len()
    }

    /// The streams that bind the append, and the events with the index of theirs among them.
    pub(crate) fn to_append(&self) -> (append::Streams<'_>, append::Events<'_>) {
        let mut streams = append::Streams::default();
        let mut numbers = Vec::with_capacity(self.loaded.len());
        for stream in &self.loaded {
            if stream.used {
                streams.types.push(stream.name.aggregate_type);
                streams.ids.push(stream.name.id.to_string());
                streams.lasts.push(stream.stored.last);
            }
            numbers.push(i32::try_from(streams.types.len()).unwrap_or(i32::MAX));
        }
        let mut events = append::Events::default();
        for emitted in &self.emitted {
            events.streams.push(numbers[emitted.stream]);
            events.types.push(&emitted.event_type);
            events.versions.push(&emitted.event_version);
            events.payloads.push(&emitted.payload);
        }
        (streams, events)
    }
}
