//! Documents that were read lately. A client asks the same few again and again, and reading one is a tenth of what the
//! dashboard costs the gateway.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::ServerError;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use hashlink::LruCache;

use super::limits::{check_document, check_text};

/// How many are kept.
const KEPT: usize = 128;
/// Bytes of the longest that is kept. A document in memory is some twenty times its text: 20 MB in all at most.
const LONGEST: usize = 8 * 1024;

/// Documents by their text; only such as keep to the limits. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Parsed(Arc<Mutex<LruCache<String, Arc<ExecutableDocument>>>>);

impl Default for Parsed {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(KEPT))))
    }
}

impl Parsed {
    /// The document of that text, or what is wrong with it: it is no GraphQL, or too much of it.
    pub(super) fn document(&self, text: &str) -> Result<ExecutableDocument, ServerError> {
        if let Some(known) = self.known(text) {
            return Ok((*known).clone());
        }
        check_text(text)?;
        let document = parse_query(text)?;
        check_document(&document)?;
        if text.len() <= LONGEST {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.insert(text.to_owned(), Arc::new(document.clone()));
        }
        Ok(document)
    }

    fn known(&self, text: &str) -> Option<Arc<ExecutableDocument>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_once_and_answers_the_same() {
        let parsed = Parsed::default();
        let first = parsed.document("query A { estate { name } }").unwrap();
        assert!(parsed.known("query A { estate { name } }").is_some());
        let again = parsed.document("query A { estate { name } }").unwrap();
        assert_eq!(format!("{first:?}"), format!("{again:?}"));
        assert!(parsed.known("query A { estate { accise } }").is_none());
    }

    #[test]
    fn what_breaks_a_limit_is_refused_every_time_and_not_kept() {
        let parsed = Parsed::default();
        let aliases: Vec<String> = (0..2_000).map(|at| format!("a{at}: estate {{ name }}")).collect();
        for text in ["{ estate {", &format!("{{ {} }}", aliases.join(" "))] {
            assert!(parsed.document(text).is_err());
            assert!(parsed.document(text).is_err());
            assert!(parsed.known(text).is_none());
        }
    }

    #[test]
    fn memory_is_bounded() {
        let parsed = Parsed::default();
        for at in 0..1_000 {
            parsed.document(&format!("{{ a{at}: estate {{ name }} }}")).unwrap();
        }
        assert_eq!(parsed.0.lock().unwrap().len(), KEPT);
        let long = format!("{{ estate {{ name }} }} # {}", "x".repeat(LONGEST));
        parsed.document(&long).unwrap();
        assert!(parsed.known(&long).is_none());
    }
}
