//! CIEL DTI+ viti: the XML that an estate files on the customs' portal. Source: DGDDI's schema `ciel-dti-plus-viti`
//! 1.0.14 and its guide v18 (9 March 2026).

mod capsules;
mod read;
mod refusal;
mod wine;
mod write;

#[cfg(test)]
pub(crate) mod tests;

pub use read::{DtiFault, DtiProblem, read};
pub use refusal::DtiRefusal;
pub use write::write;
