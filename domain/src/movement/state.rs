use super::Operation;
use crate::units::{Date, MovementId};

/// A movement as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Movement {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Written down, without effect.
    Draft(Written),
    /// In effect and locked.
    Validated(Written),
    /// Thrown away.
    Discarded,
    /// Taken back by a counter-entry.
    Reversed {
        /// The counter-entry.
        by: MovementId,
    },
}

/// What a movement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it does.
    pub operation: Operation,
    /// When.
    pub on: Date,
}
