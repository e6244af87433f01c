use crate::drm::Return;
use crate::drm::declared::{Artefact, DrmReturn};
use crate::units::{Date, Month};

/// What can be asked of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrmPeriodCommand {
    /// Let it take entries.
    Open {
        /// The month.
        month: Month,
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
    /// Record a correction that customs made.
    Amend {
        /// What was corrected.
        observation: String,
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
