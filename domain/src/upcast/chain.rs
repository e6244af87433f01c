use cqrs_es::persist::EventUpcaster;

/// The upcasters, applied in this order on every load. Every event is still at its first version, so there is none.
///
/// To change an event: raise its version in `domain_events!`, add here an upcaster from the version before, keep the
/// golden file of that version and add one of the new, and write its schema (`UPDATE_SCHEMAS=1 cargo test -p domain
/// schemas`); `golden_events` proves that both are read.
pub fn chain() -> Vec<Box<dyn EventUpcaster>> {
    Vec::new()
}
