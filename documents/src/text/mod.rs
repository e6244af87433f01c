//! Text that people typed: cells, and comparisons that ignore case, accents and punctuation.

mod cells;
mod fold;
mod nearest;

pub(crate) use cells::{Flaw, Quirk, Row, split};
pub(crate) use fold::{key, slug};
pub(crate) use nearest::nearest;
