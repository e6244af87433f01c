//! `docs/events.md`: every event with its fields and what they mean, from the doc comments of the code.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use super::catalogue::generated;
use super::files;
use crate::Fact;

const HEAD: &str = "\
# Events

Written by `UPDATE_SCHEMAS=1 cargo test -p domain schemas` from the code, and held against it by the same test.

A stored event is a JSON object with one property, named after its type; below it are the fields. Units stand in the
names: `_ml` millilitres (1 hl = 100 000), `_cents` euro cents, `_mg` milligrams. Every field is written, `null` where
there is nothing to tell. The JSON schema of each type and version is in [events/](events/), and events as they were
written at each version in `fixtures/events/`.
";

/// The page for people.
fn page() -> String {
    let mut page = HEAD.to_owned();
    let schemas = generated();
    let mut types = BTreeMap::new();
    for (aggregate, events) in Fact::CATALOGUE {
        write!(page, "\n## {aggregate}\n").unwrap();
        for (event, number) in *events {
            let (_, schema) = schemas
                .iter()
                .find(|(version, _)| version.aggregate == *aggregate && version.event == *event)
                .unwrap();
            write!(page, "\n### {event} v{number}\n\n{}\n\n", text(schema)).unwrap();
            page += &fields(&schema["properties"][event]);
            for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
                types.insert(name.clone(), definition.clone());
            }
        }
    }
    page += "\n## Types\n";
    for (name, definition) in &types {
        write!(page, "\n### {name}\n\n").unwrap();
        page += &definition_of(definition);
    }
    page
}

fn definition_of(schema: &Value) -> String {
    let said = match text(schema) {
        said if said.is_empty() => String::new(),
        said => format!("{said}\n\n"),
    };
    if let Some(variants) = schema["oneOf"].as_array() {
        return said + &variants_of(variants);
    }
    if schema["properties"].is_object() {
        return said + &fields(schema);
    }
    format!("{said}{}\n", capitalised(&type_of(schema)))
}

/// The fields of an object as a table.
fn fields(schema: &Value) -> String {
    let mut table = "| field | type | meaning |\n|---|---|---|\n".to_owned();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        writeln!(table, "| `{name}` | {} | {} |", type_of(field), text(field)).unwrap();
    }
    table
}

/// The variants of an enum as a table.
fn variants_of(variants: &[Value]) -> String {
    let mut table = "| value | content | meaning |\n|---|---|---|\n".to_owned();
    for variant in variants {
        let (name, content) = match variant["properties"].as_object().and_then(|it| it.iter().next()) {
            Some((name, content)) => (name.as_str(), content_of(content)),
            None => (variant["const"].as_str().unwrap_or_default(), String::new()),
        };
        writeln!(table, "| `{name}` | {content} | {} |", text(variant)).unwrap();
    }
    table
}

fn content_of(content: &Value) -> String {
    let Some(properties) = content["properties"].as_object() else { return type_of(content) };
    let fields =
        properties.iter().map(|(name, field)| format!("`{name}` {}: {}", type_of(field), text(field)));
    fields.collect::<Vec<_>>().join("<br>")
}

fn type_of(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|it| it.strip_prefix("#/$defs/")) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let some = any.iter().find(|schema| schema["type"] != "null").map(type_of).unwrap_or_default();
        return format!("{some} or null");
    }
    if schema["items"].is_object() {
        return format!("list of {}", type_of(&schema["items"]));
    }
    if schema["additionalProperties"].is_object() {
        let (keys, values) = (type_of(&schema["propertyNames"]), type_of(&schema["additionalProperties"]));
        return format!("{values} by {keys}");
    }
    if let Some([name, _null]) = schema["type"].as_array().map(Vec::as_slice) {
        return format!("{} or null", name.as_str().unwrap_or_default());
    }
    let name = schema["type"].as_str().unwrap_or_default();
    match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some(format @ ("date" | "uuid")), _) => format.to_owned(),
        (_, Some(pattern)) => format!("{name} `{pattern}`"),
        _ => name.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The first paragraph of what a schema says about itself, fit for a table.
fn text(schema: &Value) -> String {
    let said = schema["description"].as_str().unwrap_or_default();
    let first = said.split("\n\n").next().unwrap_or_default();
    first.replace('\n', " ").replace('|', "\\|")
}

#[test]
fn the_page_of_schemas_is_that_of_the_code() {
    let (path, page) = (files::table(), page());
    if fs::read_to_string(&path).ok().as_deref() == Some(page.as_str()) {
        return;
    }
    assert!(
        files::updating(),
        "docs/events.md is not what the code says: run `UPDATE_SCHEMAS=1 cargo test -p domain schemas`"
    );
    fs::write(path, page).unwrap();
}

#[test]
fn every_event_field_and_type_of_the_schemas_is_explained() {
    let page = page();
    let unexplained: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| `") && line.ends_with("|  |")).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    assert_eq!(
        page.matches("\n### ").count() - page.split("\n## Types\n").nth(1).unwrap().matches("### ").count(),
        {
            let types = Fact::CATALOGUE.iter().map(|(_, types)| types.len());
            types.sum::<usize>()
        }
    );
    assert!(!page.contains("[`"), "a link that only rustdoc follows");
}
