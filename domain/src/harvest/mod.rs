//! A load of grapes: planned, brought in, perhaps reversed.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::HarvestCommand;
pub use event::HarvestEvent;
pub use refusal::HarvestRefusal;
pub use state::Harvest;
