//! Between a portal's DRM file and the books: the last return opens an estate, a month's return goes out.

mod control;
mod opening;
mod reading;
mod returns;

pub use control::{breaches, place};
pub use opening::{Opening, OpeningProblem, opening, opening_of_return};
pub use reading::{ReadFile, Unreadable, line_of, read_return};
pub use returns::{NoCode, return_file};
