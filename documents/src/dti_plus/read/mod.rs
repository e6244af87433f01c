//! Reads DTI+ viti: any file of the schema into the return that it tells, with the line of each wine and account.

mod annexes;
mod crd;
mod document;
mod element;
mod fault;
mod product;
mod value;

#[cfg(test)]
mod tests;

pub use document::read;
pub use fault::{DtiFault, DtiProblem};
