//! Between files of the return and the books: the last return opens an estate, a month's return is held against the rules.

mod control;
mod opening;
mod reading;
mod rehearsal;

#[cfg(test)]
mod tests;

pub use control::{breaches, place};
pub use opening::{Opening, opening};
pub use reading::{Unreadable, line_of, read_return};
pub use rehearsal::{NotOpened, OpeningFault, OpeningProblem};
