use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, OutputType};
use projections::{Page, Slice};

use crate::graphql::context::session;
use crate::graphql::{cursor_invalid, unfit};

/// How many rows are asked for: 25 unless told, 100 at most.
pub fn rows(first: Option<i32>) -> async_graphql::Result<i64> {
    let first = i64::from(first.unwrap_or(25));
    if (0..=Page::MOST).contains(&first) {
        Ok(first)
    } else {
        Err(unfit(format!("first: 0 to {}", Page::MOST)))
    }
}

/// The part of a list that `first` and `after` ask for.
pub fn page(context: &Context<'_>, first: Option<i32>, after: Option<String>) -> async_graphql::Result<Page> {
    let first = rows(first)?;
    let invalid = |_| cursor_invalid(session(context));
    let after = after.map(|cursor| cursor.parse()).transpose().map_err(invalid)?;
    Ok(Page::first(first).after(after))
}

/// A Relay connection over a slice, each row as its object.
pub fn connection<R, T: OutputType>(
    slice: Slice<R>,
    object: impl Fn(R) -> T,
) -> Connection<String, T, EmptyFields, EmptyFields> {
    let mut connection = Connection::new(false, slice.has_next_page);
    let edges = slice.edges.into_iter();
    connection.edges.extend(edges.map(|edge| Edge::new(edge.cursor.to_string(), object(edge.node))));
    connection
}
