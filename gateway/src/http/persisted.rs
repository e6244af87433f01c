//! Documents that are known beforehand, asked for by their hash. Nobody adds one at run time: what is not known is
//! refused, so that where only these are answered, nobody makes the server run a document of his own.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::problem::Problem;

/// The documents of our own clients, in `gateway/persisted`.
const DOCUMENTS: &[&str] = &[
    include_str!("../../persisted/cellar.graphql"),
    include_str!("../../persisted/journal.graphql"),
    include_str!("../../persisted/month.graphql"),
    include_str!("../../persisted/progress.graphql"),
];

/// The SHA-256 of a document's exact text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Digested([u8; 32]);

/// The documents that are known, by their hash. Cheap to clone.
#[derive(Clone)]
pub struct Persisted(Arc<HashMap<Digested, String>>);

/// Why a manifest is not taken.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It is not a JSON object of texts.
    #[error("the manifest is no JSON object of hash and document: {0}")]
    Json(#[from] serde_json::Error),
    /// A document is not the one of its hash.
    #[error("{0} is not the SHA-256 of its document")]
    Hash(String),
}

impl Default for Persisted {
    /// Those that were built in.
    fn default() -> Self {
        Self::of(DOCUMENTS.iter().map(|document| (*document).to_owned()))
    }
}

impl Persisted {
    fn of(documents: impl Iterator<Item = String>) -> Self {
        Self(Arc::new(documents.map(|document| (Digested::of(&document), document)).collect()))
    }

    /// These and those of a manifest, as a client's build writes it: one JSON object, from SHA-256 to document.
    pub fn with_manifest(self, json: &str) -> Result<Self, ManifestError> {
        let manifest: HashMap<String, String> = serde_json::from_str(json)?;
        let mut documents = (*self.0).clone();
        for (hash, document) in manifest {
            let digest = Digested::of(&document);
            if Digested::read(&hash) != Some(digest) {
                return Err(ManifestError::Hash(hash));
            }
            documents.insert(digest, document);
        }
        Ok(Self(Arc::new(documents)))
    }

    /// The text to run, of what a request names: a text, a hash, or both. `only` refuses what is not known.
    pub(super) fn resolve(&self, named: Named, only: bool) -> Result<String, Problem> {
        let (text, hash) = match named {
            Named { text: Some(text), hash } => {
                if hash.is_some_and(|hash| hash != Digested::of(&text)) {
                    return Err(Problem::PERSISTED_QUERY_MISMATCH);
                }
                (text, hash)
            }
            Named { text: None, hash: Some(hash) } => {
                return self.0.get(&hash).cloned().ok_or(Problem::PERSISTED_QUERY_NOT_FOUND);
            }
            Named { text: None, hash: None } if only => return Err(Problem::PERSISTED_QUERY_REQUIRED),
            Named { text: None, hash: None } => return Err(Problem::bad_request("query has to be text")),
        };
        match (only, hash) {
            (true, _) if self.0.contains_key(&Digested::of(&text)) => Ok(text),
            (true, Some(_)) => Err(Problem::PERSISTED_QUERY_NOT_FOUND),
            (true, None) => Err(Problem::PERSISTED_QUERY_REQUIRED),
            (false, _) => Ok(text),
        }
    }
}

/// The document that a request names.
pub(super) struct Named {
    text: Option<String>,
    hash: Option<Digested>,
}

impl Named {
    /// From the parameters `query`, `documentId` and `extensions.persistedQuery`.
    pub(super) fn read(
        query: Option<Value>,
        document_id: Option<Value>,
        extensions: &Map<String, Value>,
    ) -> Result<Self, Problem> {
        let text = match query {
            Some(Value::String(text)) => Some(text),
            None => None,
            Some(Value::Null) if document_id.is_some() || extensions.contains_key("persistedQuery") => None,
            Some(_) => return Err(Problem::bad_request("query has to be text")),
        };
        let by_id = match document_id {
            None | Some(Value::Null) => None,
            Some(id) => Some(of_document_id(&id)?),
        };
        let by_extension = match extensions.get("persistedQuery") {
            None | Some(Value::Null) => None,
            Some(value) => Some(of_extension(value)?),
        };
        match (by_id, by_extension) {
            (Some(one), Some(other)) if one != other => {
                Err(Problem::bad_request("documentId and extensions.persistedQuery name two documents"))
            }
            (one, other) => Ok(Self { text, hash: one.or(other) }),
        }
    }
}

/// GraphQL over HTTP, appendix "Persisted Documents": `sha256:` and the hash; the hash alone is taken too.
fn of_document_id(id: &Value) -> Result<Digested, Problem> {
    let hash = id.as_str().map(|id| id.strip_prefix("sha256:").unwrap_or(id));
    let digest = hash.and_then(Digested::read);
    digest.ok_or_else(|| Problem::bad_request("documentId has to be sha256: and 64 hexadecimal digits"))
}

/// The form of Apollo's clients: `{ "version": 1, "sha256Hash": "…" }`.
fn of_extension(value: &Value) -> Result<Digested, Problem> {
    let hash = value["sha256Hash"].as_str().and_then(Digested::read);
    hash.filter(|_| value["version"] == 1).ok_or_else(|| {
        Problem::bad_request(
            "extensions.persistedQuery has to hold version 1 and a sha256Hash of 64 hexadecimal digits",
        )
    })
}

impl Digested {
    fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }

    fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use async_graphql::Request;
    use serde_json::json;

    use super::*;

    const TEXT: &str = "{ position }";

    fn hash(text: &str) -> String {
        hex::encode(Sha256::digest(text))
    }

    fn known() -> Persisted {
        let manifest = json!({ hash(TEXT): TEXT }).to_string();
        Persisted::of(std::iter::empty()).with_manifest(&manifest).unwrap()
    }

    /// What comes of a request's parameters: the text, or the code.
    fn resolved(body: &Value, only: bool) -> Result<String, &'static str> {
        let extensions = body["extensions"].as_object().cloned().unwrap_or_default();
        let named = Named::read(body.get("query").cloned(), body.get("documentId").cloned(), &extensions);
        named.and_then(|named| known().resolve(named, only)).map_err(|problem| problem.code())
    }

    fn extension(hash: &str) -> Value {
        json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
    }

    #[test]
    fn a_known_document_is_found_by_its_hash() {
        for body in [
            json!({ "documentId": format!("sha256:{}", hash(TEXT)) }),
            json!({ "documentId": hash(TEXT) }),
            json!({ "extensions": extension(&hash(TEXT)) }),
            json!({ "extensions": extension(&hash(TEXT).to_uppercase()), "query": null }),
            json!({ "extensions": extension(&hash(TEXT)), "query": TEXT }),
            json!({ "extensions": extension(&hash(TEXT)), "documentId": hash(TEXT) }),
        ] {
            for only in [false, true] {
                assert_eq!(resolved(&body, only).as_deref(), Ok(TEXT), "{body}");
            }
        }
        assert_eq!(
            resolved(&json!({ "query": TEXT }), true).as_deref(),
            Ok(TEXT),
            "its text names it as well"
        );
    }

    #[test]
    fn an_unknown_one_is_not_and_is_not_kept() {
        let other = "{ estate { name } }";
        for body in [json!({ "documentId": hash(other) }), json!({ "extensions": extension(&hash(other)) })] {
            assert_eq!(resolved(&body, false), Err("PERSISTED_QUERY_NOT_FOUND"));
        }
        let both = json!({ "extensions": extension(&hash(other)), "query": other });
        assert_eq!(resolved(&both, false).as_deref(), Ok(other));
        assert_eq!(resolved(&both, true), Err("PERSISTED_QUERY_NOT_FOUND"));
        assert_eq!(resolved(&json!({ "query": other }), true), Err("PERSISTED_QUERY_REQUIRED"));
        assert_eq!(resolved(&json!({}), true), Err("PERSISTED_QUERY_REQUIRED"));
        let wrong = json!({ "extensions": extension(&hash(TEXT)), "query": other });
        assert_eq!(resolved(&wrong, false), Err("PERSISTED_QUERY_MISMATCH"));
    }

    #[test]
    fn what_is_no_hash_is_told() {
        for body in [
            json!({}),
            json!({ "query": null }),
            json!({ "query": 1, "documentId": hash(TEXT) }),
            json!({ "documentId": "x" }),
            json!({ "documentId": 7 }),
            json!({ "documentId": &hash(TEXT)[1..] }),
            json!({ "documentId": hash(TEXT), "extensions": extension(&hash("{ a }")) }),
            json!({ "extensions": { "persistedQuery": true } }),
            json!({ "extensions": { "persistedQuery": { "version": 2, "sha256Hash": hash(TEXT) } } }),
            json!({ "extensions": { "persistedQuery": { "sha256Hash": hash(TEXT) } } }),
            json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "abc" } } }),
        ] {
            assert_eq!(resolved(&body, false), Err("BAD_REQUEST"), "{body}");
        }
    }

    #[test]
    fn a_manifest_holds_what_it_says() {
        let wrong = json!({ hash("{ a }"): TEXT }).to_string();
        assert!(matches!(Persisted::default().with_manifest(&wrong), Err(ManifestError::Hash(_))));
        assert!(matches!(Persisted::default().with_manifest("[]"), Err(ManifestError::Json(_))));
    }

    /// Each file is built in, and a request of the schema.
    #[tokio::test]
    async fn our_own_documents_hold() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/persisted");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let files: BTreeSet<String> = files.map(|path| std::fs::read_to_string(path).unwrap()).collect();
        assert_eq!(files, DOCUMENTS.iter().map(|document| (*document).to_owned()).collect());
        let schema = crate::graphql::build();
        for document in DOCUMENTS {
            // An operation that is not there is told after the document was held against the schema.
            let request =
                Request::new(format!("{document}\nquery Nothing {{ nothing }}")).operation_name("Nothing");
            let errors = schema.validate(request).await;
            let told: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            assert!(matches!(told.as_slice(), [one] if one.contains("\"nothing\"")), "{document}: {told:?}");
        }
    }
}
