//! Operations by which wine comes in otherwise or becomes another one.

use super::bottles::{free, number};
use super::vats::{entering, stocked};
use crate::bottle_lot::Lot;
use crate::histories::step::Step;
use crate::histories::world::{WINES, World, part_of, pick, quantity};
use crate::movement::{BottlesFrom, Operation, Part};
use crate::terms::{Arrival, Errand, ReclassificationKind, Regime};
use crate::testing::{ESTATE, capsule_kind, vat, wine};
use crate::timeline::Counts;
use crate::units::{Date, LotId, Volume, WineId};

const ERRANDS: [Errand; 4] = [Errand::Bottling, Errand::Storage, Errand::Work, Errand::Distillation];

pub(super) fn arrival(world: &World, step: &Step, on: Date) -> Operation {
    let (vat, room, wine) = entering(world, step, on, None);
    let reason = || "retour".to_owned();
    let arrival = match step.other % 6 {
        0 => Arrival::Back { errand: *pick(&ERRANDS, step.which).unwrap() },
        1 => Arrival::HandlingGain,
        2 => Arrival::SmallBulkBack,
        3 => Arrival::UntaxedBack { reason: reason() },
        4 => Arrival::Replaced { sold_on: on, reason: reason() },
        _ => Arrival::Other { reason: reason() },
    };
    let volume_ml = Volume::from_ml(quantity(step, part_of(room.min(500_000), step.part)));
    Operation::Arrival { vat, wine: wine.declared(), volume_ml, arrival }
}

/// A part of a vat becomes another wine in another vat; of a vat whose wine is being made, it is claimed.
pub(super) fn reclassification_of_part(world: &World, step: &Step, on: Date) -> Operation {
    let stocked = stocked(world, on);
    let Some((from, vessel, lowest)) = pick(&stocked, step.which) else {
        let (kind, part) = (ReclassificationKind::Fallback, None);
        return Operation::Reclassification { vat: vat(9_999), to: wine(WINES[0]), kind, part };
    };
    let holds = vessel.contents.at(on).1;
    let being_made = holds.is_some_and(WineId::is_being_made);
    let kind = match step.other % 3 {
        _ if being_made => ReclassificationKind::Claim,
        0 => ReclassificationKind::Vci,
        1 => ReclassificationKind::Fallback,
        _ => ReclassificationKind::Transfer,
    };
    let others: Vec<WineId> = WINES.map(wine).into_iter().filter(|wine| Some(*wine) != holds).collect();
    let to = *pick(&others, step.other).unwrap();
    let (into, room, _) = entering(world, step, on, Some(to));
    let volume_ml = Volume::from_ml(quantity(step, part_of(room.min(*lowest), step.part).max(1)));
    let part = Some(Part { into, volume_ml });
    Operation::Reclassification { vat: *from, to, kind, part }
}

/// The whole of a vat whose wine is being made, after its last entry.
pub(super) fn claim(world: &World, step: &Step, on: Date) -> (Operation, Date) {
    let stocked = stocked(world, on);
    let being_made: Vec<_> = stocked
        .iter()
        .filter(|(_, vessel, _)| vessel.contents.last().1.is_some_and(WineId::is_being_made))
        .collect();
    let found = pick(&being_made, step.which);
    let on = found.and_then(|(_, vessel, _)| vessel.contents.last_day()).map_or(on, |last| last.max(on));
    let from = found.map_or(vat(9_999), |(id, ..)| *id);
    let to =
        found.and_then(|(_, vessel, _)| vessel.contents.last().1).map_or(wine(WINES[0]), WineId::declared);
    (Operation::Reclassification { vat: from, to, kind: ReclassificationKind::Claim, part: None }, on)
}

pub(super) fn bottles_in(world: &World, step: &Step, on: Date) -> Operation {
    let lot_number = number(world, step);
    let elsewhere = step.which.is_multiple_of(2);
    let by_capsules = if elsewhere { world.capsule_stock().on_hand.lowest_from(on).0 } else { 500 };
    let from =
        if elsewhere { BottlesFrom::BottledElsewhere } else { BottlesFrom::Purchase { supplier: None } };
    Operation::BottlesIn {
        lot: LotId::of(ESTATE, &lot_number),
        lot_number,
        wine: wine(WINES[usize::from(step.other) % WINES.len()]),
        regime: if elsewhere || step.other.is_multiple_of(3) { Regime::Suspended } else { Regime::Paid },
        bottles: quantity(step, part_of(by_capsules.min(500), step.part).max(1)),
        size_ml: 750,
        vintage: None,
        capsules: elsewhere.then(|| capsule_kind(750)),
        from,
    }
}

fn lot_and_bottles(
    world: &World,
    step: &Step,
    on: Date,
    regime: Option<Regime>,
) -> (LotId, i64, Option<Lot>) {
    let mut lots = free(world, on);
    lots.retain(|(_, lot, _)| regime.is_none_or(|regime| lot.regime == regime));
    match pick(&lots, step.which) {
        Some((id, lot, free)) => {
            (*id, quantity(step, part_of((*free).min(120), step.part)), Some(lot.clone()))
        }
        None => (LotId::of(ESTATE, "L0"), quantity(step, 1), None),
    }
}

pub(super) fn bottles_out(world: &World, step: &Step, on: Date) -> Operation {
    let (lot, bottles, _) = lot_and_bottles(world, step, on, None);
    Operation::BottlesOut { lot, bottles, errand: *pick(&ERRANDS, step.other).unwrap() }
}

pub(super) fn bottles_back(world: &World, step: &Step, on: Date) -> Operation {
    let mut away = Vec::new();
    for (id, lot) in world.filled().into_iter().filter(|(_, lot)| lot.filled_on <= on) {
        for errand in ERRANDS {
            let bottles = lot.away.get(&errand).map_or(0, |away: &Counts| away.lowest_from(on).0);
            away.push((id, errand, bottles));
        }
    }
    away.retain(|(.., bottles)| *bottles > 0);
    let none = (LotId::of(ESTATE, "L0"), Errand::Storage, 1);
    let (lot, errand, bottles) = pick(&away, step.which).copied().unwrap_or(none);
    Operation::BottlesBack { lot, bottles: quantity(step, part_of(bottles, step.part)), errand }
}

pub(super) fn lot_reclassification(world: &World, step: &Step, on: Date) -> Operation {
    let (lot, bottles, state) = lot_and_bottles(world, step, on, None);
    let others: Vec<WineId> = WINES
        .map(wine)
        .into_iter()
        .filter(|wine| state.as_ref().is_none_or(|lot| lot.wine != *wine))
        .collect();
    let lot_number = number(world, step);
    Operation::LotReclassification {
        lot,
        bottles,
        into: LotId::of(ESTATE, &lot_number),
        lot_number,
        to: *pick(&others, step.other).unwrap(),
        kind: ReclassificationKind::Downgrade,
    }
}

pub(super) fn resuspension(world: &World, step: &Step, on: Date) -> Operation {
    let (lot, bottles, _) = lot_and_bottles(world, step, on, Some(Regime::Paid));
    let lot_number = number(world, step);
    Operation::Resuspension { lot, bottles, into: LotId::of(ESTATE, &lot_number), lot_number, sold_on: on }
}
