use std::fmt;
use std::io;

use crate::error::JournalError;

/// The first place at which a ledger is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The position that was looked at, or should have come next.
    pub position: i64,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// What is wrong with a ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// The event is not what was hashed, or the one before it is not.
    #[error("the hash does not fit the event and the one before it")]
    HashMismatch,
    /// The event is nowhere: what follows is the one at `found`.
    #[error("the event is missing, {found} follows")]
    Missing {
        /// The position that follows.
        found: i64,
    },
    /// The event comes later than the one at `found`.
    #[error("the event comes after {found}")]
    OutOfOrder {
        /// The position that stands in its place.
        found: i64,
    },
    /// In its place stands once more the event at `found`.
    #[error("{found} stands there once more")]
    Duplicated {
        /// The position that came before.
        found: i64,
    },
    /// The event and all that follow are missing up to the position that the head or the export tells.
    #[error("the ledger ends before, but should go on up to {head}")]
    Truncated {
        /// The last position, as it is told.
        head: i64,
    },
    /// The export ends without its last line.
    #[error("the export breaks off before")]
    BrokenOff,
    /// Events follow on the last one that the head or the export tells.
    #[error("events follow after the end")]
    BeyondHead,
    /// The head or the export tells another hash or count than the events give.
    #[error("the end does not agree with the events")]
    HeadMismatch,
    /// The text there cannot be read.
    #[error("unreadable: {0}")]
    Unreadable(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "position {}: {}", self.position, self.kind)
    }
}

impl std::error::Error for Fault {}

/// Why a ledger is not verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It is not as it was written.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// It could not be read to the end.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<io::Error> for VerifyError {
    fn from(error: io::Error) -> Self {
        Self::Journal(error.into())
    }
}
