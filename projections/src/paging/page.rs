use super::Cursor;

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    first: i64,
    after: Option<Cursor>,
    counted: bool,
}

impl Page {
    /// The most rows of one page.
    pub const MOST: i64 = 100;

    /// The first rows of the list, at most [`Page::MOST`].
    pub fn first(rows: i64) -> Self {
        Self { first: rows.clamp(0, Self::MOST), after: None, counted: false }
    }

    /// The rows that follow the one of this cursor.
    #[must_use]
    pub fn after(self, cursor: Option<Cursor>) -> Self {
        Self { after: cursor, ..self }
    }

    /// The same, and how many rows the list has in all. It costs a count, so it is asked for only where it is shown.
    #[must_use]
    pub fn counted(self, counted: bool) -> Self {
        Self { counted, ..self }
    }

    pub(crate) const fn rows(&self) -> i64 {
        self.first
    }

    pub(crate) const fn cursor(&self) -> Option<&Cursor> {
        self.after.as_ref()
    }

    pub(super) const fn is_counted(&self) -> bool {
        self.counted
    }
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice<T> {
    /// The rows, in the list's order.
    pub edges: Vec<Edge<T>>,
    /// True when more rows follow.
    pub has_next_page: bool,
    /// How many rows the list has, where it was asked.
    pub total: Option<i64>,
}

/// A row of a list, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge<T> {
    /// Its place.
    pub cursor: Cursor,
    /// The row.
    pub node: T,
}

impl<T> Slice<T> {
    /// The rows without their places.
    pub fn into_nodes(self) -> impl Iterator<Item = T> {
        self.edges.into_iter().map(|edge| edge.node)
    }

    /// The place of the last row: where the next page begins.
    pub fn end_cursor(&self) -> Option<&Cursor> {
        self.edges.last().map(|edge| &edge.cursor)
    }
}

impl<T> Default for Slice<T> {
    fn default() -> Self {
        Self { edges: Vec::new(), has_next_page: false, total: None }
    }
}
