//! A month's excise return: open, closed, filed, amended.

mod amend;
mod command;
mod decide;
mod event;
mod evolve;
mod gate;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use amend::amend;
pub use command::{DrmPeriodCommand, Preceding};
pub use event::DrmPeriodEvent;
pub use gate::require_open;
pub use refusal::DrmPeriodRefusal;
pub use state::DrmPeriod;
