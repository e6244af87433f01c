//! Files made of the books, kept for good.

mod make;
mod store;

pub use make::{Made, Unwritable, of_return, write};
pub use store::{Stored, keep, of_month};
