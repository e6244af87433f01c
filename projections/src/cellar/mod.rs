//! The cellar: vats and what is in them, movements, harvests, parcels, declared wines.

mod fold;
mod read;
mod rows;

pub use fold::Cellar;
pub use read::*;
pub use rows::*;
