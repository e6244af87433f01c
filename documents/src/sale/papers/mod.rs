//! The papers beside the invoice: the delivery note, the order confirmation, the reminder. PDF/A-2b, in French or English.

mod confirmation;
mod delivery_note;
mod reminder;
mod reminder_words;

#[cfg(test)]
mod tests;

pub use confirmation::{OrderConfirmation, order_confirmation};
pub use delivery_note::{DeliveredLine, DeliveryNote, delivery_note};
pub use reminder::{Claim, Overdue, Reminder, ReminderLevel, claim, reminder};
