use std::collections::{BTreeMap, BTreeSet};

use super::BottleEntryKind;
use crate::terms::{CapsuleKind, Errand, Regime};
use crate::timeline::Counts;
use crate::units::{Date, MovementId, OrderId, Volume, WineId};

/// A lot as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a lot that is loaded is a filled one but for the moment of its filling"
)]
pub enum BottleLot {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Filled; perhaps all gone since.
    Filled(Lot),
}

/// What is known of a lot that was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// The number on the bottles.
    pub lot_number: String,
    /// The wine.
    pub wine: WineId,
    /// The vintage on the label.
    pub vintage: Option<u16>,
    /// The nominal size of one bottle in millilitres.
    pub size_ml: i64,
    /// How they stand towards excise.
    pub regime: Regime,
    /// The capsules they wear.
    pub capsules: Option<CapsuleKind>,
    /// When it was filled.
    pub filled_on: Date,
    /// Bottles on hand, day by day.
    pub on_hand: Counts,
    /// Bottles set aside, by order.
    pub reserved: BTreeMap<OrderId, i64>,
    /// Sold less taken back.
    pub sold: i64,
    /// Sold in France under capsules less taken back, by the day of the sale: the most that can still come back.
    pub sold_in_france: Counts,
    /// The same of what was sold anywhere else.
    pub sold_elsewhere: Counts,
    /// Sent out for a time less brought back, by what for.
    pub away: BTreeMap<Errand, Counts>,
    /// What each movement did.
    pub entries: Vec<BottleEntry>,
    /// Movements that a counter-entry took back here.
    pub reversed: BTreeSet<MovementId>,
}

/// One dated entry of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BottleEntry {
    /// The movement.
    pub movement: MovementId,
    /// What it was.
    pub kind: BottleEntryKind,
    /// What it did to the count.
    pub change: i64,
    /// The day.
    pub on: Date,
}

impl Lot {
    /// Bottles set aside in all.
    pub fn reserved_in_all(&self) -> i64 {
        self.reserved.values().sum()
    }

    /// The wine in that many bottles.
    pub fn volume_of(&self, bottles: i64) -> Volume {
        Volume::from_ml(self.size_ml).times(bottles).unwrap_or_default()
    }
}
