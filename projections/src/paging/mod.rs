//! Keyset pages: a list is read on from a row, not from a number, so that what is written meanwhile neither repeats nor
//! hides a row, and the last page costs what the first one does.

mod cursor;
mod error;
mod list;
mod page;
mod sorted;

pub use cursor::Cursor;
pub use error::ReadError;
pub use list::{Listed, list, parsed};
pub(crate) use list::{by_ids, edge, seek};
pub use page::{Edge, Page, Slice};
pub(crate) use sorted::sorted;
