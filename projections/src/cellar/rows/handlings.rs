use domain::units::{Date, VatId};
use serde::{Deserialize, Serialize};

use crate::contract::{row, words};

/// The last known figure of each kind, whichever day it was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// Strength, hundredths of a per cent.
    pub abv_centipercent: Option<Figure>,
    /// Free sulphur dioxide.
    pub free_so2_mg_per_l: Option<Figure>,
    /// Total sulphur dioxide.
    pub total_so2_mg_per_l: Option<Figure>,
    /// Volatile acidity.
    pub volatile_acidity_mg_per_l: Option<Figure>,
    /// Density.
    pub density_g_per_m3: Option<Figure>,
    /// Temperature.
    pub temperature_decidegrees: Option<Figure>,
}

/// A figure with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The value, in the unit of its name.
    pub value: i64,
    /// The day.
    pub on: Date,
}

words! {
    /// What was done to the wine in a vat without moving it.
    pub enum HandlingKind {
        /// Something was added.
        Addition = "ADDITION",
        /// It was analysed.
        Analysis = "ANALYSIS",
    }
}

/// The figures of an addition or an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum HandlingDetail {
    /// Something was added.
    Addition {
        /// What.
        product: String,
        /// The supplier's lot.
        product_lot: Option<String>,
        /// How much, in milligrams.
        quantity_mg: i64,
    },
    /// It was analysed.
    Analysis(Analysis),
}

row! {
    /// An addition to the wine in a vat, or an analysis of it.
    pub struct VatHandling in "cellar.vat_handlings", key (vat_id: VatId, occurred_on: Date, position: i64) {
        /// The vat.
        vat_id: VatId,
        /// The day.
        occurred_on: Date,
        /// Of its event.
        position: i64,
        /// What it is.
        kind: HandlingKind,
        /// Its figures.
        detail: HandlingDetail,
    }
}
