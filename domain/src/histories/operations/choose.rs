use super::bottles::{bottles, bottling, lot_adjustment, opening_in_bottles, sale, sale_return};
use super::passing::{
    arrival, bottles_back, bottles_in, bottles_out, claim, lot_reclassification, reclassification_of_part,
    resuspension,
};
use super::vats::{
    adjustment, bulk_destination, harvest, leaving, opening_in_vat, purchase, reclassification, transfer,
};
use crate::estate::Estate;
use crate::histories::step::{Kind, Step};
use crate::histories::world::{World, pick, quantity};
use crate::movement::Operation;
use crate::terms::{LossCause, Regime};
use crate::testing::ESTATE;
use crate::units::{Date, LotId, Volume, WineId};

const LOSSES: [LossCause; 6] = [
    LossCause::Processing,
    LossCause::WoodStorage,
    LossCause::TankStorage,
    LossCause::Accident,
    LossCause::Sampling,
    LossCause::Missing,
];

/// The operation and its day; the day moves where the sense of the operation asks for it.
pub(in crate::histories) fn of(world: &mut World, step: &Step, on: Date) -> (Operation, Date) {
    match step.kind {
        Kind::Harvest => (harvest(world, step, on), on),
        Kind::Purchase => (purchase(world, step, on), on),
        Kind::OpeningInVat => (opening_in_vat(world, step, on), on),
        Kind::OpeningInBottles => (opening_in_bottles(world, step), on),
        Kind::Transfer | Kind::Blend => (transfer(world, step, on), on),
        Kind::Bottling => (bottling(world, step, on), on),
        Kind::Reclassification => reclassification(world, step, on),
        Kind::Arrival => (arrival(world, step, on), on),
        Kind::ReclassificationOfPart => (reclassification_of_part(world, step, on), on),
        Kind::Claim => claim(world, step, on),
        Kind::BottlesIn => (bottles_in(world, step, on), on),
        Kind::BottlesOut => (bottles_out(world, step, on), on),
        Kind::BottlesBack => (bottles_back(world, step, on), on),
        Kind::LotReclassification => (lot_reclassification(world, step, on), on),
        Kind::Resuspension => (resuspension(world, step, on), on),
        Kind::Adjustment => (adjustment(world, step, on), on),
        Kind::Sale => (sale(world, step, on), on),
        Kind::SaleReturn => sale_return(world, step, on),
        Kind::BottleLoss => {
            let (lot, bottles) = bottles(world, step, on, 24);
            (Operation::BottleLoss { lot, bottles, cause: *pick(&LOSSES, step.other).unwrap() }, on)
        }
        Kind::LotAdjustment => (lot_adjustment(world, step, on), on),
        Kind::BulkDispatch => {
            let (vat, volume_ml) = leaving(world, step, on, 1_000);
            (Operation::BulkDispatch { vat, volume_ml, destination: bulk_destination(step.other) }, on)
        }
        _ => {
            let (vat, volume_ml) = leaving(world, step, on, 30);
            (Operation::Loss { vat, volume_ml, cause: *pick(&LOSSES, step.other).unwrap() }, on)
        }
    }
}

/// The lot that the operation fills, if it fills one.
pub(in crate::histories) fn fills(operation: &Operation) -> Option<LotId> {
    match operation {
        Operation::Bottling { lot, .. }
        | Operation::BottlesIn { lot, .. }
        | Operation::LotReclassification { into: lot, .. }
        | Operation::Resuspension { into: lot, .. }
        | Operation::OpeningInBottles { lot, .. } => Some(*lot),
        _ => None,
    }
}

/// The volume, or the absurd one in its place.
pub(super) fn volume(step: &Step, sensible: i64) -> Volume {
    Volume::from_ml(quantity(step, sensible))
}

/// A wine of which opening stock is to be placed, and how much.
pub(super) fn unplaced(world: &World, regime: Regime, die: u8) -> Option<(WineId, i64)> {
    let Estate::Registered(books) = world.house.desk.state(ESTATE.uuid()) else { return None };
    let unplaced = books.unplaced.unwrap_or_default();
    let left: Vec<(WineId, i64)> = unplaced
        .iter()
        .filter(|((_, of), volume)| *of == regime && volume.is_positive())
        .map(|((wine, _), volume)| (*wine, volume.ml()))
        .collect();
    pick(&left, die).copied()
}
