//! Between a portal's file and the return that every format is written from and read into.

mod annexes;
mod code;
mod from_return;
mod no_code;
mod spec;
mod to_return;

#[cfg(test)]
mod tests;

pub use from_return::return_file;
pub use no_code::{Missing, NoCode};
pub use to_return::to_return;
