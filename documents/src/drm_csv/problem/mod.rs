//! What can be wrong in a file: codes with parameters, the sentences being written at the edge.

mod account;
mod annexe;
mod capsule;
mod establishment;
mod file;
mod movement;
mod product;
mod row_error;

pub use account::AccountProblem;
pub use annexe::AnnexeProblem;
pub use capsule::CapsuleProblem;
pub use establishment::EstablishmentProblem;
pub use file::FileProblem;
pub use movement::MovementProblem;
pub use product::ProductProblem;
pub use row_error::{CODES, Problem, RowError};
