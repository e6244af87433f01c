//! Bottles: lots, what is set aside for whom, products, orders.

mod fold;
mod read;
mod rows;

pub use fold::Stock;
pub use read::*;
pub use rows::*;
