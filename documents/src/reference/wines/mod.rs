//! Wines that a Loire estate declares, and how a portal's product finds its own among them.

mod resolve;
mod wine;

pub use resolve::{Match, find_by_code, find_by_label, resolve};
pub use wine::{Wine, all};
