//! What a document may cost before anything of it is understood. Depth and complexity are the schema's
//! (`graphql/schema.rs`), the body's size the router's.

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Positioned, ServerError};

/// Words and signs of a document.
const TOKENS: usize = 5_000;

/// Fields under another name: each lets the same work be asked for once more.
const ALIASES: usize = 100;

/// Refuses a text that is too long to be parsed at all.
pub fn check_text(query: &str) -> Result<(), ServerError> {
    let tokens = Tokens(query.as_bytes()).take(TOKENS + 1).count();
    within("tokens", tokens, TOKENS)
}

/// Refuses a document with too many aliases, those of all its operations and fragments together.
pub fn check_document(document: &ExecutableDocument) -> Result<(), ServerError> {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set);
    within("aliases", operations.chain(fragments).map(aliases).sum(), ALIASES)
}

fn within(what: &str, count: usize, most: usize) -> Result<(), ServerError> {
    if count <= most {
        return Ok(());
    }
    Err(ServerError::new(format!("more than {most} {what}"), None))
}

/// The parser has bounded how deep the selections go.
fn aliases(set: &Positioned<SelectionSet>) -> usize {
    let of = |selection: &Positioned<Selection>| match &selection.node {
        Selection::Field(field) => {
            usize::from(field.node.alias.is_some()) + aliases(&field.node.selection_set)
        }
        Selection::InlineFragment(fragment) => aliases(&fragment.node.selection_set),
        Selection::FragmentSpread(_) => 0,
    };
    set.node.items.iter().map(of).sum()
}

/// The lexical tokens of a document (GraphQL, October 2021, section 2.1.6), near enough to count them: a string counts
/// as the words and signs in it.
struct Tokens<'a>(&'a [u8]);

impl Iterator for Tokens<'_> {
    type Item = ();

    fn next(&mut self) -> Option<()> {
        let ignored = |byte: u8| byte.is_ascii_whitespace() || byte == b',';
        let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        let start = self.0.iter().position(|byte| !ignored(*byte))?;
        let rest = &self.0[start..];
        let length = rest.iter().position(|byte| !word(*byte)).unwrap_or(rest.len());
        self.0 = &rest[length.max(1)..];
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn words_and_signs_are_counted() {
        let count = |query: &str| Tokens(query.as_bytes()).count();
        assert_eq!(count(""), 0);
        assert_eq!(count(" ,\n"), 0);
        assert_eq!(count("{ vats(first: 10) { edges { node { code, capacity } } } }"), 18);
        assert_eq!(count("é{"), 2);
        assert!(check_text(&"a ".repeat(TOKENS)).is_ok());
        assert!(check_text(&"a ".repeat(TOKENS + 1)).is_err());
        assert!(check_text(&"{".repeat(1 << 24)).is_err());
    }

    #[test]
    fn aliases_are_counted_wherever_they_are() {
        let refused = |query: &str| check_document(&parse_query(query).unwrap()).is_err();
        let many =
            |from: usize, to: usize| (from..to).map(|n| format!("a{n}: b ")).collect::<Vec<_>>().concat();
        assert!(!refused(&format!("{{ {} }}", many(0, ALIASES))));
        assert!(refused(&format!("{{ {} }}", many(0, ALIASES + 1))));
        assert!(refused(&format!("{{ c {{ ... {{ {} }} }} x: y }}", many(0, ALIASES))));
        let spread = format!("query A {{ {} }} query B {{ z: y }} ", many(0, 50));
        assert!(refused(&format!("{spread} fragment F on Q {{ {} }}", many(0, 50))));
    }
}
