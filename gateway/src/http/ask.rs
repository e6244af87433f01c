use async_graphql::parser::types::{DocumentOperations, OperationType, Selection};
use async_graphql::{Positioned, Request, Response, Variables};
use axum::extract::Query;
use axum::http::Uri;
use serde_json::{Map, Value};

use super::parsed::Parsed;
use super::persisted::{Named, Persisted};
use super::problem::Problem;

/// What a request asks for, read but not carried out.
#[derive(Debug)]
pub struct Ask {
    query: String,
    operation_name: Option<String>,
    variables: Map<String, Value>,
    /// The position of the journal that the answer has to show at least: `extensions.consistentWith`.
    pub consistent_with: Option<i64>,
    parsed: Parsed,
}

impl Ask {
    /// From the JSON body of a POST: an object, each parameter of its own type.
    pub fn from_body(body: &[u8], documents: &Documents) -> Result<Self, Problem> {
        let body: Value = serde_json::from_slice(body)
            .map_err(|error| Problem::bad_request(format!("the body is not JSON in UTF-8: {error}")))?;
        let Value::Object(body) = body else {
            return Err(Problem::bad_request("the body has to be one JSON object; batches are not taken"));
        };
        Self::from_map(body, documents)
    }

    /// From the address of a GET: `variables` and `extensions` are JSON text.
    pub fn from_uri(uri: &Uri, documents: &Documents) -> Result<Self, Problem> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map_err(|error| Problem::bad_request(format!("the address cannot be read: {error}")))?;
        let mut parameters = Map::new();
        for (name, text) in pairs {
            let value = match name.as_str() {
                "variables" | "extensions" => serde_json::from_str(&text)
                    .map_err(|error| Problem::bad_request(format!("{name} is not JSON: {error}")))?,
                _ => Value::String(text),
            };
            if parameters.insert(name.clone(), value).is_some() {
                return Err(Problem::bad_request(format!("{name} is given twice")));
            }
        }
        Self::from_map(parameters, documents)
    }

    /// From its parameters by name.
    pub fn from_map(mut parameters: Map<String, Value>, documents: &Documents) -> Result<Self, Problem> {
        let mut parameter = |name: &str| parameters.remove(name);
        let mut extensions = map("extensions", parameter("extensions"))?;
        let named = Named::read(parameter("query"), parameter("documentId"), &extensions)?;
        let operation_name = match parameter("operationName") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name).filter(|name| !name.is_empty()),
            Some(_) => return Err(Problem::bad_request("operationName has to be text")),
        };
        let variables = map("variables", parameter("variables"))?;
        let consistent_with = match extensions.remove("consistentWith") {
            None | Some(Value::Null) => None,
            Some(value) => Some(value.as_i64().filter(|position| *position >= 0).ok_or_else(|| {
                Problem::bad_request("extensions.consistentWith has to be a position of the journal")
            })?),
        };
        let query = documents.known.resolve(named, documents.only)?;
        let parsed = documents.parsed.clone();
        Ok(Self { query, operation_name, variables, consistent_with, parsed })
    }

    /// The request, and its operation where one can be told. A document that is no GraphQL, or too much of it, is
    /// answered at once.
    pub fn parse(self) -> Result<(Request, Option<Operation>), Box<Response>> {
        let document = self.parsed.document(&self.query);
        let document = document.map_err(|error| Box::new(Response::from_errors(vec![error])))?;
        let operation = match &document.operations {
            DocumentOperations::Single(operation) => Some((None, operation)),
            DocumentOperations::Multiple(operations) => match self.operation_name.as_deref() {
                Some(name) => operations.get_key_value(name),
                // The executor takes the only one there is, whatever its name.
                None if operations.len() == 1 => operations.iter().next(),
                None => None,
            }
            .map(|(name, operation)| (Some(name.to_string()), operation)),
        };
        let operation = operation.map(|(name, operation)| Operation {
            name,
            kind: operation.node.ty,
            lone: matches!(
                operation.node.selection_set.node.items.as_slice(),
                [Positioned { node: Selection::Field(_), .. }]
            ),
        });
        let mut request = Request::new(self.query).variables(Variables::from_json(self.variables.into()));
        request.operation_name = self.operation_name;
        request.set_parsed_query(document);
        Ok((request, operation))
    }
}

/// Which documents may be asked for.
#[derive(Clone)]
pub struct Documents {
    /// Those that are known beforehand.
    pub known: Persisted,
    /// No others.
    pub only: bool,
    /// Those that were read lately.
    pub parsed: Parsed,
}

impl Default for Documents {
    /// Any document, and those built in by their hash.
    fn default() -> Self {
        Self { known: Persisted::default(), only: false, parsed: Parsed::default() }
    }
}

/// What kind of operation is asked for.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Query, mutation or subscription.
    pub kind: OperationType,
    /// It is one field: when its arguments are no good, nothing ran.
    pub lone: bool,
}

fn map(name: &str, value: Option<Value>) -> Result<Map<String, Value>, Problem> {
    match value {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(_) => Err(Problem::bad_request(format!("{name} has to be an object"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any() -> Documents {
        Documents::default()
    }

    #[test]
    fn each_parameter_has_its_type() {
        let read = |body: &str| Ask::from_body(body.as_bytes(), &any()).is_ok();
        assert!(read(r#"{"query":"{a}"}"#));
        assert!(read(r#"{"query":"{a}","variables":null,"operationName":null,"extensions":null,"id":7}"#));
        assert!(read(r#"{"query":"{a}","variables":{},"operationName":"A","extensions":{}}"#));
        for wrong in [
            "",
            "null",
            "[]",
            r#"[{"query":"{a}"}]"#,
            r#""{a}""#,
            "{}",
            r#"{"query":null}"#,
            r#"{"query":["{a}"]}"#,
            r#"{"query":"{a}","variables":"{}"}"#,
            r#"{"query":"{a}","variables":[]}"#,
            r#"{"query":"{a}","operationName":1}"#,
            r#"{"query":"{a}","extensions":true}"#,
        ] {
            assert!(!read(wrong), "{wrong}");
        }
        assert!(Ask::from_body(b"{\"query\":\"{a}\xff\"}", &any()).is_err());
        assert!(!read(&format!(
            r#"{{"query":"{{a}}","variables":{}1{}}}"#,
            "[".repeat(10_000),
            "]".repeat(10_000)
        )));
    }

    #[test]
    fn an_address_is_read_as_a_body_is() {
        let read = |query: &str| Ask::from_uri(&format!("/graphql?{query}").parse().unwrap(), &any()).ok();
        let ask = read("query=%7Ba%7D&operationName=A&variables=%7B%22b%22%3A1%7D").unwrap();
        assert_eq!((ask.query.as_str(), ask.operation_name.as_deref()), ("{a}", Some("A")));
        assert_eq!(ask.variables["b"], 1);
        for wrong in
            ["", "query=%7Ba%7D&query=%7Bb%7D", "query=%7Ba%7D&variables=x", "query=%7Ba%7D&variables=1"]
        {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
