//! A lot of bottles: filled once, then reserved, sold, lost, counted.

mod checks;
mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;
mod withdraw;
mod withdrawal;

pub use command::LotCommand;
pub use event::{BottleEntryKind, FillOrigin, LotEvent};
pub use refusal::LotRefusal;
pub use state::{BottleLot, Lot};
pub use withdrawal::Withdrawal;
