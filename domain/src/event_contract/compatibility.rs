use std::collections::BTreeMap;

use serde_json::Value;

use super::schema::{Kind, Node};

/// What in the new schema keeps events from being read that were written under the old one, each with its place.
///
/// A field may be added if it can be absent, and a variant. Nothing may be removed, renamed, retyped or newly asked
/// for: what was written stays as it is.
pub(super) fn breaks(old: &Value, new: &Value) -> Vec<String> {
    let mut faults = Faults(Vec::new());
    faults.compare(Node::of(old), Node::of(new), "");
    faults.0
}

struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, place: &str, fault: &str) {
        let place = place.strip_prefix('.').unwrap_or(place);
        self.0.push(format!("`{place}` {fault}"));
    }

    fn compare(&mut self, old: Node, new: Node, place: &str) {
        let (old, was_nullable) = old.without_null();
        let (new, is_nullable) = new.without_null();
        if was_nullable && !is_nullable {
            self.add(place, "can no longer be null");
        }
        match (old.kind(), new.kind()) {
            (Kind::Object(was, asked), Kind::Object(is, asks)) => {
                self.objects(&was, &asked, &is, &asks, place);
            }
            (Kind::Map(old_keys, old_values), Kind::Map(new_keys, new_values)) => {
                match (old_keys, new_keys) {
                    (Some(old), Some(new)) => self.compare(old, new, &format!("{place}.<key>")),
                    (None, Some(_)) => self.add(place, "bounds its keys"),
                    (_, None) => {}
                }
                self.compare(old_values, new_values, &format!("{place}.<value>"));
            }
            (Kind::List(old), Kind::List(new)) => self.compare(old, new, &format!("{place}[]")),
            (Kind::Choice(was), Kind::Choice(is)) => self.choices(&was, &is, place),
            (Kind::Scalar, Kind::Scalar) => self.scalars(old.schema(), new.schema(), place),
            _ => self.add(place, "changed its type"),
        }
    }

    fn objects(
        &mut self,
        was: &BTreeMap<&str, Node>,
        asked: &[&str],
        is: &BTreeMap<&str, Node>,
        asks: &[&str],
        place: &str,
    ) {
        for (name, old) in was {
            let place = format!("{place}.{name}");
            match is.get(name) {
                Some(new) => self.compare(*old, *new, &place),
                None => self.add(&place, "was removed or renamed"),
            }
        }
        for name in asks.iter().filter(|name| !asked.contains(name)) {
            let fault = if was.contains_key(name) {
                "can no longer be absent"
            } else {
                "is new and cannot be absent"
            };
            self.add(&format!("{place}.{name}"), fault);
        }
    }

    fn choices(
        &mut self,
        was: &BTreeMap<&str, Option<Node>>,
        is: &BTreeMap<&str, Option<Node>>,
        place: &str,
    ) {
        for (name, old) in was {
            let place = format!("{place}.{name}");
            match (old, is.get(name)) {
                (Some(old), Some(Some(new))) => self.compare(*old, *new, &place),
                (None, Some(None)) => {}
                (_, None) => self.add(&place, "was removed or renamed"),
                _ => self.add(&place, "changed its type"),
            }
        }
    }

    fn scalars(&mut self, old: &Value, new: &Value, place: &str) {
        let types = |schema| {
            let mut types = Node::of(schema).types();
            types.retain(|name| *name != "null");
            types
        };
        if types(old) != types(new) || old["format"] != new["format"] {
            return self.add(place, "changed its type");
        }
        let narrower =
            |bound: &str, is_narrower: fn(i64, i64) -> bool| match (old[bound].as_i64(), new[bound].as_i64())
            {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(old), Some(new)) => is_narrower(old, new),
            };
        let bounded = narrower("minimum", |old, new| new > old)
            || narrower("minLength", |old, new| new > old)
            || narrower("maximum", |old, new| new < old)
            || narrower("maxLength", |old, new| new < old);
        let patterned = !new["pattern"].is_null() && old["pattern"] != new["pattern"];
        if bounded || patterned {
            self.add(place, "takes fewer values");
        }
    }
}

/// What to do about a break.
pub(super) fn advice(title: &str, faults: &[String]) -> String {
    format!(
        "{title} could no longer be read as it was written: {}. Undo the change, or raise the version: give the type its \
         next number in `domain_events!`, add an upcaster from this one to `upcast::chain`, keep its schema and golden \
         file, and add those of the new version (see `domain/src/upcast.rs`).",
        faults.join(", ")
    )
}

#[cfg(test)]
mod tests;
