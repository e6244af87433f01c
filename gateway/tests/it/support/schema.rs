use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use super::Client;

/// The schema as a client sees it, so that a test can go through all of it and a new field cannot be forgotten.
pub struct Schema {
    types: BTreeMap<String, Value>,
    sdl: String,
}

/// One value that a client can send: the place of a scalar or enum among the arguments of a query or mutation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// `query` or `mutation`.
    pub operation: &'static str,
    /// The field of `Query` or `Mutation`.
    pub field: String,
    /// The argument, and the way down through its input objects.
    pub path: Vec<String>,
    /// The scalar or enum.
    pub scalar: String,
}

impl Leaf {
    /// The name of the value itself.
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}({})", self.operation, self.field, self.path.join("."))
    }
}

/// Gives a value that makes sense, by scalar or enum and by name.
pub type Sample<'a> = &'a dyn Fn(&str, &str) -> Value;

const INTROSPECTION: &str = "{ __schema { types { kind name possibleTypes { name } enumValues { name }
        fields { name args { name defaultValue type { ...T } } type { ...T } }
        inputFields { name defaultValue type { ...T } } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

impl Schema {
    /// Asks for it.
    pub async fn of(client: &Client) -> Self {
        let data = client.ask(INTROSPECTION, json!({})).await.data();
        let types = data["__schema"]["types"].as_array().expect("types").iter();
        let types = types.map(|it| (text(&it["name"]), it.clone())).collect();
        Self { types, sdl: gateway::graphql::sdl() }
    }

    /// The fields of an object type.
    pub fn fields(&self, object: &str) -> Vec<Value> {
        self.types[object]["fields"].as_array().expect("an object").clone()
    }

    /// Every value that a client can send.
    pub fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for (operation, root) in [("query", "Query"), ("mutation", "Mutation")] {
            for field in self.fields(root) {
                for argument in field["args"].as_array().expect("arguments") {
                    let path = vec![text(&argument["name"])];
                    let start = Leaf { operation, field: text(&field["name"]), path, scalar: String::new() };
                    self.descend(&argument["type"], start, &mut leaves);
                }
            }
        }
        leaves
    }

    fn descend(&self, of: &Value, at: Leaf, leaves: &mut Vec<Leaf>) {
        let named = innermost(of);
        let object = &self.types[&text(&named["name"])];
        if object["kind"] != "INPUT_OBJECT" {
            leaves.push(Leaf { scalar: text(&named["name"]), ..at });
            return;
        }
        for field in object["inputFields"].as_array().expect("input fields") {
            let mut deeper = at.clone();
            deeper.path.push(text(&field["name"]));
            self.descend(&field["type"], deeper, leaves);
        }
    }

    /// A request that sends this value there, besides what is required.
    pub fn request(&self, leaf: &Leaf, value: &Value, sample: Sample<'_>) -> (String, Value) {
        let root = if leaf.operation == "query" { "Query" } else { "Mutation" };
        let field =
            self.fields(root).into_iter().find(|field| field["name"] == *leaf.field).expect("a field");
        let (mut declared, mut passed, mut variables) = (Vec::new(), Vec::new(), Map::new());
        for argument in field["args"].as_array().expect("arguments") {
            let name = text(&argument["name"]);
            let way = leaf.path.split_first().filter(|(first, _)| **first == name).map(|(_, rest)| rest);
            if way.is_none() && !is_required(argument) {
                continue;
            }
            declared.push(format!("${name}: {}", written(&argument["type"])));
            passed.push(format!("{name}: ${name}"));
            variables.insert(name.clone(), self.value(&argument["type"], &name, way, value, sample));
        }
        let document = format!(
            "{} ({}) {{ result: {}({}) {} }}",
            leaf.operation,
            declared.join(", "),
            leaf.field,
            passed.join(", "),
            self.selection(&field["type"])
        );
        (document, Value::Object(variables))
    }

    /// A value of that type; `way` leads down to the leaf, where it lies below.
    fn value(
        &self,
        of: &Value,
        name: &str,
        way: Option<&[String]>,
        leaf: &Value,
        sample: Sample<'_>,
    ) -> Value {
        match of["kind"].as_str() {
            Some("NON_NULL") => return self.value(&of["ofType"], name, way, leaf, sample),
            Some("LIST") => return json!([self.value(&of["ofType"], name, way, leaf, sample)]),
            _ => {}
        }
        let type_name = text(&of["name"]);
        let object = &self.types[&type_name];
        if object["kind"] != "INPUT_OBJECT" {
            return if way.is_some() { leaf.clone() } else { sample(&type_name, name) };
        }
        let next = way.and_then(<[String]>::split_first);
        let fields = object["inputFields"].as_array().expect("input fields");
        let one_of = self.sdl.contains(&format!("input {type_name} @oneOf"));
        let wanted = |field: &&Value| match next {
            Some((first, _)) if field["name"] == **first => true,
            Some(_) | None if one_of => next.is_none() && **field == fields[0],
            Some((first, _)) if is_either(&type_name, field, Some(first)) => true,
            None if is_either(&type_name, field, None) => true,
            _ => is_required(field),
        };
        let filled = fields.iter().filter(wanted).map(|field| {
            let field_name = text(&field["name"]);
            let way = next.filter(|(first, _)| **first == field_name).map(|(_, rest)| rest);
            let value = self.value(&field["type"], &field_name, way, leaf, sample);
            (field_name, value)
        });
        Value::Object(filled.collect())
    }

    /// All that can be asked of a type without arguments: of a list its rows, of a command's answer its refusal.
    fn selection(&self, of: &Value) -> String {
        let object = &self.types[&text(&innermost(of)["name"])];
        match object["kind"].as_str() {
            Some("UNION") => {
                let possible = object["possibleTypes"].as_array().expect("a union");
                let conflict = possible.iter().any(|member| member["name"] == "Conflict");
                let conflict = if conflict { "... on Conflict { message }" } else { "" };
                format!(
                    "{{ __typename ... on Refused {{ code message params {{ name value }} }} {conflict} }}"
                )
            }
            Some("OBJECT") => {
                let fields = object["fields"].as_array().expect("fields").iter();
                let asked: Vec<String> = fields.filter_map(|field| self.asked(field)).collect();
                format!("{{ {} }}", asked.join(" "))
            }
            _ => String::new(),
        }
    }

    fn asked(&self, field: &Value) -> Option<String> {
        let kind = &self.types[&text(&innermost(&field["type"])["name"])]["kind"];
        match field["name"].as_str()? {
            name @ ("edges" | "node") => Some(format!("{name} {}", self.selection(&field["type"]))),
            "cursor" => None,
            name if kind == "SCALAR" || kind == "ENUM" => Some(name.to_owned()),
            _ => None,
        }
    }

    /// The first word of an enum.
    pub fn word(&self, name: &str) -> Option<Value> {
        self.types[name]["enumValues"].get(0).map(|word| word["name"].clone())
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn innermost(of: &Value) -> &Value {
    if of["ofType"].is_object() { innermost(&of["ofType"]) } else { of }
}

fn is_required(field: &Value) -> bool {
    field["type"]["kind"] == "NON_NULL" && field["defaultValue"].is_null()
}

fn written(of: &Value) -> String {
    match of["kind"].as_str() {
        Some("NON_NULL") => format!("{}!", written(&of["ofType"])),
        Some("LIST") => format!("[{}]", written(&of["ofType"])),
        _ => text(&of["name"]),
    }
}

/// A line of an order is of a lot or of an article, and of a lot it has its price: what no schema can say.
fn is_either(type_name: &str, field: &Value, told: Option<&String>) -> bool {
    let by_article = told.is_some_and(|told| told == "articleId");
    type_name == "OrderLineInput" && (field["name"] == "unitPrice" || field["name"] == "lotId" && !by_article)
}
