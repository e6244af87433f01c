use super::{Operation, Posting};
use crate::units::{Date, MovementId};

/// What can be asked of a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MovementCommand {
    /// Write it down without effect.
    Draft {
        /// What it does.
        operation: Operation,
        /// When; it may lie ahead.
        on: Date,
    },
    /// Change the draft.
    Amend {
        /// What it does now.
        operation: Operation,
        /// When.
        on: Date,
    },
    /// Throw the draft away.
    Discard {
        /// Why.
        reason: String,
    },
    /// Let the draft take effect.
    Validate {
        /// Its double entry, from the events that its effects made.
        postings: Vec<Posting>,
    },
    /// Write it down and let it take effect at once.
    Record {
        /// What it does.
        operation: Operation,
        /// When.
        on: Date,
        /// Its double entry, from the events that its effects made.
        postings: Vec<Posting>,
    },
    /// Note that a counter-entry took it back.
    MarkReversed {
        /// The counter-entry.
        by: MovementId,
        /// The day of the counter-entry.
        on: Date,
    },
}
