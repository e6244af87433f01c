//! How the schemas of events are read: references followed, what may be absent, enums by the names of their variants.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A schema within its document, with references followed.
#[derive(Clone, Copy)]
pub(super) struct Node<'doc> {
    root: &'doc Value,
    schema: &'doc Value,
}

/// What a schema asks for.
pub(super) enum Kind<'doc> {
    /// An object: its properties, and those that must be there.
    Object(BTreeMap<&'doc str, Node<'doc>>, Vec<&'doc str>),
    /// An object whose keys are data: what keys and values are.
    Map(Option<Node<'doc>>, Node<'doc>),
    /// A list of these.
    List(Node<'doc>),
    /// One of these, by name; a variant without content has no schema.
    Choice(BTreeMap<&'doc str, Option<Node<'doc>>>),
    /// A single value.
    Scalar,
}

impl<'doc> Node<'doc> {
    /// The whole document.
    pub(super) fn of(root: &'doc Value) -> Self {
        Self { root, schema: root }
    }

    /// The schema as it stands, its reference followed.
    pub(super) fn schema(self) -> &'doc Value {
        self.schema
    }

    fn within(self, schema: &'doc Value) -> Self {
        let Some(reference) = schema["$ref"].as_str() else { return Self { schema, ..self } };
        let name =
            reference.strip_prefix("#/$defs/").unwrap_or_else(|| panic!("{reference}: a foreign reference"));
        self.within(&self.root["$defs"][name])
    }

    /// The schema without `null`, and whether there was one.
    pub(super) fn without_null(self) -> (Self, bool) {
        let is_null = |schema: &Value| schema["type"] == "null";
        match self.schema["anyOf"].as_array() {
            Some(any) if any.iter().any(is_null) => {
                let other = any.iter().find(|schema| !is_null(schema)).unwrap_or(&Value::Null);
                (self.within(other), true)
            }
            _ => (self, self.types().contains(&"null")),
        }
    }

    /// The names of the types, `null` included.
    pub(super) fn types(self) -> Vec<&'doc str> {
        match &self.schema["type"] {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// What it asks for. A schema that is made in a way not met before is a fault of this reader, so it panics.
    pub(super) fn kind(self) -> Kind<'doc> {
        let schema = self.schema;
        if let Some(variants) = schema["oneOf"].as_array().or_else(|| schema["enum"].as_array()) {
            return Kind::Choice(variants.iter().map(|variant| self.variant(variant)).collect());
        }
        if let Some(items) = schema.get("items") {
            return Kind::List(self.within(items));
        }
        if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
            let keys = schema.get("propertyNames").map(|keys| self.within(keys));
            return Kind::Map(keys, self.within(values));
        }
        if let Some(properties) = schema["properties"].as_object() {
            let properties = properties.iter().map(|(name, schema)| (name.as_str(), self.within(schema)));
            let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
            return Kind::Object(properties.collect(), required.iter().filter_map(Value::as_str).collect());
        }
        let known = ["string", "integer", "boolean"];
        assert!(self.types().iter().any(|name| known.contains(name)), "unread schema: {schema}");
        Kind::Scalar
    }

    fn variant(self, variant: &'doc Value) -> (&'doc str, Option<Self>) {
        if let Some(name) = variant.as_str().or_else(|| variant["const"].as_str()) {
            return (name, None);
        }
        assert!(is_true_of_each_variant(variant), "unread variant: {variant}");
        let properties = variant["properties"].as_object().unwrap();
        let (name, content) = properties.iter().next().unwrap();
        (name, Some(self.within(content)))
    }
}

/// True of an object with one property, named after the variant: how an enum's variant with content is written.
pub(super) fn is_true_of_each_variant(variant: &Value) -> bool {
    let properties = variant["properties"].as_object().map_or(0, Map::len);
    properties == 1 && variant["required"].as_array().map_or(0, Vec::len) == 1
}

/// The definitions that a schema needs, by way of others too.
pub(super) fn reachable(schema: &Value, definitions: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    let mut to_visit = references(schema);
    while let Some(name) = to_visit.pop() {
        if !found.contains_key(&name) {
            let definition = definitions[&name].clone();
            to_visit.extend(references(&definition));
            found.insert(name, definition);
        }
    }
    found
}

fn references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix("#/$defs/"));
            own.map(str::to_owned).into_iter().chain(members.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
