use std::collections::BTreeSet;

use super::{MovementRefusal, Operation};
use crate::policy::{arrival as checked_arrival, bulk_destination, lot_number, reason, sale_destination};
use crate::units::{Volume, bottles, volume};
use crate::vat::Share;

/// Accepts an operation that makes sense in itself. What the cellar says to it is decided by the aggregates that it
/// touches.
pub(super) fn check(operation: &Operation) -> Result<(), MovementRefusal> {
    match operation {
        Operation::Harvest { volume_ml, waste_ml, .. } => loss(volume(*volume_ml)?, *waste_ml),
        Operation::Transfer { sources, to, loss_ml } => {
            let total = transfer(sources)?;
            if sources.iter().any(|source| source.vat == *to) {
                return Err(MovementRefusal::IntoItself);
            }
            loss(total, *loss_ml)
        }
        Operation::Loss { volume_ml, .. }
        | Operation::Purchase { volume_ml, .. }
        | Operation::OpeningInVat { volume_ml, .. } => Ok(volume(*volume_ml).map(drop)?),
        Operation::BulkDispatch { volume_ml, destination, .. } => {
            volume(*volume_ml)?;
            Ok(bulk_destination(destination)?)
        }
        Operation::BottleLoss { bottles: count, .. } => Ok(bottles(*count).map(drop)?),
        Operation::Sale { bottles: count, destination, .. } => {
            bottles(*count)?;
            Ok(sale_destination(destination)?)
        }
        Operation::Bottling { lot_number: number, bottles: count, size_ml, loss_ml, .. } => {
            let filled = fill(number, *count, *size_ml)?;
            if loss_ml.is_negative() || *loss_ml > filled {
                return Err(MovementRefusal::LossInvalid { volume_ml: filled, loss_ml: *loss_ml });
            }
            Ok(())
        }
        Operation::BottlesIn { lot_number: number, bottles: count, size_ml, .. }
        | Operation::OpeningInBottles { lot_number: number, bottles: count, size_ml, .. } => {
            fill(number, *count, *size_ml).map(drop)
        }
        Operation::SaleReturn { bottles: count, reason: why, sold_to, .. } => {
            bottles(*count)?;
            sold_to.as_ref().map_or(Ok(()), sale_destination)?;
            explained(why)
        }
        Operation::Adjustment { reason: why, .. }
        | Operation::LotAdjustment { reason: why, .. }
        | Operation::Reversal { reason: why, .. } => explained(why),
        Operation::Arrival { volume_ml, arrival, .. } => {
            volume(*volume_ml)?;
            Ok(checked_arrival(arrival)?)
        }
        Operation::BottlesOut { bottles: count, .. } | Operation::BottlesBack { bottles: count, .. } => {
            Ok(bottles(*count).map(drop)?)
        }
        Operation::LotReclassification { lot_number: number, bottles: count, .. }
        | Operation::Resuspension { lot_number: number, bottles: count, .. } => {
            numbered(number)?;
            Ok(bottles(*count).map(drop)?)
        }
        Operation::Reclassification { part: None, .. } => Ok(()),
        Operation::Reclassification { vat, part: Some(part), .. } => {
            if part.into == *vat {
                return Err(MovementRefusal::IntoItself);
            }
            Ok(volume(part.volume_ml).map(drop)?)
        }
    }
}

fn transfer(sources: &[Share]) -> Result<Volume, MovementRefusal> {
    if sources.is_empty() {
        return Err(MovementRefusal::NoSource);
    }
    let mut seen = BTreeSet::new();
    for source in sources {
        volume(source.volume_ml)?;
        if !seen.insert(source.vat) {
            return Err(MovementRefusal::SourceTwice);
        }
    }
    Ok(volume(sources.iter().map(|source| source.volume_ml).sum())?)
}

/// The wine in the bottles. Beyond the range of a volume it is absurd, and the size is refused by the lot.
fn fill(number: &str, count: i64, size_ml: i64) -> Result<Volume, MovementRefusal> {
    numbered(number)?;
    let filled = Volume::from_ml(size_ml).times(bottles(count)?).unwrap_or(Volume::from_ml(i64::MAX));
    Ok(volume(filled)?)
}

fn numbered(number: &str) -> Result<(), MovementRefusal> {
    if lot_number(number).is_none() {
        return Err(MovementRefusal::LotNumberInvalid { lot_number: number.to_owned() });
    }
    Ok(())
}

fn loss(volume_ml: Volume, loss_ml: Volume) -> Result<(), MovementRefusal> {
    if (Volume::ZERO..volume_ml).contains(&loss_ml) {
        return Ok(());
    }
    Err(MovementRefusal::LossInvalid { volume_ml, loss_ml })
}

fn explained(why: &str) -> Result<(), MovementRefusal> {
    reason(why).map(drop).ok_or(MovementRefusal::ReasonMissing)
}
