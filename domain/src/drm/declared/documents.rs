use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
