//! Holds a document against the powers of whoever sent it, before anything of it runs: one walk over the document,
//! whatever number of rows it will give. (Guards on the fields themselves run once a row.)

use async_graphql::Positioned;
use async_graphql::parser::types::{ExecutableDocument, Field, OperationType, Selection, SelectionSet};

use super::Powers;
use super::types::Types;

/// Knows the schema.
#[derive(Debug)]
pub struct Guard {
    types: Types,
}

/// A field that is not allowed, for the log and not for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trespass {
    /// As `Type.field`.
    pub field: String,
}

impl Guard {
    /// The guard of a schema, given as its text.
    pub fn of(sdl: &str) -> Self {
        Self { types: Types::of(sdl) }
    }

    /// Lets a document pass in which every field is allowed. What the schema does not know passes as well, and is told by
    /// the executor; not to strangers, who learn nothing of what exists.
    pub fn check(&self, document: &ExecutableDocument, powers: Powers) -> Result<(), Trespass> {
        for (_, operation) in document.operations.iter() {
            let root = match operation.node.ty {
                OperationType::Query => "Query",
                OperationType::Mutation => "Mutation",
                OperationType::Subscription => "Subscription",
            };
            self.selections(root, &operation.node.selection_set, powers)?;
        }
        // A fragment is read once, under the type that it names, wherever and however often it is spread.
        for fragment in document.fragments.values() {
            let on = fragment.node.type_condition.node.on.node.as_str();
            self.selections(on, &fragment.node.selection_set, powers)?;
        }
        Ok(())
    }

    fn selections(
        &self,
        parent: &str,
        set: &Positioned<SelectionSet>,
        powers: Powers,
    ) -> Result<(), Trespass> {
        for selection in &set.node.items {
            match &selection.node {
                Selection::Field(field) => self.field(parent, &field.node, powers)?,
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    self.selections(on.unwrap_or(parent), &fragment.node.selection_set, powers)?;
                }
                Selection::FragmentSpread(_) => {}
            }
        }
        Ok(())
    }

    fn field(&self, parent: &str, field: &Field, powers: Powers) -> Result<(), Trespass> {
        let name = field.name.node.as_str();
        let trespass = || Trespass { field: format!("{parent}.{name}") };
        match name {
            "__typename" => return Ok(()),
            // What the schema holds is for those who are signed in; below, there is nothing of the estate.
            "__schema" | "__type" => return if powers.are_known() { Ok(()) } else { Err(trespass()) },
            _ => {}
        }
        let Some(known) = self.types.field(parent, name) else {
            return if powers.are_known() { Ok(()) } else { Err(trespass()) };
        };
        if !known.need.is_some_and(|need| powers.meet(need)) {
            return Err(trespass());
        }
        self.selections(&known.gives, &field.selection_set, powers)
    }

    /// Every field of the schema, as `(type, field)`.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        self.types.fields()
    }
}
