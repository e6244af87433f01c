//! How events come to be the sales.

mod documents;
mod model;
mod revenue;
mod till;

pub use model::Sales;
