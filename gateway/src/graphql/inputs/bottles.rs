use async_graphql::{InputObject, OneofObject};
use domain::movement::{BottlesFrom, Operation};
use domain::units::{EstateId, LotId, PartyId, WineId};
use uuid::Uuid;

use super::CapsuleKindInput;
use super::destination::Yes;
use crate::graphql::enums::{GqlErrand, GqlReclassificationKind, GqlRegime};
use crate::graphql::scalars::GqlDate;

/// Bottles that come in from outside.
#[derive(InputObject, Clone, Debug)]
pub struct BottlesInInput {
    /// The number on the bottles, with its `L`. It is never used twice.
    lot_number: String,
    /// The wine.
    wine_id: Uuid,
    /// Its regime.
    #[graphql(default_with = "GqlRegime::Suspended")]
    regime: GqlRegime,
    /// How many bottles.
    bottles: i64,
    /// The nominal size of one in millilitres.
    size_ml: i64,
    /// The vintage on the label.
    vintage: Option<u16>,
    /// The capsules they wear; those put on bottles of the estate's own wine are used with it.
    capsules: Option<CapsuleKindInput>,
    /// From where.
    from: BottlesFromInput,
}

/// From where bottles come in: one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum BottlesFromInput {
    /// They are bought.
    Purchase(BottlesPurchaseInput),
    /// The estate's own wine was bottled elsewhere.
    BottledElsewhere(Yes),
}

/// Bottles that are bought.
#[derive(InputObject, Clone, Debug)]
pub struct BottlesPurchaseInput {
    /// The seller in the directory.
    supplier_id: Option<Uuid>,
}

/// Bottles that leave for a time, or are back.
#[derive(InputObject, Clone, Debug)]
pub struct BottlesErrandInput {
    /// The lot.
    pub(super) lot_id: Uuid,
    /// How many.
    pub(super) bottles: i64,
    /// What for.
    pub(super) errand: GqlErrand,
}

/// Bottles that become another declared wine.
#[derive(InputObject, Clone, Debug)]
pub struct LotReclassificationInput {
    /// The lot.
    lot_id: Uuid,
    /// How many.
    bottles: i64,
    /// The number of the lot they become, with its `L`. It is never used twice.
    lot_number: String,
    /// The wine they become.
    to_wine_id: Uuid,
    /// How.
    kind: GqlReclassificationKind,
}

/// Bottles of the paid stock that are suspended again.
#[derive(InputObject, Clone, Debug)]
pub struct ResuspensionInput {
    /// The lot of the paid stock.
    lot_id: Uuid,
    /// How many.
    bottles: i64,
    /// The number of the lot they become, with its `L`. It is never used twice.
    lot_number: String,
    /// When their duty had fallen due; at most two years before.
    sold_on: GqlDate,
}

impl BottlesInInput {
    pub(super) fn into_domain(self, estate: EstateId) -> Operation {
        Operation::BottlesIn {
            lot: LotId::of(estate, &self.lot_number),
            lot_number: self.lot_number,
            wine: WineId::new(self.wine_id),
            regime: self.regime.into(),
            bottles: self.bottles,
            size_ml: self.size_ml,
            vintage: self.vintage,
            capsules: self.capsules.map(Into::into),
            from: match self.from {
                BottlesFromInput::Purchase(BottlesPurchaseInput { supplier_id }) => {
                    BottlesFrom::Purchase { supplier: supplier_id.map(PartyId::new) }
                }
                BottlesFromInput::BottledElsewhere(Yes::Yes) => BottlesFrom::BottledElsewhere,
            },
        }
    }
}

impl LotReclassificationInput {
    pub(super) fn into_domain(self, estate: EstateId) -> Operation {
        Operation::LotReclassification {
            lot: LotId::new(self.lot_id),
            bottles: self.bottles,
            into: LotId::of(estate, &self.lot_number),
            lot_number: self.lot_number,
            to: WineId::new(self.to_wine_id),
            kind: self.kind.into(),
        }
    }
}

impl ResuspensionInput {
    pub(super) fn into_domain(self, estate: EstateId) -> Operation {
        Operation::Resuspension {
            lot: LotId::new(self.lot_id),
            bottles: self.bottles,
            into: LotId::of(estate, &self.lot_number),
            lot_number: self.lot_number,
            sold_on: self.sold_on.0,
        }
    }
}
