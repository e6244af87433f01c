//! Between a portal's DRM file and the books: the last return opens an estate, a month's return goes out.

mod control;
mod opening;
mod returns;

pub use control::{breaches, place};
pub use opening::{Opening, OpeningProblem, opening};
pub use returns::{NoCode, return_file};
