use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Operation, Posting};
use crate::decider::domain_events;
use crate::units::{Date, MovementId};

/// What has happened to a movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MovementEvent {
    /// It was written down, without effect yet.
    MovementDrafted {
        /// What it does.
        operation: Operation,
        /// When.
        occurred_on: Date,
    },
    /// The draft was changed.
    MovementAmended {
        /// What it does now.
        operation: Operation,
        /// When.
        occurred_on: Date,
    },
    /// The draft was thrown away.
    MovementDiscarded {
        /// Why.
        reason: String,
    },
    /// It took effect, for good.
    MovementValidated {
        /// What it did.
        operation: Operation,
        /// When.
        occurred_on: Date,
        /// Its double entry: debits equal credits and losses.
        postings: Vec<Posting>,
    },
    /// A counter-entry took its effect back.
    MovementReversed {
        /// The counter-entry.
        by: MovementId,
        /// The day of the counter-entry.
        occurred_on: Date,
    },
}

domain_events!(MovementEvent {
    MovementDrafted = "1",
    MovementAmended = "1",
    MovementDiscarded = "1",
    MovementValidated = "1",
    MovementReversed = "1",
});
