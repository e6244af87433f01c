use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Errand;
use crate::units::Date;

/// How wine in bulk comes to be in a vat that was neither harvested, nor bought, nor moved within the cellar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Arrival {
    /// It comes back from where it was sent for a time.
    Back {
        /// What for.
        errand: Errand,
    },
    /// Volume gained by an oenological handling: enrichment, sweetening (manipulations).
    HandlingGain,
    /// Small bulk that was loaded for sale and comes back unsold (réintégration de petit vrac).
    SmallBulkBack,
    /// Goods that had left suspended come back (retour de marchandise non taxée).
    UntaxedBack {
        /// Why; the return asks for it.
        reason: String,
    },
    /// Bulk whose duty fell due comes back and is suspended again (replacement en suspension).
    Replaced {
        /// When it had been sold.
        sold_on: Date,
        /// Why; the return asks for it.
        reason: String,
    },
    /// Any other entry.
    Other {
        /// What; the return asks for it.
        reason: String,
    },
}

impl Arrival {
    /// What the return is told about it, where it asks.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::UntaxedBack { reason } | Self::Replaced { reason, .. } | Self::Other { reason } => {
                Some(reason)
            }
            Self::Back { .. } | Self::HandlingGain | Self::SmallBulkBack => None,
        }
    }
}
