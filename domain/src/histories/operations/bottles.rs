//! Operations on lots of bottles.

use super::choose::unplaced;
use super::vats::stocked;
use crate::bottle_lot::{BottleEntryKind, Lot};
use crate::histories::step::{Absurd, Step};
use crate::histories::world::{WINES, World, part_of, pick, quantity, sale_destination};
use crate::movement::Operation;
use crate::terms::{CapsuleKind, CapsuleRegime, Regime, SaleDestination};
use crate::testing::{ESTATE, capsule_kind, vat, wine};
use crate::units::{Date, LotId, Volume};

pub(super) fn number(world: &World, step: &Step) -> String {
    // Now and then a number that was used.
    let used = step.absurd.is_some() || step.other == 0;
    format!("L26-{:03}", world.lots.len() + usize::from(!used))
}

/// Capsules of 75 cl, now and then of those whose excise is paid; other sizes wear none.
pub(super) fn capsules(size_ml: i64, die: u8, account: bool) -> Option<CapsuleKind> {
    let kind = capsule_kind(size_ml);
    match die % 5 {
        _ if size_ml != 750 => None,
        0 if !account => Some(CapsuleKind { regime: CapsuleRegime::CollectivePaid, ..kind }),
        1 => None,
        _ => Some(kind),
    }
}

pub(super) fn opening_in_bottles(world: &World, step: &Step) -> Operation {
    let regime = if step.which.is_multiple_of(3) { Regime::Paid } else { Regime::Suspended };
    let (wine, left) = unplaced(world, regime, step.other).unwrap_or((wine(WINES[0]), 1));
    let size_ml = if step.other.is_multiple_of(4) { 1_500 } else { 750 };
    let lot_number = number(world, step);
    Operation::OpeningInBottles {
        lot: LotId::of(ESTATE, &lot_number),
        lot_number,
        wine,
        regime,
        bottles: quantity(step, part_of(left / size_ml, step.part).max(1)),
        size_ml,
        vintage: None,
        capsules: capsules(size_ml, step.which, false),
    }
}

pub(super) fn bottling(world: &World, step: &Step, on: Date) -> Operation {
    let size_ml = if step.other.is_multiple_of(4) { 1_500 } else { 750 };
    let worn = capsules(size_ml, step.which, true);
    let stocked = stocked(world, on);
    let (vat, lowest) = pick(&stocked, step.which).map_or((vat(9_999), 1), |(id, _, lowest)| (*id, *lowest));
    let loss = lowest / 500;
    let by_capsules = if worn.is_some() { world.capsule_stock().on_hand.lowest_from(on).0 } else { i64::MAX };
    let most = ((lowest - loss) / size_ml).min(by_capsules).min(3_000);
    let bottles = quantity(step, part_of(most, step.part));
    let loss_ml = Volume::from_ml(loss.min(size_ml));
    let lot_number = number(world, step);
    let lot = LotId::of(ESTATE, &lot_number);
    Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage: None, capsules: worn }
}

/// A lot with bottles that are free on that day and later, and a part of them.
pub(super) fn bottles(world: &World, step: &Step, on: Date, most: i64) -> (LotId, i64) {
    let lots = free(world, on);
    match (pick(&lots, step.which), step.absurd) {
        (_, Some(Absurd::Stranger)) | (None, _) => (LotId::of(ESTATE, "L0"), quantity(step, 1)),
        (Some((id, _, free)), _) => (*id, quantity(step, part_of((*free).min(most), step.part))),
    }
}

pub(super) fn free(world: &World, on: Date) -> Vec<(LotId, Lot, i64)> {
    let lots = world.filled().into_iter().map(|(id, lot)| {
        let free = lot.on_hand.lowest_from(on).0.min(lot.on_hand.last() - lot.reserved_in_all());
        (id, lot, free)
    });
    lots.filter(|(_, lot, free)| *free > 0 && lot.filled_on <= on).collect()
}

pub(super) fn sale(world: &World, step: &Step, on: Date) -> Operation {
    let (lot, bottles) = bottles(world, step, on, 600);
    let found = world.filled().into_iter().find(|(id, _)| *id == lot);
    let destination = found.map_or(SaleDestination::FranceCrd, |(_, lot)| sale_destination(&lot, step.other));
    Operation::Sale { lot, bottles, destination, order: None }
}

pub(super) fn sale_return(world: &World, step: &Step, on: Date) -> (Operation, Date) {
    let mut sales = Vec::new();
    for (id, lot) in world.filled() {
        for entry in &lot.entries {
            let BottleEntryKind::Sold(to) = &entry.kind else { continue };
            let counts = if to.is_france_crd() { &lot.sold_in_france } else { &lot.sold_elsewhere };
            // Now and then as many as were sold, whether they came back or not.
            let left = counts.lowest_from(entry.on).0;
            let bottles = if step.other.is_multiple_of(4) { -entry.change } else { left };
            sales.push((id, entry.on, Some(to.clone()), bottles));
        }
    }
    sales.retain(|(.., bottles)| *bottles > 0);
    let none = (LotId::of(ESTATE, "L0"), on, None, 1);
    let (lot, sold_on, sold_to, left) = pick(&sales, step.which).cloned().unwrap_or(none);
    let bottles = quantity(step, part_of(left, step.part));
    let on = if step.absurd.is_some() { on } else { on.max(sold_on) };
    let (reason, order) = ("refus".to_owned(), None);
    (Operation::SaleReturn { lot, bottles, sold_on, reason, sold_to, order }, on)
}

pub(super) fn lot_adjustment(world: &World, step: &Step, on: Date) -> Operation {
    let lots = free(world, on);
    let reason = "inventaire".to_owned();
    let Some((lot, state, free)) = pick(&lots, step.which) else {
        return Operation::LotAdjustment {
            lot: LotId::of(ESTATE, "L0"),
            counted: quantity(step, 1),
            reason,
            annual: false,
        };
    };
    let change = if step.other.is_multiple_of(2) { 3 } else { -(*free).min(3) };
    Operation::LotAdjustment {
        lot: *lot,
        counted: quantity(step, state.on_hand.at(on) + change),
        reason,
        annual: false,
    }
}
