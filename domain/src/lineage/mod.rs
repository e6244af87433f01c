//! What each vat and each lot of bottles is made of, by where its wine came from.
//!
//! Events hold volumes; the make-up is derived from them (docs/decisions/0022). One fold takes an estate's entries in the
//! order in which they took effect, so that one entered late is taken in at its day and changes every blend after it.

mod chronicle;
mod fold;
mod lots;
mod make_up;
mod origin;
mod pool;
mod provenance;
mod register;
mod shares;
#[cfg(test)]
mod tests;
mod vats;

pub use chronicle::{Chronicle, TOLD_BY};
pub use fold::{Lineage, LotMakeUp};
pub use make_up::MakeUp;
pub use origin::{Component, Origin};
pub use provenance::Provenance;
pub use shares::Share;
