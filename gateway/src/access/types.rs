use std::collections::HashMap;

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, ServiceDocument, Type, TypeKind, TypeSystemDefinition,
};

use super::Need;
use super::fields::need;

/// Each field of each object, from the schema's own text.
#[derive(Debug, Default)]
pub struct Types(HashMap<String, HashMap<String, Known>>);

/// What is known of a field.
#[derive(Clone, Debug)]
pub struct Known {
    /// The type that it gives, by its name.
    pub gives: String,
    /// What it needs; `None` for what nobody declared.
    pub need: Option<Need>,
}

impl Types {
    /// Those of a schema. A text that is none has no types, and then nothing is allowed.
    pub fn of(sdl: &str) -> Self {
        parse_schema(sdl).map(|document| Self::read(&document)).unwrap_or_default()
    }

    fn read(document: &ServiceDocument) -> Self {
        let mut types = HashMap::new();
        for definition in &document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let parent = definition.node.name.node.as_str();
            let fields = match &definition.node.kind {
                TypeKind::Object(object) => fields(parent, &object.fields),
                TypeKind::Interface(interface) => fields(parent, &interface.fields),
                TypeKind::Union(_) => HashMap::new(),
                _ => continue,
            };
            types.insert(parent.to_owned(), fields);
        }
        Self(types)
    }

    /// What is known of the field.
    pub fn field(&self, parent: &str, field: &str) -> Option<&Known> {
        self.0.get(parent)?.get(field)
    }

    /// Every field, as `(type, field)`, in order.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        let mut all: Vec<(&str, &str)> = self
            .0
            .iter()
            .flat_map(|(parent, fields)| fields.keys().map(move |field| (parent.as_str(), field.as_str())))
            .collect();
        all.sort_unstable();
        all
    }
}

fn fields(parent: &str, fields: &[Positioned<FieldDefinition>]) -> HashMap<String, Known> {
    let known = |field: &Positioned<FieldDefinition>| {
        let name = field.node.name.node.as_str();
        (name.to_owned(), Known { gives: named(&field.node.ty.node), need: need(parent, name) })
    };
    fields.iter().map(known).collect()
}

/// The type without its lists.
fn named(of: &Type) -> String {
    match &of.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(inner) => named(inner),
    }
}
