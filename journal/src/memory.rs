//! The states that earlier units of work of this process left behind.
//!
//! A unit that finds its streams here takes one round trip instead of two, and folds nothing. Nothing depends on it
//! being right: an append verifies what the decision rested on, and a refusal is decided again from what is stored.
//! *Measured*: loading was a third of the server's time in a transfer, and grew with the streams
//! (docs/decisions/0013).

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::units::EstateId;
use hashlink::LinkedHashMap;

use crate::StreamRef;

/// So many events' worth of states are kept, of all estates together: some tens of megabytes.
const EVENTS: i64 = 200_000;

/// The state of an aggregate, of whatever type.
pub(crate) type State = Arc<dyn Any + Send + Sync>;

/// A state and the number of events that it is folded from.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub last: i64,
    pub state: State,
}

/// What is known of an estate at a position of its ledger.
#[derive(Debug)]
pub(crate) struct Recalled {
    pub head: i64,
    /// In the order in which they were asked for.
    pub versions: Vec<Option<Version>>,
}

/// The states of all estates, those used last kept longest. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<Mutex<Estates>>);

#[derive(Debug, Default)]
struct Estates {
    by_id: LinkedHashMap<EstateId, Known>,
    weight: i64,
}

/// The states of one estate, each true at this position.
#[derive(Debug, Default)]
struct Known {
    head: i64,
    versions: HashMap<StreamRef, Version>,
    weight: i64,
}

impl Memory {
    /// What is known of these streams; `None` when nothing is known of the estate.
    pub(crate) fn recall(&self, estate: EstateId, streams: &[StreamRef]) -> Option<Recalled> {
        let mut estates = self.estates();
        let known = estates.by_id.to_back(&estate)?;
        let versions = streams.iter().map(|stream| known.versions.get(stream).cloned()).collect();
        Some(Recalled { head: known.head, versions })
    }

    /// Takes in what a unit knew when it was appended as the last `appended` events up to `head`. A stream without a
    /// version is one whose state the unit did not keep.
    pub(crate) fn keep(
        &self,
        estate: EstateId,
        head: i64,
        appended: usize,
        streams: Vec<(StreamRef, Option<Version>)>,
    ) {
        let mut estates = self.estates();
        let mut known = estates.by_id.remove(&estate).unwrap_or_default();
        estates.weight -= known.weight;
        let before = head - i64::try_from(appended).unwrap_or(i64::MAX);
        if known.head <= head {
            // Others appended in between: what they changed is not known, so only what this unit verified still holds.
            if known.head != before {
                known = Known::default();
            }
            known.head = head;
            for (stream, version) in streams {
                known.put(stream, version);
            }
        }
        estates.weight += known.weight;
        estates.by_id.insert(estate, known);
        estates.shrink();
    }

    /// Forgets everything: after the connection broke, it may be another database that answers.
    pub(crate) fn clear(&self) {
        *self.estates() = Estates::default();
    }

    fn estates(&self) -> MutexGuard<'_, Estates> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn put(&mut self, stream: StreamRef, version: Option<Version>) {
        let weighs = |version: &Version| version.last + 1;
        self.weight += version.as_ref().map_or(0, weighs);
        let former = match version {
            Some(version) => self.versions.insert(stream, version),
            None => self.versions.remove(&stream),
        };
        self.weight -= former.as_ref().map_or(0, weighs);
    }
}

impl Estates {
    /// The estate that waited longest goes first. One that is too much by itself is not kept either.
    fn shrink(&mut self) {
        while self.weight > EVENTS {
            let Some((_, known)) = self.by_id.pop_front() else { return };
            self.weight -= known.weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::vat::Vat;
    use uuid::Uuid;

    use super::*;

    fn estate(number: u128) -> EstateId {
        EstateId::new(Uuid::from_u128(number))
    }

    fn stream(number: u128) -> StreamRef {
        StreamRef::of::<Vat>(Uuid::from_u128(number))
    }

    fn version(last: i64) -> Version {
        Version { last, state: Arc::new(last) }
    }

    fn lasts(memory: &Memory, streams: &[StreamRef]) -> Option<(i64, Vec<Option<i64>>)> {
        let recalled = memory.recall(estate(1), streams)?;
        Some((recalled.head, recalled.versions.iter().map(|v| v.as_ref().map(|v| v.last)).collect()))
    }

    #[test]
    fn what_follows_without_a_gap_is_added() {
        let memory = Memory::default();
        assert_eq!(lasts(&memory, &[stream(1)]), None);
        memory.keep(estate(1), 2, 2, vec![(stream(1), Some(version(2)))]);
        memory.keep(estate(1), 3, 1, vec![(stream(2), Some(version(1)))]);
        assert_eq!(lasts(&memory, &[stream(2), stream(1)]), Some((3, vec![Some(1), Some(2)])));
        assert!(memory.recall(estate(2), &[]).is_none());
    }

    #[test]
    fn after_a_gap_only_what_was_verified_is_known() {
        let memory = Memory::default();
        memory.keep(estate(1), 2, 2, vec![(stream(1), Some(version(2)))]);
        memory.keep(estate(1), 4, 1, vec![(stream(2), Some(version(1)))]);
        assert_eq!(lasts(&memory, &[stream(1), stream(2)]), Some((4, vec![None, Some(1)])));
    }

    #[test]
    fn who_comes_late_changes_nothing() {
        let memory = Memory::default();
        memory.keep(estate(1), 5, 1, vec![(stream(1), Some(version(3)))]);
        memory.keep(estate(1), 4, 1, vec![(stream(1), Some(version(2))), (stream(2), Some(version(1)))]);
        assert_eq!(lasts(&memory, &[stream(1), stream(2)]), Some((5, vec![Some(3), None])));
    }

    #[test]
    fn a_stream_whose_state_was_not_kept_is_forgotten() {
        let memory = Memory::default();
        memory.keep(estate(1), 1, 1, vec![(stream(1), Some(version(1)))]);
        memory.keep(estate(1), 2, 1, vec![(stream(1), None)]);
        assert_eq!(lasts(&memory, &[stream(1)]), Some((2, vec![None])));
    }

    #[test]
    fn the_estate_that_waited_longest_goes_when_there_is_too_much() {
        let memory = Memory::default();
        for number in 1..=3 {
            memory.keep(estate(number), 1, 1, vec![(stream(number), Some(version(EVENTS / 3)))]);
        }
        assert!(memory.recall(estate(1), &[]).is_none(), "three and their own weight are too much");
        assert!(memory.recall(estate(2), &[]).is_some());
        memory.keep(estate(4), 1, 1, vec![(stream(4), Some(version(EVENTS / 3)))]);
        assert!(memory.recall(estate(3), &[]).is_none(), "the second was looked at in between");
        memory.keep(estate(2), 2, 1, vec![(stream(2), Some(version(EVENTS * 2)))]);
        let weight_left = memory.estates().weight;
        assert_eq!((weight_left, memory.estates().by_id.len()), (0, 0), "it alone is too much");
        memory.clear();
        assert!(memory.recall(estate(2), &[]).is_none());
    }
}
