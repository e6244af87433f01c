use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::terms::CapsuleKind;
use crate::units::{Date, Month, MovementId};

/// What has happened to an account of capsules (CRD).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CapsuleEvent {
    /// The account was opened, with the closing count of the last return before the books or with none.
    CapsulesOpened {
        /// What they are.
        kind: CapsuleKind,
        /// How many there were.
        count: i64,
        /// The first month of the account.
        month: Month,
    },
    /// Capsules were bought (achats).
    CapsulesBought {
        /// How many.
        count: i64,
        /// The day.
        occurred_on: Date,
    },
    /// Capsules were put on bottles (utilisations).
    CapsulesUsed {
        /// The bottling.
        movement: MovementId,
        /// How many.
        count: i64,
        /// The day.
        occurred_on: Date,
    },
    /// A bottling was reversed: its capsules are back.
    CapsuleUseReversed {
        /// The counter-entry.
        movement: MovementId,
        /// The bottling it reverses.
        reverses: MovementId,
        /// How many.
        count: i64,
        /// The day of the bottling.
        original_on: Date,
        /// The day of the counter-entry.
        occurred_on: Date,
    },
    /// Capsules came back (retours).
    CapsulesReturned {
        /// How many.
        count: i64,
        /// The day.
        occurred_on: Date,
    },
    /// More were found than booked (excédents).
    CapsulesFound {
        /// How many.
        count: i64,
        /// The day.
        occurred_on: Date,
    },
    /// Capsules were destroyed (destructions).
    CapsulesDestroyed {
        /// How many.
        count: i64,
        /// The day.
        occurred_on: Date,
    },
    /// Fewer were found than booked (manquants).
    CapsulesMissing {
        /// How many.
        count: i64,
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(CapsuleEvent {
    CapsulesOpened = "1",
    CapsulesBought = "1",
    CapsulesUsed = "1",
    CapsuleUseReversed = "1",
    CapsulesReturned = "1",
    CapsulesFound = "1",
    CapsulesDestroyed = "1",
    CapsulesMissing = "1",
});
