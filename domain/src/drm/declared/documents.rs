use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::refusals;
use crate::units::{Date, Volume};

/// A kind of paper accompanying document that the return counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum DocumentKind {
    /// Numbers of a stamping machine (`numero-empreintes`).
    Stamp,
    /// Under suspension (`daa-dca`).
    Suspended,
    /// Simplified, duty paid (`dsa-dsac`).
    Paid,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Stamp, Self::Suspended, Self::Paid];
}

/// The paper documents of a kind that a month used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRange {
    /// Which kind.
    pub kind: DocumentKind,
    /// The first number.
    pub first: String,
    /// The last number.
    pub last: String,
    /// How many, above zero (RG38); CIEL asks for it, the portals' files may lack it.
    pub count: Option<u32>,
}

/// A document that was not cleared in time (relevé de non-apurement).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnclearedDocument {
    /// Its number, 1 to 30 characters.
    pub document: String,
    /// The day of dispatch.
    pub dispatched_on: Date,
    /// The consignee's excise number (13 characters), or the customs office of exit (8) (RG36).
    pub consignee: Option<String>,
}

/// What the European statistics ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statistics {
    /// Must made into grape juice.
    pub juice_ml: Option<Volume>,
    /// Concentrated or rectified must.
    pub concentrated_must_ml: Option<Volume>,
    /// Wine made into vinegar.
    pub vinegar_ml: Option<Volume>,
}

/// What a person tells of a month besides its movements. What is told last holds, as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Annexes {
    /// The paper documents used, one range a kind.
    pub documents: Vec<DocumentRange>,
    /// The documents not cleared.
    pub uncleared: Vec<UnclearedDocument>,
    /// The European statistics.
    pub statistics: Statistics,
}

refusals! {
    /// Why what is told besides the movements is refused.
    pub enum AnnexRefusal {
        /// A range has a first and a last number of 1 to 30 characters and counts at least one; a kind stands once.
        Range = "DOCUMENT_RANGE_INVALID" {
            /// Its first number.
            first: String,
        },
        /// A number has 1 to 30 characters, a consignee 8 or 13 letters and digits (RG36); a number stands once.
        Uncleared = "UNCLEARED_DOCUMENT_INVALID" {
            /// Its number.
            document: String,
        },
        /// A volume is below zero.
        Statistics = "STATISTICS_INVALID" {
            /// The volume.
            volume_ml: Volume,
        },
    }
}

/// CIEL takes so many characters of a document's number.
const NUMBER: std::ops::RangeInclusive<usize> = 1..=30;

impl Annexes {
    /// The annexes as they can be written in a return, or what of them cannot.
    pub fn accepted(self) -> Result<Self, AnnexRefusal> {
        let fits = |number: &str| {
            NUMBER.contains(&number.trim().chars().count()) && !number.chars().any(char::is_control)
        };
        for (index, range) in self.documents.iter().enumerate() {
            let again = self.documents[..index].iter().any(|other| other.kind == range.kind);
            if again
                || !fits(&range.first)
                || !fits(&range.last)
                || range.count.is_none_or(|count| count == 0)
            {
                return Err(AnnexRefusal::Range { first: range.first.clone() });
            }
        }
        for (index, uncleared) in self.uncleared.iter().enumerate() {
            let again = self.uncleared[..index].iter().any(|other| other.document == uncleared.document);
            let consignee = uncleared.consignee.as_deref().is_none_or(|number| {
                matches!(number.len(), 8 | 13) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            if again || !fits(&uncleared.document) || !consignee {
                return Err(AnnexRefusal::Uncleared { document: uncleared.document.clone() });
            }
        }
        let Statistics { juice_ml, concentrated_must_ml, vinegar_ml } = self.statistics;
        let mut volumes = [juice_ml, concentrated_must_ml, vinegar_ml].into_iter().flatten();
        match volumes.find(|volume| volume.is_negative()) {
            Some(volume_ml) => Err(AnnexRefusal::Statistics { volume_ml }),
            None => Ok(self),
        }
    }
}
