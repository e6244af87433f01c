//! The checks of CIEL on an excise return, made here before it is filed: one error there rejects the whole file.
//!
//! Source: DGDDI's guide of DTI+ viti, v18 of 9 March 2026 (RG1 to RG44; the guide has two rules RG39, here
//! `RG39a` and `RG39b`), and RG45 and RG46 of the interprofessions' contract. Each rule is one function named by its
//! number; [`RULES`] lists them with the official message.

mod balance;
mod breach;
mod capsules;
mod check;
mod circumstances;
mod documents;
mod meta;
mod products;
mod strength;
mod table;
#[cfg(test)]
mod tests;

pub use breach::{Breach, Place, Severity};
pub use check::check;
pub use circumstances::{Agreement, Circumstances};
pub use meta::rg1;
pub use table::{Block, RULES, Rule};
