//! How events come to be the stock.

mod lots;
mod model;
mod orders;

pub use model::Stock;
