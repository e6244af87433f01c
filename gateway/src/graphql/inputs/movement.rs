use async_graphql::{InputObject, OneofObject};
use uuid::Uuid;

use super::arrival::ArrivalInput;
use super::bottles::{BottlesErrandInput, BottlesInInput, LotReclassificationInput, ResuspensionInput};
use super::{BulkDestinationInput, CapsuleKindInput, SaleDestinationInput};
use crate::graphql::enums::{GqlLossCause, GqlReclassificationKind, GqlRegime};
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// What a movement does: one of these.
#[derive(OneofObject, Clone, Debug)]
pub enum MovementInput {
    /// A harvest goes into a vat.
    Harvest(HarvestInput),
    /// Wine goes from one vat to another (racking) or from several into one (blending).
    Transfer(TransferInput),
    /// Wine is lost in a vat.
    Loss(LossInput),
    /// Bottles are broken, tasted or lost.
    BottleLoss(BottleLossInput),
    /// Wine is bottled.
    Bottling(BottlingInput),
    /// Bottles are sold from stock.
    Sale(SaleInput),
    /// Bottles that were sold in France come back.
    SaleReturn(SaleReturnInput),
    /// Wine leaves in bulk.
    BulkDispatch(BulkDispatchInput),
    /// Wine is bought.
    Purchase(PurchaseInput),
    /// Wine comes in otherwise.
    Arrival(ArrivalInput),
    /// Bottles come in from outside.
    BottlesIn(BottlesInInput),
    /// Bottles leave for a time.
    BottlesOut(BottlesErrandInput),
    /// Bottles that had left for a time are back.
    BottlesBack(BottlesErrandInput),
    /// Bottles become another declared wine.
    LotReclassification(LotReclassificationInput),
    /// Bottles of the paid stock are suspended again.
    Resuspension(ResuspensionInput),
    /// The content of a vat, or a part of it, becomes another declared wine; wine that is being made is claimed so.
    Reclassification(ReclassificationInput),
    /// An inventory of a vat.
    Adjustment(AdjustmentInput),
    /// An inventory of a lot.
    LotAdjustment(LotAdjustmentInput),
    /// A part of the opening stock is in this vat.
    OpeningInVat(OpeningInVatInput),
    /// A part of the opening stock is in these bottles.
    OpeningInBottles(OpeningInBottlesInput),
}

/// A harvest that goes into a vat.
#[derive(InputObject, Clone, Debug)]
pub struct HarvestInput {
    /// The planned harvest, if it was planned.
    pub(super) harvest_id: Option<Uuid>,
    /// Where it grew.
    pub(super) parcel_id: Uuid,
    /// Where it goes.
    pub(super) vat_id: Uuid,
    /// The wine it is to become.
    pub(super) wine_id: Uuid,
    /// The year on the label.
    pub(super) vintage: u16,
    /// What came in, waste included.
    pub(super) volume: GqlVolume,
    /// What of it is waste.
    pub(super) waste: Option<GqlVolume>,
    /// The weight of the grapes in kilograms.
    pub(super) weight_kg: Option<i64>,
    /// The potential strength in hundredths of a per cent.
    pub(super) potential_abv_centipercent: Option<u16>,
}

/// Wine that goes from vats to a vat.
#[derive(InputObject, Clone, Debug)]
pub struct TransferInput {
    /// Each source with what leaves it, losses included.
    pub(super) sources: Vec<SourceInput>,
    /// Where it goes.
    pub(super) to_vat_id: Uuid,
    /// What is lost on the way.
    pub(super) loss: Option<GqlVolume>,
}

/// A source of a transfer.
#[derive(InputObject, Clone, Debug)]
pub struct SourceInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// What leaves it.
    pub(super) volume: GqlVolume,
}

/// Wine that is lost in a vat.
#[derive(InputObject, Clone, Debug)]
pub struct LossInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// How much.
    pub(super) volume: GqlVolume,
    /// Why.
    pub(super) cause: GqlLossCause,
}

/// Bottles that are broken, tasted or lost.
#[derive(InputObject, Clone, Debug)]
pub struct BottleLossInput {
    /// The lot.
    pub(super) lot_id: Uuid,
    /// How many.
    pub(super) bottles: i64,
    /// Why; SAMPLING is tasting.
    pub(super) cause: GqlLossCause,
}

/// Wine that is bottled.
#[derive(InputObject, Clone, Debug)]
pub struct BottlingInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// The number on the bottles, with its `L`. It is never used twice.
    pub(super) lot_number: String,
    /// How many bottles.
    pub(super) bottles: i64,
    /// The nominal size of one in millilitres: 750 for 75 cl.
    pub(super) size_ml: i64,
    /// What is lost besides.
    pub(super) loss: Option<GqlVolume>,
    /// The vintage on the label.
    pub(super) vintage: Option<u16>,
    /// The capsules put on, where any are.
    pub(super) capsules: Option<CapsuleKindInput>,
}

/// Bottles that are sold.
#[derive(InputObject, Clone, Debug)]
pub struct SaleInput {
    /// The lot.
    pub(super) lot_id: Uuid,
    /// How many.
    pub(super) bottles: i64,
    /// Where to.
    pub(super) destination: SaleDestinationInput,
}

/// Bottles that come back.
#[derive(InputObject, Clone, Debug)]
pub struct SaleReturnInput {
    /// The lot.
    pub(super) lot_id: Uuid,
    /// How many.
    pub(super) bottles: i64,
    /// When they had been sold.
    pub(super) sold_on: GqlDate,
    /// Why; the return asks for it.
    pub(super) reason: String,
    /// Where they had been sold; to France under capsules where it is not told.
    pub(super) sold_to: Option<SaleDestinationInput>,
}

/// Wine that leaves in bulk.
#[derive(InputObject, Clone, Debug)]
pub struct BulkDispatchInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// How much.
    pub(super) volume: GqlVolume,
    /// Where to.
    pub(super) destination: BulkDestinationInput,
}

/// Wine that is bought.
#[derive(InputObject, Clone, Debug)]
pub struct PurchaseInput {
    /// Where it goes.
    pub(super) vat_id: Uuid,
    /// What it is.
    pub(super) wine_id: Uuid,
    /// How much.
    pub(super) volume: GqlVolume,
    /// The seller in the directory.
    pub(super) supplier_id: Option<Uuid>,
}

/// Wine that becomes another declared wine.
#[derive(InputObject, Clone, Debug)]
pub struct ReclassificationInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// The wine it becomes.
    pub(super) to_wine_id: Uuid,
    /// How.
    pub(super) kind: GqlReclassificationKind,
    /// The part, and where it goes; without it the whole content, which stays.
    pub(super) part: Option<PartInput>,
}

/// A part of a vat's content.
#[derive(InputObject, Clone, Debug)]
pub struct PartInput {
    /// The vat it goes to.
    pub(super) into_vat_id: Uuid,
    /// How much.
    pub(super) volume: GqlVolume,
}

/// An inventory of a vat.
#[derive(InputObject, Clone, Debug)]
pub struct AdjustmentInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// What was found.
    pub(super) counted: GqlVolume,
    /// The wine, needed where the books say that the vat is empty.
    pub(super) wine_id: Option<Uuid>,
    /// Why; the return asks for it.
    pub(super) reason: String,
    /// The inventory of 31 July, dated 1 August, with which a campaign opens.
    #[graphql(default)]
    pub(super) annual: bool,
}

/// An inventory of a lot.
#[derive(InputObject, Clone, Debug)]
pub struct LotAdjustmentInput {
    /// The lot.
    pub(super) lot_id: Uuid,
    /// What was found.
    pub(super) counted: i64,
    /// Why; the return asks for it.
    pub(super) reason: String,
    /// The inventory of 31 July, dated 1 August, with which a campaign opens.
    #[graphql(default)]
    pub(super) annual: bool,
}

/// A part of the opening stock in a vat.
#[derive(InputObject, Clone, Debug)]
pub struct OpeningInVatInput {
    /// The vat.
    pub(super) vat_id: Uuid,
    /// The wine.
    pub(super) wine_id: Uuid,
    /// How much.
    pub(super) volume: GqlVolume,
}

/// A part of the opening stock in bottles.
#[derive(InputObject, Clone, Debug)]
pub struct OpeningInBottlesInput {
    /// The number on the bottles, with its `L`.
    pub(super) lot_number: String,
    /// The wine.
    pub(super) wine_id: Uuid,
    /// Its regime.
    #[graphql(default_with = "GqlRegime::Suspended")]
    pub(super) regime: GqlRegime,
    /// How many bottles.
    pub(super) bottles: i64,
    /// The nominal size of one in millilitres.
    pub(super) size_ml: i64,
    /// The vintage on the label.
    pub(super) vintage: Option<u16>,
    /// The capsules they wear.
    pub(super) capsules: Option<CapsuleKindInput>,
}
