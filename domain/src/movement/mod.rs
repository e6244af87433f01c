//! A line of the movement journal: drafted, validated and locked, discarded, or reversed by a counter-entry.
//!
//! A movement has effects on other aggregates. [`streams`] names them, [`carry_out()`] brings them about and returns the
//! double entry with which the movement is validated.

mod carry_bottles;
mod carry_out;
mod check;
mod command;
mod decide;
mod event;
mod evolve;
mod kind;
mod operation;
mod posting;
mod record;
mod refusal;
mod reverse;
mod state;
mod terms;
#[cfg(test)]
mod tests;

pub use carry_out::{At, carry_out, streams};
pub use command::MovementCommand;
pub use event::MovementEvent;
pub use operation::Operation;
pub use posting::{Account, Posting, Side, imbalance, of_harvest, of_lot, of_vat};
pub use record::{amend, discard, draft, record, reverse, validate};
pub use refusal::MovementRefusal;
pub use state::{Movement, Written};
pub use terms::{BottlesFrom, Part};
