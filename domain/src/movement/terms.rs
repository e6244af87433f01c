use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::units::{PartyId, VatId, Volume};

/// A part of a vat's content that becomes another wine in another vat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Where it goes.
    pub into: VatId,
    /// How much.
    pub volume_ml: Volume,
}

/// From where bottles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BottlesFrom {
    /// They are bought.
    Purchase {
        /// The seller, where it is told.
        supplier: Option<PartyId>,
    },
    /// The estate's own wine was bottled elsewhere.
    BottledElsewhere,
}
