//! The estate: its identity, its declared wines, the stock with which its books open.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::EstateCommand;
pub use event::{Claiming, EstateEvent, OpeningStock};
pub use refusal::EstateRefusal;
pub use state::{Books, Estate};
