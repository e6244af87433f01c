//! The excise return: entries on the CIEL tree, balances month by month, capsules, and how far each month has come.

mod fold;
mod read;
mod rows;

pub use fold::Drm;
pub use read::*;
pub use rows::*;
