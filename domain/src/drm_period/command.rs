use crate::drm::Return;
use crate::drm::declared::{Annexes, Artefact, DrmReturn};
use crate::units::{Date, Month, MovementId};

/// What can be asked of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrmPeriodCommand {
    /// Let it take entries.
    Open {
        /// The month.
        month: Month,
    },
    /// Tell what stands in the return besides the movements.
    TellAnnexes {
        /// What.
        annexes: Annexes,
    },
    /// Close it with the return that its events make.
    Close {
        /// The return.
        drm: Return,
        /// The same, as it is declared.
        declared: Box<DrmReturn>,
        /// The files that were made of it, kept before the event is appended.
        artefacts: Vec<Artefact>,
        /// How the month before stands.
        preceding: Preceding,
        /// The day.
        on: Date,
    },
    /// File the return.
    File {
        /// The portal's reference.
        reference: Option<String>,
        /// The day.
        on: Date,
    },
    /// Record an amendment.
    Amend {
        /// What is corrected.
        observation: String,
        /// The movements of later months that correct the books.
        corrections: Vec<MovementId>,
        /// The day.
        on: Date,
    },
}

/// How the month before a month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preceding {
    /// The books begin with this month.
    BeforeBooks,
    /// It is closed.
    Closed,
    /// It still takes entries, or was never opened.
    Open,
}
