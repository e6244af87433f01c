use crate::terms::CapsuleKind;
use crate::units::{Date, Month, MovementId};

/// What can be asked of a capsule account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CapsuleCommand {
    /// Open it.
    Open {
        /// What the capsules are.
        kind: CapsuleKind,
        /// The closing count of the last return before the books, or none.
        count: i64,
        /// The first month of the account.
        month: Month,
    },
    /// Buy some.
    Buy {
        /// How many.
        count: i64,
        /// The day.
        on: Date,
    },
    /// Put some on bottles.
    Use {
        /// The bottling.
        movement: MovementId,
        /// How many.
        count: i64,
        /// The day.
        on: Date,
    },
    /// Take the use of a bottling back.
    ReverseUse {
        /// The counter-entry.
        movement: MovementId,
        /// The bottling.
        reverses: MovementId,
        /// The day of the counter-entry.
        on: Date,
    },
    /// Take some back.
    TakeBack {
        /// How many.
        count: i64,
        /// The day.
        on: Date,
    },
    /// Destroy some.
    Destroy {
        /// How many.
        count: i64,
        /// The day.
        on: Date,
    },
    /// Set the count right after an inventory: more is found, fewer are missing.
    Count {
        /// What was found.
        counted: i64,
        /// The day.
        on: Date,
    },
}
