use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Withdrawal;
use crate::decider::domain_events;
use crate::terms::{CapsuleKind, Errand, LossCause, ReclassificationKind, Regime, SaleDestination};
use crate::units::{Date, LotId, MovementId, OrderId, PartyId, VatId, Volume, WineId};

/// How the bottles of a lot came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FillOrigin {
    /// They were filled from a vat.
    Bottling {
        /// Which.
        vat: VatId,
    },
    /// They belong to the stock with which the books open.
    Opening,
    /// They were bought.
    Purchase {
        /// The seller, where it is told.
        supplier: Option<PartyId>,
    },
    /// Wine of the estate that was bottled elsewhere comes back in them.
    BottledElsewhere,
    /// They were bottles of another lot, whose wine became another declared wine.
    Reclassified {
        /// Which lot.
        from: LotId,
        /// How.
        kind: ReclassificationKind,
    },
    /// They were bottles of the paid stock and are suspended again.
    Suspended {
        /// The lot of the paid stock.
        from: LotId,
        /// When their duty had fallen due.
        sold_on: Date,
    },
}

/// What kind of entry a counter-entry reverses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BottleEntryKind {
    /// The filling.
    Filled(FillOrigin),
    /// A sale.
    Sold(SaleDestination),
    /// A return of what was sold.
    Returned {
        /// When it was sold.
        sold_on: Date,
        /// Where to; none for France under capsules.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sold_to: Option<SaleDestination>,
    },
    /// A loss.
    Lost(LossCause),
    /// Bottles left to come back, or to be another lot.
    Withdrawn(Withdrawal),
    /// Bottles came back from where they had been sent for a time.
    BroughtBack {
        /// What for.
        errand: Errand,
    },
    /// An inventory.
    Adjusted,
    /// The same, with which a campaign opens.
    AnnuallyAdjusted,
    /// An earlier entry was reversed; this one cannot be in its turn.
    Reversal,
}

/// What has happened to a lot of bottles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum LotEvent {
    /// The lot was filled, once.
    BottlesFilled {
        /// The movement.
        movement: MovementId,
        /// From where.
        origin: FillOrigin,
        /// The number on the bottles, with its `L`.
        lot_number: String,
        /// The wine.
        wine: WineId,
        /// The vintage on the label, where one is claimed.
        vintage: Option<u16>,
        /// The nominal size of one bottle in millilitres.
        size_ml: i64,
        /// How many.
        bottles: i64,
        /// How they stand towards excise.
        regime: Regime,
        /// The capsules they wear, where they wear any.
        capsules: Option<CapsuleKind>,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles were set aside for an order.
    BottlesReserved {
        /// The order.
        order: OrderId,
        /// How many.
        bottles: i64,
    },
    /// Bottles set aside are free again.
    ReservationReleased {
        /// The order.
        order: OrderId,
        /// How many.
        bottles: i64,
    },
    /// Bottles were sold and left.
    BottlesSold {
        /// The movement.
        movement: MovementId,
        /// The order they were reserved for, if any.
        order: Option<OrderId>,
        /// Where to.
        destination: SaleDestination,
        /// How they stood towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// How many.
        bottles: i64,
        /// Their wine.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles that had been sold came back: those sold in France under capsules are suspended again (replacement en
    /// suspension), others never bore the duty.
    BottlesReturned {
        /// The movement.
        movement: MovementId,
        /// When they had been sold.
        sold_on: Date,
        /// Where to; none for France under capsules.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sold_to: Option<SaleDestination>,
        /// How they stand towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// How many.
        bottles: i64,
        /// Their wine.
        volume_ml: Volume,
        /// Why, in the person's words; the return asks for it.
        reason: String,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles were broken or lost.
    BottlesBroken {
        /// The movement.
        movement: MovementId,
        /// Why.
        cause: LossCause,
        /// How they stood towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// How many.
        bottles: i64,
        /// Their wine.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles were drunk by the family, tasted or given as samples.
    BottlesTasted {
        /// The movement.
        movement: MovementId,
        /// How they stood towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// How many.
        bottles: i64,
        /// Their wine.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles left to come back, or to be another lot.
    BottlesWithdrawn {
        /// The movement.
        movement: MovementId,
        /// What for.
        withdrawal: Withdrawal,
        /// How they stood towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// How many.
        bottles: i64,
        /// Their wine.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles came back from where they had been sent for a time.
    BottlesBroughtBack {
        /// The movement.
        movement: MovementId,
        /// What they had been sent for.
        errand: Errand,
        /// How they stand towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// How many.
        bottles: i64,
        /// Their wine.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// An inventory found more or fewer than the books said.
    CountAdjusted {
        /// The movement.
        movement: MovementId,
        /// How they stand towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// What was found.
        counted: i64,
        /// Found less booked: above zero for a surplus.
        difference: i64,
        /// The wine of the difference, with its sign.
        difference_ml: Volume,
        /// Why, in the person's words; the return asks for it.
        reason: String,
        /// True for the inventory with which a campaign opens: it moves the opening stock of August, not its entries.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        annual: bool,
        /// The day.
        occurred_on: Date,
    },
    /// An entry was reversed by a counter-entry.
    BottleEntryReversed {
        /// The counter-entry.
        movement: MovementId,
        /// The movement it reverses.
        reverses: MovementId,
        /// The entry it reverses.
        of: BottleEntryKind,
        /// How they stand towards excise.
        regime: Regime,
        /// The wine.
        wine: WineId,
        /// What it does to the count.
        change: i64,
        /// The wine of the change, with its sign.
        change_ml: Volume,
        /// The day of the entry.
        original_on: Date,
        /// The day of the counter-entry.
        occurred_on: Date,
    },
}

domain_events!(LotEvent {
    BottlesFilled = "1",
    BottlesReserved = "1",
    ReservationReleased = "1",
    BottlesSold = "1",
    BottlesReturned = "1",
    BottlesBroken = "1",
    BottlesTasted = "1",
    BottlesWithdrawn = "1",
    BottlesBroughtBack = "1",
    CountAdjusted = "1",
    BottleEntryReversed = "1",
});

impl LotEvent {
    /// The day on which it took effect; setting bottles aside has none.
    pub const fn occurred_on(&self) -> Option<Date> {
        match self {
            Self::BottlesFilled { occurred_on, .. }
            | Self::BottlesSold { occurred_on, .. }
            | Self::BottlesReturned { occurred_on, .. }
            | Self::BottlesBroken { occurred_on, .. }
            | Self::BottlesTasted { occurred_on, .. }
            | Self::BottlesWithdrawn { occurred_on, .. }
            | Self::BottlesBroughtBack { occurred_on, .. }
            | Self::CountAdjusted { occurred_on, .. }
            | Self::BottleEntryReversed { occurred_on, .. } => Some(*occurred_on),
            Self::BottlesReserved { .. } | Self::ReservationReleased { .. } => None,
        }
    }
}
