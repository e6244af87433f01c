use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use cqrs_es::persist::SerializedEvent;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::catalogue::{Version, current, generated};
use super::coverage::Coverage;
use super::files;
use crate::testing::ESTATE;
use crate::{Fact, upcast};

/// Reads an event as the journal does: through the upcasters, then at its current version.
fn replay(version: &Version, payload: &Value) -> Fact {
    let id = ESTATE.to_string();
    let mut stored = SerializedEvent::new(
        id.clone(),
        1,
        version.aggregate.clone(),
        version.event.clone(),
        version.number.to_string(),
        payload.clone(),
        json!({}),
    );
    for upcaster in upcast::chain() {
        if upcaster.can_upcast(&stored.event_type, &stored.event_version) {
            stored = upcaster.upcast(stored);
        }
    }
    Fact::decode(&stored.aggregate_type, &id, &stored.payload.to_string())
        .unwrap_or_else(|error| panic!("{}: {error}\n{payload:#}", version.title()))
}

fn written(fact: &Fact) -> Value {
    let value = match fact {
        Fact::Estate(_, event) => serde_json::to_value(event),
        Fact::Parcel(_, event) => serde_json::to_value(event),
        Fact::Harvest(_, event) => serde_json::to_value(event),
        Fact::Vat(_, event) => serde_json::to_value(event),
        Fact::Lot(_, event) => serde_json::to_value(event),
        Fact::Movement(_, event) => serde_json::to_value(event),
        Fact::Order(_, event) => serde_json::to_value(event),
        Fact::Capsules(_, event) => serde_json::to_value(event),
        Fact::Period(_, event) => serde_json::to_value(event),
        Fact::InvoiceBook(_, event) => serde_json::to_value(event),
        Fact::Invoice(_, event) => serde_json::to_value(event),
        Fact::Till(_, event) => serde_json::to_value(event),
        Fact::Article(_, event) => serde_json::to_value(event),
    };
    value.unwrap()
}

#[test]
fn golden_events_are_read_and_written_alike() {
    let current: BTreeSet<Version> = current().into_iter().collect();
    for (version, events) in files::golden() {
        assert!(!events.is_empty(), "{} has no golden event", version.title());
        for event in events {
            let fact = replay(&version, &event);
            assert_eq!(fact.event_type(), version.event);
            if current.contains(&version) {
                assert_eq!(written(&fact), event, "{}", version.title());
            }
        }
    }
}

#[test]
fn golden_events_exist_of_every_version_and_of_nothing_else() {
    let golden = files::golden();
    let expected: BTreeSet<Version> = current()
        .into_iter()
        .flat_map(|version| (1..=version.number).map(move |number| Version { number, ..version.clone() }))
        .collect();
    for version in &expected {
        let Version { aggregate, event, number } = version;
        assert!(
            golden.contains_key(version),
            "{} has no golden file: write fixtures/events/{aggregate}/{event}.v{number}.json, a list of events with every \
             field filled and every variant shown",
            version.title()
        );
    }
    for version in golden.keys() {
        assert!(expected.contains(version), "{} has a golden file and no code", version.title());
    }
}

/// Every field of a type is filled in one of its golden events, and every variant stands in one.
#[test]
fn golden_events_show_everything_that_can_be_written() {
    let golden = files::golden();
    for (version, schema) in generated() {
        let mut coverage = Coverage::default();
        for event in golden.get(&version).into_iter().flatten() {
            coverage.take(&schema, event).unwrap_or_else(|fault| panic!("{}: {fault}", version.title()));
        }
        let missing = coverage.missing(&schema);
        assert!(missing.is_empty(), "{}: no golden event shows {}", version.title(), missing.join(", "));
    }
}

/// A golden event is never edited nor removed, only added to: its checksum says so. The file of the checksums is
/// appended to by hand, so that a review sees it.
#[test]
fn golden_events_stay_as_they_are() {
    let mut listed = BTreeMap::new();
    let text = fs::read_to_string(files::checksums()).unwrap_or_default();
    for line in text.lines() {
        let (sum, place) = line.split_once("  ").unwrap_or_else(|| panic!("{line}: not `sha256  place`"));
        listed.insert(place.to_owned(), sum.to_owned());
    }
    let mut unlisted = String::new();
    for (version, events) in files::golden() {
        for (index, event) in events.iter().enumerate() {
            let place = format!("{}/{}.v{}#{index}", version.aggregate, version.event, version.number);
            let mut event = event.clone();
            event.sort_all_objects();
            let sum = hex::encode(Sha256::digest(event.to_string()));
            match listed.remove(&place) {
                Some(known) => {
                    assert_eq!(known, sum, "{place} was edited: undo it, and add an event or a version");
                }
                None => writeln!(unlisted, "{sum}  {place}").unwrap(),
            }
        }
    }
    assert!(listed.is_empty(), "golden events are gone: {:?}", listed.keys());
    assert!(unlisted.is_empty(), "append to fixtures/events/CHECKSUMS:\n{unlisted}");
}
