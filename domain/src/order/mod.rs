//! A customer's order: placed, confirmed (its bottles set aside), dispatched whole or in parts, invoiced, or cancelled.

mod command;
mod decide;
mod effects;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::OrderCommand;
pub use effects::{cancel, confirm, dispatch, streams};
pub use event::{LineCount, OrderEvent, OrderLine};
pub use refusal::OrderRefusal;
pub use state::{Order, Placed, Sent, remaining};
