//! An account of capsules (CRD) of one category, regime, size and colour.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::CapsuleCommand;
pub use event::CapsuleEvent;
pub use refusal::CapsuleRefusal;
pub use state::{CapsuleAccount, CapsuleStock};
