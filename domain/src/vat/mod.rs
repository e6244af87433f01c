//! A vat: its capacity, its dated content, the one declared wine it holds.

mod command;
mod decide;
mod event;
mod evolve;
mod guard;
mod note;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::{Analysis, Loss, VatCommand};
pub use event::{EntryKind, Material, Purpose, Share, Source, VatEvent};
pub use refusal::VatRefusal;
pub use state::{Vat, Vessel};
