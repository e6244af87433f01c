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
    /// The account of this kind at the estate. The words of the key are written down here and not taken from the
    /// enums' own names: the ids of accounts that exist hang on them.
    pub fn account(&self, estate: EstateId) -> CapsuleAccountId {
        let Self { category, regime, size_ml, bag_in_box, colour } = self;
        let (category, regime) = (category.ciel_code(), regime.ciel_code());
        let container = if *bag_in_box { "bib" } else { "bottle" };
        let colour = colour.map_or("-", CapsuleColour::key);
        CapsuleAccountId::of(estate, &format!("{category}/{regime}/{size_ml}/{container}/{colour}"))
    }
}

impl CapsuleRegime {
    /// How CIEL writes it (`type-capsule` of the DTI+ schema).
    pub const fn ciel_code(self) -> &'static str {
        match self {
            Self::CollectiveSuspended => "COLLECTIVES_DROITS_SUSPENDUS",
            Self::CollectivePaid => "COLLECTIVES_DROITS_ACQUITTES",
            Self::Personalised => "PERSONNALISEES",
        }
    }
}

impl CapsuleColour {
    const fn key(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Blue => "blue",
            Self::WineLees => "wine-lees",
            Self::Orange => "orange",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_an_account_never_changes() {
        let kind = CapsuleKind {
            category: FiscalCategory::Still,
            regime: CapsuleRegime::CollectiveSuspended,
            size_ml: 750,
            bag_in_box: false,
            colour: Some(CapsuleColour::WineLees),
        };
        let estate = EstateId::of("FR0000000002V");
        assert_eq!(kind.account(estate).to_string(), "f9298794-9bb4-55c2-b14e-219d41e80187");
        assert_ne!(kind.account(estate), CapsuleKind { colour: None, ..kind }.account(estate));
    }
}
