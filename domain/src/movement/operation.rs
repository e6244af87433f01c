use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BottlesFrom, Part};
use crate::terms::{
    Arrival, BulkDestination, CapsuleKind, Errand, LossCause, ReclassificationKind, Regime, SaleDestination,
};
use crate::units::{
    Abv, Date, HarvestId, LotId, MovementId, OrderId, ParcelId, PartyId, VatId, Volume, WineId,
};
use crate::vat::Share;

/// What a movement does: each kind with what a person enters. What follows from it is worked out when it takes effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Operation {
    /// A harvest goes into a vat.
    Harvest {
        /// The harvest.
        harvest: HarvestId,
        /// Where it grew.
        parcel: ParcelId,
        /// Where it goes.
        vat: VatId,
        /// The wine it is to become.
        wine: WineId,
        /// The year on the label.
        vintage: u16,
        /// What came in, waste included.
        volume_ml: Volume,
        /// What of it is waste.
        waste_ml: Volume,
        /// The weight of the grapes in kilograms.
        weight_kg: Option<i64>,
        /// The potential strength.
        potential_abv: Option<Abv>,
    },
    /// Wine goes from one vat to another (racking) or from several into one (blending).
    Transfer {
        /// Each source with what leaves it, losses included; each vat once.
        sources: Vec<Share>,
        /// Where it goes.
        to: VatId,
        /// What is lost on the way, shared among the sources in proportion.
        loss_ml: Volume,
    },
    /// Wine is lost in a vat.
    Loss {
        /// The vat.
        vat: VatId,
        /// How much.
        volume_ml: Volume,
        /// Why.
        cause: LossCause,
    },
    /// Bottles are broken, tasted or lost.
    BottleLoss {
        /// The lot.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// Why; sampling is tasting.
        cause: LossCause,
    },
    /// Wine is bottled.
    Bottling {
        /// The vat.
        vat: VatId,
        /// The lot to be filled: the one of the lot number.
        lot: LotId,
        /// The number on the bottles, with its `L`.
        lot_number: String,
        /// How many bottles.
        bottles: i64,
        /// The nominal size of one in millilitres.
        size_ml: i64,
        /// What is lost besides.
        loss_ml: Volume,
        /// The vintage on the label.
        vintage: Option<u16>,
        /// The capsules put on, where any are.
        capsules: Option<CapsuleKind>,
    },
    /// Bottles are sold from stock.
    Sale {
        /// The lot.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// Where to.
        destination: SaleDestination,
        /// The order that had reserved them, if any.
        order: Option<OrderId>,
    },
    /// Bottles that were sold come back: under suspension where they had been sold in France under capsules.
    SaleReturn {
        /// The lot.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// When they had been sold.
        sold_on: Date,
        /// Why; the return asks for it.
        reason: String,
        /// Where they had been sold; none for France under capsules.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sold_to: Option<SaleDestination>,
        /// The order they had left with, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderId>,
    },
    /// Wine leaves in bulk.
    BulkDispatch {
        /// The vat.
        vat: VatId,
        /// How much.
        volume_ml: Volume,
        /// Where to.
        destination: BulkDestination,
    },
    /// Wine is bought.
    Purchase {
        /// Where it goes.
        vat: VatId,
        /// What it is.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
        /// The seller.
        supplier: Option<PartyId>,
    },
    /// Wine comes in that was neither harvested, nor bought, nor moved within the cellar.
    Arrival {
        /// Where it goes.
        vat: VatId,
        /// What it is.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
        /// How it comes.
        arrival: Arrival,
    },
    /// Bottles come in from outside: bought, or bottled elsewhere of the estate's own wine.
    BottlesIn {
        /// The lot to be entered: the one of the lot number.
        lot: LotId,
        /// The number on the bottles, with its `L`.
        lot_number: String,
        /// The wine.
        wine: WineId,
        /// Its regime.
        regime: Regime,
        /// How many bottles.
        bottles: i64,
        /// The nominal size of one in millilitres.
        size_ml: i64,
        /// The vintage on the label.
        vintage: Option<u16>,
        /// The capsules they wear; those put on bottles of the estate's own wine are used with it.
        capsules: Option<CapsuleKind>,
        /// From where.
        from: BottlesFrom,
    },
    /// Bottles leave for a time.
    BottlesOut {
        /// The lot.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// What for.
        errand: Errand,
    },
    /// Bottles that had left for a time are back.
    BottlesBack {
        /// The lot.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// What they had left for.
        errand: Errand,
    },
    /// Bottles become another declared wine, in a lot of their own.
    LotReclassification {
        /// The lot.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// The lot to be entered: the one of the lot number.
        into: LotId,
        /// Its number, with its `L`.
        lot_number: String,
        /// The wine they become.
        to: WineId,
        /// How.
        kind: ReclassificationKind,
    },
    /// Bottles of the paid stock are suspended again, in a lot of their own.
    Resuspension {
        /// The lot of the paid stock.
        lot: LotId,
        /// How many.
        bottles: i64,
        /// The lot to be entered: the one of the lot number.
        into: LotId,
        /// Its number, with its `L`.
        lot_number: String,
        /// When their duty had fallen due; at most two years before (RG20).
        sold_on: Date,
    },
    /// The content of a vat, or a part of it, becomes another declared wine; wine that is being made is claimed so.
    Reclassification {
        /// The vat.
        vat: VatId,
        /// The wine it becomes.
        to: WineId,
        /// How.
        kind: ReclassificationKind,
        /// The part, and where it goes; absent where it is the whole content, which stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Part>,
    },
    /// An inventory of a vat.
    Adjustment {
        /// The vat.
        vat: VatId,
        /// What was found.
        counted_ml: Volume,
        /// The wine, needed where the books say that the vat is empty.
        wine: Option<WineId>,
        /// Why; the return asks for it.
        reason: String,
        /// True for the inventory of 31 July, dated 1 August, with which a campaign opens.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        annual: bool,
    },
    /// An inventory of a lot.
    LotAdjustment {
        /// The lot.
        lot: LotId,
        /// What was found.
        counted: i64,
        /// Why; the return asks for it.
        reason: String,
        /// True for the inventory of 31 July, dated 1 August, with which a campaign opens.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        annual: bool,
    },
    /// A part of the opening stock is in this vat.
    OpeningInVat {
        /// The vat.
        vat: VatId,
        /// The wine.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
    },
    /// A part of the opening stock is in these bottles.
    OpeningInBottles {
        /// The lot to be entered: the one of the lot number.
        lot: LotId,
        /// The number on the bottles, with its `L`.
        lot_number: String,
        /// The wine.
        wine: WineId,
        /// Its regime.
        regime: Regime,
        /// How many bottles.
        bottles: i64,
        /// The nominal size of one in millilitres.
        size_ml: i64,
        /// The vintage on the label.
        vintage: Option<u16>,
        /// The capsules they wear.
        capsules: Option<CapsuleKind>,
    },
    /// The counter-entry of a validated movement.
    Reversal {
        /// The movement it reverses.
        reverses: MovementId,
        /// Why.
        reason: String,
    },
}
