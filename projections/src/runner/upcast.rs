use std::borrow::Cow;
use std::sync::LazyLock;

use cqrs_es::persist::{EventUpcaster, SerializedEvent};
use domain::DecodeError;
use serde_json::Value;

static CHAIN: LazyLock<Vec<Box<dyn EventUpcaster>>> = LazyLock::new(domain::upcast::chain);

/// The payload of a stored event as it would be written today. One that no upcaster concerns is its own text.
pub(super) fn current<'a>(
    event_type: &str,
    event_version: &str,
    payload: &'a str,
) -> Result<Cow<'a, str>, DecodeError> {
    if !CHAIN.iter().any(|upcaster| upcaster.can_upcast(event_type, event_version)) {
        return Ok(Cow::Borrowed(payload));
    }
    let stored = SerializedEvent {
        aggregate_id: String::new(),
        sequence: 0,
        aggregate_type: String::new(),
        event_type: event_type.to_owned(),
        event_version: event_version.to_owned(),
        payload: serde_json::from_str(payload)?,
        metadata: Value::Null,
    };
    let today = CHAIN.iter().fold(stored, |event, upcaster| {
        if upcaster.can_upcast(&event.event_type, &event.event_version) {
            upcaster.upcast(event)
        } else {
            event
        }
    });
    Ok(Cow::Owned(today.payload.to_string()))
}
