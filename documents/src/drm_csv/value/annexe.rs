use domain::drm::declared::DocumentKind;
use domain::units::{Date, Volume};

/// One annexe of a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Annexe {
    /// The paper documents of a kind that were used, from the first to the last.
    Documents {
        /// Which kind.
        kind: DocumentKind,
        /// The first number.
        first: String,
        /// The last number.
        last: String,
        /// How many, where it is told.
        count: Option<u32>,
    },
    /// A document that was not cleared in time.
    NonClearance(NonClearance),
    /// A volume of the European statistics.
    Statistic {
        /// Of what.
        kind: StatisticKind,
        /// How much.
        volume: Volume,
    },
}

/// A line of the relevé de non-apurement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NonClearance {
    /// The document, 30 characters at most.
    pub document: String,
    /// The day of dispatch.
    pub dispatched_on: Date,
    /// The consignee's excise number (13 characters), or the customs office of exit (8).
    pub consignee: Option<String>,
}

/// What the European statistics count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatisticKind {
    /// JUS: must made into grape juice.
    Juice,
    /// MCR: concentrated or rectified must.
    ConcentratedMust,
    /// VINAIGRE: wine made into vinegar.
    Vinegar,
}

/// The word of column 15 for a kind of paper document.
pub const fn document_code(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Stamp => "EMPREINTE",
        DocumentKind::Suspended => "DAADAC",
        DocumentKind::Paid => "DSADSAC",
    }
}

impl StatisticKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Juice, Self::ConcentratedMust, Self::Vinegar];

    /// The word of column 16.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Juice => "JUS",
            Self::ConcentratedMust => "MCR",
            Self::Vinegar => "VINAIGRE",
        }
    }
}
