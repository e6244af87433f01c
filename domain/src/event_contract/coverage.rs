use std::collections::BTreeSet;

use serde_json::Value;

use super::schema::{Kind, Node};

/// What of a schema events show: every property that is not null, every variant, every list with something in it.
#[derive(Default)]
pub(super) struct Coverage {
    shown: BTreeSet<String>,
}

impl Coverage {
    /// Takes an event in, or says where it is not what the schema asks for.
    pub(super) fn take(&mut self, schema: &Value, event: &Value) -> Result<(), String> {
        self.walk(Node::of(schema), event, "")
    }

    /// What the schema knows and no event shows.
    pub(super) fn missing(&self, schema: &Value) -> Vec<String> {
        let mut places = BTreeSet::new();
        collect(Node::of(schema), "", &mut places);
        places.difference(&self.shown).cloned().collect()
    }

    fn walk(&mut self, node: Node, value: &Value, place: &str) -> Result<(), String> {
        let (node, nullable) = node.without_null();
        if value.is_null() {
            return if nullable { Ok(()) } else { Err(format!("{place} is null")) };
        }
        self.shown.insert(place.to_owned());
        match (node.kind(), value) {
            (Kind::Object(properties, required), Value::Object(members)) => {
                if let Some(absent) = required.iter().find(|name| !members.contains_key(**name)) {
                    return Err(format!("{place}.{absent} is absent"));
                }
                for (name, member) in members {
                    let place = format!("{place}.{name}");
                    let property =
                        properties.get(name.as_str()).ok_or_else(|| format!("{place} is unknown"))?;
                    self.walk(*property, member, &place)?;
                }
                Ok(())
            }
            (Kind::Map(keys, values), Value::Object(members)) => {
                members.iter().try_for_each(|(key, member)| {
                    if let Some(keys) = keys {
                        self.walk(keys, &Value::String(key.clone()), &format!("{place}.<key>"))?;
                    }
                    self.walk(values, member, &format!("{place}.<value>"))
                })
            }
            (Kind::List(items), Value::Array(members)) => {
                members.iter().try_for_each(|member| self.walk(items, member, &format!("{place}[]")))
            }
            (Kind::Choice(variants), value) => {
                let (name, content) = match value {
                    Value::Object(members) if members.len() == 1 => {
                        members.iter().next().map(|(name, content)| (name.as_str(), Some(content)))
                    }
                    value => value.as_str().map(|name| (name, None)),
                }
                .ok_or_else(|| format!("{place} is no variant"))?;
                let place = format!("{place}.{name}");
                match (variants.get(name), content) {
                    (Some(None), None) => {
                        self.shown.insert(place);
                        Ok(())
                    }
                    (Some(Some(node)), Some(content)) => self.walk(*node, content, &place),
                    _ => Err(format!("{place} is no variant")),
                }
            }
            (Kind::Scalar, value) => scalar(node, value).ok_or_else(|| format!("{place} is {value}")),
            (_, value) => Err(format!("{place} is {value}")),
        }
    }
}

fn scalar(node: Node, value: &Value) -> Option<()> {
    let name = match value {
        Value::String(_) => "string",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Bool(_) => "boolean",
        _ => return None,
    };
    node.types().contains(&name).then_some(())
}

fn collect(node: Node, place: &str, places: &mut BTreeSet<String>) {
    let (node, _) = node.without_null();
    places.insert(place.to_owned());
    let mut under = |node: Node, name: &str| collect(node, &format!("{place}{name}"), places);
    match node.kind() {
        Kind::Object(properties, _) => {
            for (name, property) in properties {
                under(property, &format!(".{name}"));
            }
        }
        Kind::Map(keys, values) => {
            if let Some(keys) = keys {
                under(keys, ".<key>");
            }
            under(values, ".<value>");
        }
        Kind::List(items) => under(items, "[]"),
        Kind::Choice(variants) => {
            for (name, content) in variants {
                match content {
                    Some(content) => collect(content, &format!("{place}.{name}"), places),
                    None => drop(places.insert(format!("{place}.{name}"))),
                }
            }
        }
        Kind::Scalar => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> Value {
        json!({ "type": "object", "required": ["kind"], "properties": {
            "kind": { "oneOf": [{ "const": "Plain" }, { "type": "object", "required": ["Lot"],
                "properties": { "Lot": { "type": "string" } } }] },
            "count": { "type": ["integer", "null"] },
            "names": { "type": "array", "items": { "type": "string" } },
        } })
    }

    #[test]
    fn what_no_event_shows_is_missed() {
        let mut coverage = Coverage::default();
        coverage.take(&schema(), &json!({ "kind": "Plain", "count": null, "names": [] })).unwrap();
        assert_eq!(coverage.missing(&schema()), [".count", ".kind.Lot", ".names[]"]);
        coverage.take(&schema(), &json!({ "kind": { "Lot": "L1" }, "count": 1, "names": ["a"] })).unwrap();
        assert!(coverage.missing(&schema()).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let take = |event: Value| Coverage::default().take(&schema(), &event).unwrap_err();
        assert_eq!(take(json!({ "count": 1 })), ".kind is absent");
        assert_eq!(take(json!({ "kind": "Plain", "size": 1 })), ".size is unknown");
        assert_eq!(take(json!({ "kind": "Other" })), ".kind.Other is no variant");
        assert_eq!(take(json!({ "kind": "Plain", "count": 1.5 })), ".count is 1.5");
        assert_eq!(take(json!({ "kind": "Plain", "names": [null] })), ".names[] is null");
        assert_eq!(take(json!({ "kind": 1 })), ".kind is no variant");
    }
}
