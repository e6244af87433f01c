//! How events written at an earlier version are read today.

mod chain;
mod upcasters;

pub use chain::chain;
pub use upcasters::{UPCASTERS, Upcasters};
