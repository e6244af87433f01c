//! A vineyard parcel; one with harvests cannot be removed.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::ParcelCommand;
pub use event::ParcelEvent;
pub use refusal::ParcelRefusal;
pub use state::{Parcel, Plot};
