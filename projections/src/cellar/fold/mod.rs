//! How events come to be the cellar.

mod books;
mod land;
mod model;
mod movements;
mod subjects;
mod vats;

pub use model::Cellar;
