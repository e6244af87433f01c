//! The operation that a step means in the cellar as it is.

mod bottles;
mod choose;
mod vats;

pub(super) use choose::{fills, of};
