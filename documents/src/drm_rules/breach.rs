use domain::drm::declared::DocumentKind;
use domain::terms::{CapsuleKind, Regime};

/// What a breach means for the filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// CIEL stops at it and tells nothing else.
    Blocking,
    /// CIEL rejects the file.
    Error,
    /// CIEL takes the file; the estate should know.
    Notice,
}

/// Where in the return a breach stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The return as a whole.
    Return,
    /// A wine in a regime.
    Wine {
        /// Its label.
        label: String,
        /// Suspended or paid.
        regime: Regime,
    },
    /// An account of capsules.
    Capsules(CapsuleKind),
    /// The range of paper documents of a kind, by its first number.
    Document {
        /// Which kind.
        kind: DocumentKind,
        /// Its first number.
        first: String,
    },
    /// A document that was not cleared, by its number.
    Uncleared(String),
    /// A line of the file, and the path of its element.
    File {
        /// From 1; 0 where the reader tells none.
        line: usize,
        /// Elements from the root.
        path: String,
    },
}

impl Place {
    /// The line that the reader told, of what stands nowhere else.
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::File { line, .. } => Some(*line),
            _ => None,
        }
    }
}

/// A rule of CIEL that the return does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The rule: `RG11`.
    pub rule: &'static str,
    /// What it means for the filing.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// The official message, its parameters filled in.
    pub message: String,
    /// The parameters, by their names in the message, and the figures that it does not tell.
    pub parameters: Vec<(&'static str, String)>,
    /// Where to look, in French as the message is.
    pub hint: &'static str,
}

/// What a rule's function finds: a place and the parameters of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) place: Place,
    pub(super) parameters: Vec<(&'static str, String)>,
}

impl Finding {
    pub(super) fn on_return() -> Self {
        Self { place: Place::Return, parameters: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.push((name, value.to_string()));
        self
    }
}
