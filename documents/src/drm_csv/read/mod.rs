//! From bytes to a value, or to every mistake in them.

mod annexes;
mod capsules;
mod establishment;
mod number;
mod reader;
mod row;
mod wine_balance;
mod wine_movement;
mod wines;
mod word;

pub(super) use number::hundredths_to_string;
pub use reader::read;
