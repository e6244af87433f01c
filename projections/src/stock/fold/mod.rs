//! How events come to be the stock.

mod articles;
mod lots;
mod model;
mod orders;

pub use model::Stock;
