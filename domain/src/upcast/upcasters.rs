use std::borrow::Cow;
use std::sync::LazyLock;

use cqrs_es::persist::{EventUpcaster, SerializedEvent};
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

/// Every payload that is read back passes here. Made once: a chain of its own in each store would be built again for
/// every command.
pub static UPCASTERS: LazyLock<Upcasters> = LazyLock::new(|| Upcasters(super::chain()));

/// The upcasters, in the order in which they are applied.
pub struct Upcasters(Vec<Box<dyn EventUpcaster>>);

impl Upcasters {
    /// The event of a stored payload. One that no upcaster concerns is read from its text directly, which takes half
    /// the time of the way through a [`Value`].
    pub fn decode<E: DeserializeOwned>(
        &self,
        event_type: &str,
        event_version: &str,
        payload: &str,
    ) -> Result<E, Error> {
        match self.upcasted(event_type, event_version, payload)? {
            None => serde_json::from_str(payload),
            Some(event) => serde_json::from_value(event.payload),
        }
    }

    /// The version and the text of a stored payload as they are told today.
    pub fn text<'a>(
        &self,
        event_type: &str,
        event_version: &'a str,
        payload: &'a str,
    ) -> Result<(Cow<'a, str>, Cow<'a, str>), Error> {
        Ok(match self.upcasted(event_type, event_version, payload)? {
            None => (event_version.into(), payload.into()),
            Some(event) => (event.event_version.into(), event.payload.to_string().into()),
        })
    }

    /// The event in its current version, if that is not the one it was written in.
    fn upcasted(
        &self,
        event_type: &str,
        event_version: &str,
        payload: &str,
    ) -> Result<Option<SerializedEvent>, Error> {
        if !self.0.iter().any(|upcaster| upcaster.can_upcast(event_type, event_version)) {
            return Ok(None);
        }
        let event = SerializedEvent {
            aggregate_id: String::new(),
            sequence: 0,
            aggregate_type: String::new(),
            event_type: event_type.to_owned(),
            event_version: event_version.to_owned(),
            payload: serde_json::from_str(payload)?,
            metadata: Value::Null,
        };
        Ok(Some(self.0.iter().fold(event, |event, upcaster| {
            if upcaster.can_upcast(&event.event_type, &event.event_version) {
                upcaster.upcast(event)
            } else {
                event
            }
        })))
    }
}

#[cfg(test)]
mod tests {
    use cqrs_es::persist::SemanticVersionEventUpcaster;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    struct Filled {
        ml: i64,
        note: String,
    }

    /// Version 2 counts in millilitres, version 3 has a note.
    fn upcasters() -> Upcasters {
        let in_ml = |mut payload: Value| {
            let litres = payload["litres"].take().as_i64().unwrap();
            payload["ml"] = (litres * 1_000).into();
            payload
        };
        let with_note = |mut payload: Value| {
            payload["note"] = "".into();
            payload
        };
        Upcasters(vec![
            Box::new(SemanticVersionEventUpcaster::new("Filled", "2", Box::new(in_ml))),
            Box::new(SemanticVersionEventUpcaster::new("Filled", "3", Box::new(with_note))),
        ])
    }

    #[test]
    fn an_old_event_is_told_in_the_current_version_by_every_way() {
        let upcasters = upcasters();
        let today = Filled { ml: 5_000, note: String::new() };
        assert_eq!(upcasters.decode::<Filled>("Filled", "1", r#"{"litres":5}"#).unwrap(), today);
        assert_eq!(upcasters.decode::<Filled>("Filled", "2", r#"{"ml":5000}"#).unwrap(), today);
        let (version, text) = upcasters.text("Filled", "1", r#"{"litres":5}"#).unwrap();
        assert_eq!(version, "3.0.0");
        assert_eq!(serde_json::from_str::<Filled>(&text).unwrap(), today);
    }

    #[test]
    fn a_current_event_and_any_other_stay_as_they_are_written() {
        let upcasters = upcasters();
        let written = r#" {"note": "x", "ml":1}"#;
        assert!(
            matches!(upcasters.text("Filled", "3", written).unwrap().1, Cow::Borrowed(text) if text == written)
        );
        assert_eq!(upcasters.text("Other", "1", "7").unwrap(), ("1".into(), "7".into()));
        assert!(upcasters.decode::<Filled>("Filled", "1", "{").is_err());
    }
}
