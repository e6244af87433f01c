//! A customer's order: placed, confirmed (its bottles set aside), dispatched or cancelled.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::OrderCommand;
pub use event::{OrderEvent, OrderLine};
pub use refusal::OrderRefusal;
pub use state::{Order, Placed};
