//! Customers from another program's list: all of them, or none and every mistake.

mod entered;
mod known;
mod mistake;
mod plan;
mod run;

pub use mistake::{Cause as ImportCause, ImportMistake, ImportRefusal};
pub use plan::Outcome;
pub use run::{Import, ImportError, Imported, ImportedLine, import_customers};
