use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use domain::movement::Operation;
use domain::terms::Arrival;
use domain::units::{LotId, VatId, Volume, WineId};

use super::{CapsuleKind, Lot, Vat, Wine};
use crate::graphql::enums::{GqlErrand, GqlLossCause, GqlReclassificationKind};
use crate::graphql::loaders::{lot, vat, wine};
use crate::graphql::scalars::GqlVolume;

/// What was entered, by the words that several kinds of movement share; a word that the kind does not know is null.
#[derive(SimpleObject, Default)]
#[graphql(complex)]
pub struct MovementDetails {
    #[graphql(skip)]
    vat_id: Option<VatId>,
    #[graphql(skip)]
    to_vat_id: Option<VatId>,
    #[graphql(skip)]
    lot_id: Option<LotId>,
    #[graphql(skip)]
    wine_id: Option<WineId>,
    /// The sources of a transfer.
    sources: Vec<TransferSource>,
    /// How much; of a harvest what came in, waste included.
    volume: Option<GqlVolume>,
    /// What is lost with it; of a harvest its waste.
    loss: Option<GqlVolume>,
    /// What an inventory of a vat found.
    counted: Option<GqlVolume>,
    /// How many bottles; of an inventory what was found.
    bottles: Option<i64>,
    /// The nominal size of one bottle in millilitres.
    size_ml: Option<i64>,
    /// The number on the bottles.
    lot_number: Option<String>,
    /// The vintage on the label.
    vintage: Option<u16>,
    /// The capsules put on.
    capsules: Option<CapsuleKind>,
    /// Why wine was lost.
    cause: Option<GqlLossCause>,
    /// How wine became another.
    reclassification: Option<GqlReclassificationKind>,
    /// What wine left or was away for.
    errand: Option<GqlErrand>,
    /// True for the inventory with which a campaign opens.
    annual: Option<bool>,
    /// Why, in the person's words.
    reason: Option<String>,
}

#[ComplexObject]
impl MovementDetails {
    /// The vat it draws from or fills.
    async fn vat(&self, context: &Context<'_>) -> Result<Option<Vat>> {
        match self.vat_id {
            Some(id) => vat(context, id).await,
            None => Ok(None),
        }
    }

    /// The vat that a transfer fills.
    async fn to_vat(&self, context: &Context<'_>) -> Result<Option<Vat>> {
        match self.to_vat_id {
            Some(id) => vat(context, id).await,
            None => Ok(None),
        }
    }

    /// The lot it fills or takes from.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        match self.lot_id {
            Some(id) => lot(context, id).await,
            None => Ok(None),
        }
    }

    /// The wine it names.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        match self.wine_id {
            Some(id) => wine(context, id).await,
            None => Ok(None),
        }
    }
}

/// A source of a transfer.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct TransferSource {
    #[graphql(skip)]
    vat_id: Option<VatId>,
    /// What leaves it, losses included.
    volume: GqlVolume,
}

#[ComplexObject]
impl TransferSource {
    /// The vat.
    async fn vat(&self, context: &Context<'_>) -> Result<Option<Vat>> {
        match self.vat_id {
            Some(id) => vat(context, id).await,
            None => Ok(None),
        }
    }
}

/// The words of an operation.
pub(super) fn details(operation: &Operation) -> MovementDetails {
    let none = MovementDetails::default();
    match operation.clone() {
        Operation::Harvest { vat, wine, vintage, volume_ml, waste_ml, .. } => MovementDetails {
            vat_id: Some(vat),
            wine_id: Some(wine),
            vintage: Some(vintage),
            volume: Some(volume_ml.into()),
            loss: Some(waste_ml.into()),
            ..none
        },
        Operation::Transfer { sources, to, loss_ml } => MovementDetails {
            to_vat_id: Some(to),
            volume: Some(sources.iter().map(|source| source.volume_ml).sum::<Volume>().into()),
            sources: sources
                .into_iter()
                .map(|source| TransferSource { vat_id: Some(source.vat), volume: source.volume_ml.into() })
                .collect(),
            loss: Some(loss_ml.into()),
            ..none
        },
        Operation::Loss { vat, volume_ml, cause } => MovementDetails {
            vat_id: Some(vat),
            volume: Some(volume_ml.into()),
            cause: Some(cause.into()),
            ..none
        },
        Operation::BulkDispatch { vat, volume_ml, .. } => {
            MovementDetails { vat_id: Some(vat), volume: Some(volume_ml.into()), ..none }
        }
        Operation::Purchase { vat, wine, volume_ml, .. }
        | Operation::OpeningInVat { vat, wine, volume_ml } => {
            MovementDetails { vat_id: Some(vat), wine_id: Some(wine), volume: Some(volume_ml.into()), ..none }
        }
        Operation::Arrival { vat, wine, volume_ml, arrival } => MovementDetails {
            vat_id: Some(vat),
            wine_id: Some(wine),
            volume: Some(volume_ml.into()),
            reason: arrival.reason().map(ToOwned::to_owned),
            errand: match arrival {
                Arrival::Back { errand } => Some(errand.into()),
                _ => None,
            },
            ..none
        },
        Operation::Reclassification { vat, to, kind, part } => MovementDetails {
            vat_id: Some(vat),
            wine_id: Some(to),
            reclassification: Some(kind.into()),
            to_vat_id: part.map(|part| part.into),
            volume: part.map(|part| part.volume_ml.into()),
            ..none
        },
        Operation::Adjustment { vat, counted_ml, wine, reason, annual } => MovementDetails {
            annual: Some(annual),
            vat_id: Some(vat),
            wine_id: wine,
            counted: Some(counted_ml.into()),
            reason: Some(reason),
            ..none
        },
        Operation::Reversal { reason, .. } => MovementDetails { reason: Some(reason), ..none },
        Operation::BottleLoss { .. }
        | Operation::Bottling { .. }
        | Operation::Sale { .. }
        | Operation::SaleReturn { .. }
        | Operation::LotAdjustment { .. }
        | Operation::BottlesIn { .. }
        | Operation::BottlesOut { .. }
        | Operation::BottlesBack { .. }
        | Operation::LotReclassification { .. }
        | Operation::Resuspension { .. }
        | Operation::OpeningInBottles { .. } => of_bottles(operation),
    }
}

/// Those of an operation on bottles.
fn of_bottles(operation: &Operation) -> MovementDetails {
    let none = MovementDetails::default();
    match operation.clone() {
        Operation::BottleLoss { lot, bottles, cause } => {
            MovementDetails { lot_id: Some(lot), bottles: Some(bottles), cause: Some(cause.into()), ..none }
        }
        Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules } => {
            MovementDetails {
                vat_id: Some(vat),
                lot_id: Some(lot),
                lot_number: Some(lot_number),
                bottles: Some(bottles),
                size_ml: Some(size_ml),
                loss: Some(loss_ml.into()),
                vintage,
                capsules: capsules.map(CapsuleKind::from),
                ..none
            }
        }
        Operation::Sale { lot, bottles, .. } => {
            MovementDetails { lot_id: Some(lot), bottles: Some(bottles), ..none }
        }
        Operation::SaleReturn { lot, bottles, reason, .. } => {
            MovementDetails { lot_id: Some(lot), bottles: Some(bottles), reason: Some(reason), ..none }
        }
        Operation::LotAdjustment { lot, counted, reason, annual } => MovementDetails {
            lot_id: Some(lot),
            bottles: Some(counted),
            reason: Some(reason),
            annual: Some(annual),
            ..none
        },
        Operation::BottlesOut { lot, bottles, errand } | Operation::BottlesBack { lot, bottles, errand } => {
            MovementDetails { lot_id: Some(lot), bottles: Some(bottles), errand: Some(errand.into()), ..none }
        }
        Operation::LotReclassification { lot, bottles, lot_number, to, kind, .. } => MovementDetails {
            lot_id: Some(lot),
            wine_id: Some(to),
            lot_number: Some(lot_number),
            bottles: Some(bottles),
            reclassification: Some(kind.into()),
            ..none
        },
        Operation::Resuspension { lot, bottles, lot_number, .. } => MovementDetails {
            lot_id: Some(lot),
            lot_number: Some(lot_number),
            bottles: Some(bottles),
            ..none
        },
        Operation::BottlesIn { lot, lot_number, wine, bottles, size_ml, vintage, capsules, .. }
        | Operation::OpeningInBottles {
            lot, lot_number, wine, bottles, size_ml, vintage, capsules, ..
        } => MovementDetails {
            lot_id: Some(lot),
            wine_id: Some(wine),
            lot_number: Some(lot_number),
            bottles: Some(bottles),
            size_ml: Some(size_ml),
            vintage,
            capsules: capsules.map(CapsuleKind::from),
            ..none
        },
        _ => none,
    }
}
