//! The numbers of a series in a year: from 1 on, without a gap or a double, in the order of their days.

mod command;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use command::BookCommand;
pub use event::BookEvent;
pub use refusal::BookRefusal;
pub use state::InvoiceBook;
