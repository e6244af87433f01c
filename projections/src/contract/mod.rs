//! What a read model is: rows with keys, and a pure fold from events to changes of them.

mod envelope;
mod fault;
mod model;
mod row;
mod table;
mod word;

pub use envelope::Envelope;
pub use fault::Fault;
pub(crate) use model::rows;
pub use model::{AnyModel, Folding, Model, Rows};
pub use row::{Row, Shape};
pub(crate) use row::{row, words};
pub use table::{AnyTable, Table};
pub use word::Word;
