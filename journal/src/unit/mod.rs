//! The unit of work: what an operation reads and emits until everything is appended at once.

mod commit;
mod desk;
mod emitted;
mod store;
mod streams;
#[expect(clippy::module_inception, reason = "the folder is the concept, the file its type")]
mod unit;

pub(crate) use commit::{Committed, Order};
pub(crate) use unit::Trust;
pub use unit::Unit;
