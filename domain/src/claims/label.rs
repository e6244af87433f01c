use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::refusals;
use crate::policy::{Unfit, name, optional};
use crate::units::{Abv, folded};

/// What a label says of the wine, besides its declared name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LabelClaims {
    /// The year of the grapes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<u16>,
    /// The grapes, in the order in which they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grapes: Vec<String>,
    /// The smaller geographical unit: a commune, a lieu-dit, a cru.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The alcoholic strength (TAV), as the label must say it (Regulation 2019/33, art. 44).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abv: Option<Abv>,
}

refusals! {
    /// Why a label cannot say what was entered.
    pub enum LabelRefusal {
        /// A vintage lies between 1850 and 2999.
        VintageInvalid = "LABEL_VINTAGE_INVALID" {
            /// What was entered.
            vintage: i64,
        },
        /// At most ten grapes are named, each once, in 1 to 80 characters.
        GrapesInvalid = "LABEL_GRAPES_INVALID",
        /// A place has at most 80 characters.
        PlaceInvalid = "LABEL_PLACE_INVALID",
        /// A strength is told in whole or half per cent by volume, above nothing (Regulation 2019/33, art. 44).
        StrengthInvalid = "LABEL_STRENGTH_INVALID" {
            /// What was entered, in hundredths of a per cent.
            abv_centipercent: i64,
        },
    }
}

/// More grapes are on no label.
const MOST_GRAPES: usize = 10;
/// The oldest bottles that are sold, to the end of the calendar of the books.
const VINTAGES: std::ops::RangeInclusive<u16> = 1850..=2999;

impl LabelClaims {
    /// The claims as they are kept: names trimmed, none empty, none told twice.
    pub fn accepted(&self) -> Result<Self, LabelRefusal> {
        if let Some(vintage) = self.vintage.filter(|vintage| !VINTAGES.contains(vintage)) {
            return Err(LabelRefusal::VintageInvalid { vintage: i64::from(vintage) });
        }
        let grapes: Option<Vec<String>> = self.grapes.iter().map(|grape| name(grape, 80)).collect();
        let grapes = grapes.ok_or(LabelRefusal::GrapesInvalid)?;
        let told: BTreeSet<String> = grapes.iter().map(|grape| folded(grape)).collect();
        if told.len() != grapes.len() || grapes.len() > MOST_GRAPES {
            return Err(LabelRefusal::GrapesInvalid);
        }
        let place = optional(self.place.as_deref(), 80).map_err(|Unfit| LabelRefusal::PlaceInvalid)?;
        let halves = |abv: &Abv| abv.centipercent() > 0 && abv.centipercent().is_multiple_of(50);
        if let Some(abv) = self.abv.filter(|abv| !halves(abv)) {
            return Err(LabelRefusal::StrengthInvalid { abv_centipercent: i64::from(abv.centipercent()) });
        }
        Ok(Self { vintage: self.vintage, grapes, place, abv: self.abv })
    }
}
