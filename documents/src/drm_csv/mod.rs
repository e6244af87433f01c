//! The interprofessions' DRM file ("logiciels tiers" CSV: rows CAVE, CRD and ANNEXE), read and written.
//!
//! Source of the format: the portals' common specification for software houses, with the movement catalogues
//! of `InterLoire` (May 2022) and BIVC. A file is one period of one establishment. [`read`] accepts what the
//! portals accept (separators `,` `;` and tab, decimal comma or dot, case and accents ignored in keywords)
//! and tells every mistake at once, each with its physical line and column; when there is one, nothing is
//! returned. [`to_return`] gives the return that a file tells, [`return_file`] the file of a return.

mod column;
mod convert;
mod problem;
mod read;
mod value;
mod write;

#[cfg(test)]
mod tests;

pub use column::Column;
pub use convert::{Missing, NoCode, return_file, to_return};
pub use problem::{
    AccountProblem, AnnexeProblem, CODES, CapsuleProblem, EstablishmentProblem, FileProblem, MovementProblem,
    Problem, ProductProblem, RowError,
};
pub use read::read;
pub use value::{
    Annexe, BulkSale, CapsuleAccount, CapsuleMovement, Complement, DrmFile, Movement, NonClearance,
    ProductKey, StatisticKind, WineAccount, capsule_code, document_code,
};
pub use write::write;
