use std::collections::HashMap;

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, ServiceDocument, Type, TypeKind, TypeSystemDefinition,
};

/// Which type each field of each object gives, from the schema's own text.
#[derive(Debug, Default)]
pub struct Types(HashMap<String, HashMap<String, String>>);

impl Types {
    /// Those of a schema. A text that is none has no types, and then nothing is allowed.
    pub fn of(sdl: &str) -> Self {
        parse_schema(sdl).map(|document| Self::read(&document)).unwrap_or_default()
    }

    fn read(document: &ServiceDocument) -> Self {
        let mut types = HashMap::new();
        for definition in &document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let fields = match &definition.node.kind {
                TypeKind::Object(object) => fields(&object.fields),
                TypeKind::Interface(interface) => fields(&interface.fields),
                TypeKind::Union(_) => HashMap::new(),
                _ => continue,
            };
            types.insert(definition.node.name.node.to_string(), fields);
        }
        Self(types)
    }

    /// The type that the field gives, by its name.
    pub fn field(&self, parent: &str, field: &str) -> Option<&str> {
        self.0.get(parent)?.get(field).map(String::as_str)
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

fn fields(fields: &[Positioned<FieldDefinition>]) -> HashMap<String, String> {
    fields.iter().map(|field| (field.node.name.node.to_string(), named(&field.node.ty.node))).collect()
}

/// The type without its lists.
fn named(of: &Type) -> String {
    match &of.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(inner) => named(inner),
    }
}
