use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FiscalCategory;
use crate::units::{CapsuleAccountId, EstateId};

/// The smallest container, 10 cl, and the largest, a bag-in-box of 33 l: the range of the capsule sizes.
pub const CONTAINER_SIZES_ML: std::ops::RangeInclusive<i64> = 100..=33_000;

/// How capsules (CRD) stand towards excise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum CapsuleRegime {
    /// Collective, excise suspended (`COLLECTIVES_DROITS_SUSPENDUS`).
    CollectiveSuspended,
    /// Collective, excise paid to the distributor (`COLLECTIVES_DROITS_ACQUITTES`).
    CollectivePaid,
    /// The estate's own (`PERSONNALISEES`).
    Personalised,
}

/// The colour of a capsule; no longer asked in the return since 2021.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum CapsuleColour {
    /// Vert: appellations and sparkling wines.
    Green,
    /// Bleu: other wines.
    Blue,
    /// Lie de vin: in place of either.
    WineLees,
    /// Orange: intermediate products.
    Orange,
}

/// What makes two capsules one account: category, regime, size, kind of container and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct CapsuleKind {
    /// Fiscal category of the wine under it.
    pub category: FiscalCategory,
    /// How it stands towards excise.
    pub regime: CapsuleRegime,
    /// Nominal size of the container in millilitres.
    pub size_ml: i64,
    /// True for a bag-in-box.
    pub bag_in_box: bool,
    /// The colour, where it is told.
    pub colour: Option<CapsuleColour>,
}

impl CapsuleKind {
    /// The account of this kind at the estate.
    pub fn account(&self, estate: EstateId) -> CapsuleAccountId {
        let Self { category, regime, size_ml, bag_in_box, colour } = self;
        CapsuleAccountId::of(estate, &format!("{category:?}/{regime:?}/{size_ml}/{bag_in_box}/{colour:?}"))
    }
}
