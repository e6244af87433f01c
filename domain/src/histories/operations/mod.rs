//! The operation that a step means in the cellar as it is.

mod bottles;
mod choose;
mod passing;
mod vats;

pub(super) use choose::{fills, of};
pub(super) use vats::claims_later;
