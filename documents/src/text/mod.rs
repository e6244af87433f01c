//! Text that people typed, or their programs: encodings, tables of cells, days, and comparisons that ignore case,
//! accents and punctuation.

mod cells;
mod date;
mod encoding;
mod fold;
mod nearest;
mod separator;

pub(crate) use cells::{Comments, Flaw, Quirk, Row, split};
pub(crate) use date::date;
pub(crate) use encoding::{Undecodable, Unreadable, decode, is_mangled};
pub(crate) use fold::{key, slug};
pub(crate) use nearest::nearest;
pub(crate) use separator::separator;
