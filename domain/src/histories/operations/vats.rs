//! Operations on vats.

use super::choose::{unplaced, volume};
use crate::estate::{Claiming, Estate};
use crate::histories::step::{Absurd, Kind, Step};
use crate::histories::world::{WINES, World, part_of, pick};
use crate::movement::Operation;
use crate::terms::{BulkDestination, Country, Errand, ReclassificationKind, Regime};
use crate::testing::{ESTATE, vat, wine};
use crate::units::{Date, VatId, Volume, WineId};
use crate::vat::{Share, Vessel};

/// A vat with wine on that day and later, and a part of what it can give.
pub(super) fn leaving(world: &World, step: &Step, on: Date, most_in_1000: i64) -> (VatId, Volume) {
    let stocked = stocked(world, on);
    match (pick(&stocked, step.which), step.absurd) {
        (Some((id, _, lowest)), None | Some(Absurd::Day | Absurd::Quantity(_))) => {
            (*id, volume(step, part_of(lowest * most_in_1000 / 1_000, step.part).max(1)))
        }
        _ => (vat(9_999), volume(step, 1)),
    }
}

/// The vats with wine on that day and later: the least that each holds.
pub(super) fn stocked(world: &World, on: Date) -> Vec<(VatId, Vessel, i64)> {
    let vats = world.vats.iter().map(|id| (*id, world.vessel(*id)));
    let vats = vats.map(|(id, vessel)| {
        let lowest = vessel.contents.lowest_from(on).0.ml();
        (id, vessel, lowest)
    });
    vats.filter(|(.., lowest)| *lowest > 0).collect()
}

/// A vat with room on that day and later for that wine, or for any: what fits, and a wine that may enter.
pub(super) fn entering(world: &World, step: &Step, on: Date, wanted: Option<WineId>) -> (VatId, i64, WineId) {
    let any_wine = wine(WINES[usize::from(step.other) % WINES.len()]);
    let vats = world.vats.iter().map(|id| (*id, world.vessel(*id)));
    let candidates: Vec<(VatId, i64, WineId)> = vats
        .map(|(id, vessel)| {
            let room = (vessel.capacity - vessel.contents.highest_from(on).0).ml();
            let holds = vessel.contents.at(on).1.or(vessel.contents.last().1);
            (id, room, holds.unwrap_or(wanted.unwrap_or(any_wine)))
        })
        .filter(|(_, room, holds)| *room > 0 && wanted.is_none_or(|wanted| wanted == *holds))
        .collect();
    match (pick(&candidates, step.which), step.absurd) {
        (_, Some(Absurd::Stranger)) | (None, _) => (vat(9_999), 1, wanted.unwrap_or(any_wine)),
        (Some(found), _) => *found,
    }
}

/// Whether the estate claims its wine after the harvest.
pub(in crate::histories) fn claims_later(world: &World) -> bool {
    let estate = world.house.desk.state(ESTATE.uuid());
    matches!(estate, Estate::Registered(books) if books.claiming == Claiming::WhenClaimed)
}

pub(super) fn harvest(world: &mut World, step: &Step, on: Date) -> Operation {
    let made = claims_later(world).then(|| wine(WINES[usize::from(step.other) % WINES.len()]).being_made());
    let (vat, room, wine) = entering(world, step, on, made);
    let wanted = part_of(room.min(2_500_000), step.part).max(2);
    let waste = wanted / 40;
    Operation::Harvest {
        harvest: world.house.next_harvest(),
        parcel: *pick(&world.parcels, step.other).unwrap(),
        vat,
        wine: wine.declared(),
        vintage: 2026,
        volume_ml: volume(step, wanted),
        waste_ml: Volume::from_ml(waste),
        weight_kg: None,
        potential_abv: None,
    }
}

pub(super) fn purchase(world: &World, step: &Step, on: Date) -> Operation {
    let (vat, room, wine) = entering(world, step, on, None);
    let volume_ml = volume(step, part_of(room.min(1_000_000), step.part));
    Operation::Purchase { vat, wine: wine.declared(), volume_ml, supplier: None }
}

pub(super) fn opening_in_vat(world: &World, step: &Step, on: Date) -> Operation {
    let (wine, left) = unplaced(world, Regime::Suspended, step.other).unwrap_or((wine(WINES[0]), 1));
    let (vat, room, _) = entering(world, step, on, Some(wine));
    Operation::OpeningInVat { vat, wine, volume_ml: volume(step, part_of(room.min(left), step.part)) }
}

/// What fits into a vat of that wine on that day and later.
fn room_for(vessel: &Vessel, wine: Option<WineId>, on: Date) -> i64 {
    let holds = vessel.contents.at(on).1.or(vessel.contents.last().1);
    let fits = holds.is_none() || holds == wine;
    if fits { (vessel.capacity - vessel.contents.highest_from(on).0).ml() } else { 0 }
}

pub(super) fn transfer(world: &World, step: &Step, on: Date) -> Operation {
    let stocked = stocked(world, on);
    let Some((first, vessel, lowest)) = pick(&stocked, step.which) else {
        let sources = vec![Share { vat: vat(9_999), volume_ml: volume(step, 1) }];
        return Operation::Transfer { sources, to: world.vats[0], loss_ml: Volume::ZERO };
    };
    let wine = vessel.contents.at(on).1;
    let second = stocked
        .iter()
        .filter(|(id, other, _)| step.kind == Kind::Blend && id != first && other.contents.at(on).1 == wine)
        .nth(usize::from(step.other % 2));
    let sources: Vec<VatId> = [*first].into_iter().chain(second.map(|(id, ..)| *id)).collect();
    let others = world.vats.iter().filter(|id| !sources.contains(id));
    let rooms = others.map(|id| (*id, room_for(&world.vessel(*id), wine, on)));
    let rooms: Vec<(VatId, i64)> = rooms.filter(|(_, room)| *room > 1).collect();
    let (to, room) = pick(&rooms, step.other).copied().unwrap_or((world.vats[0], 2));
    let mut shares = Vec::new();
    for (source, lowest) in sources.iter().zip([Some(*lowest), second.map(|(.., lowest)| *lowest)]) {
        let most = lowest.unwrap_or(0).min(room / i64::try_from(sources.len()).unwrap_or(1));
        shares.push(Share { vat: *source, volume_ml: volume(step, part_of(most, step.part).max(1)) });
    }
    let loss = if step.absurd.is_none() { shares[0].volume_ml.ml() / 200 } else { 0 };
    Operation::Transfer { sources: shares, to, loss_ml: Volume::from_ml(loss) }
}

/// Of a vat whose later entries would stand in the way only after the last of them.
pub(super) fn reclassification(world: &World, step: &Step, on: Date) -> (Operation, Date) {
    let stocked = stocked(world, on);
    let Some((vat, vessel, _)) = pick(&stocked, step.which) else {
        let kind = ReclassificationKind::Transfer;
        return (Operation::Reclassification { vat: vat(9_999), to: wine(WINES[0]), kind, part: None }, on);
    };
    let holds = vessel.contents.last().1;
    let others: Vec<WineId> = WINES.map(wine).into_iter().filter(|wine| Some(*wine) != holds).collect();
    let kind = ReclassificationKind::Downgrade;
    let to = *pick(&others, step.other).unwrap();
    let on =
        if step.absurd.is_some() { on } else { vessel.contents.last_day().map_or(on, |last| last.max(on)) };
    (Operation::Reclassification { vat: *vat, to, kind, part: None }, on)
}

/// Up to 1 hl more or less than the books say, within what holds.
pub(super) fn adjustment(world: &World, step: &Step, on: Date) -> Operation {
    let stocked = stocked(world, on);
    let Some((vat, vessel, lowest)) = pick(&stocked, step.which) else {
        let (vat, room, wine) = entering(world, step, on, None);
        let counted_ml = volume(step, part_of(room.min(100_000), step.part));
        return Operation::Adjustment {
            vat,
            counted_ml,
            wine: Some(wine),
            reason: "jauge".to_owned(),
            annual: false,
        };
    };
    let booked = vessel.contents.at(on).0.ml();
    let room = (vessel.capacity - vessel.contents.highest_from(on).0).ml();
    let change = if step.other.is_multiple_of(2) {
        part_of(room.min(100_000), step.part)
    } else {
        -part_of((*lowest).min(100_000), step.part)
    };
    let counted_ml = volume(step, booked + change);
    Operation::Adjustment { vat: *vat, counted_ml, wine: None, reason: "jauge".to_owned(), annual: false }
}

pub(super) fn bulk_destination(die: u8) -> BulkDestination {
    match die % 10 {
        0 => BulkDestination::FranceWithoutContract,
        1 => BulkDestination::Contract { number: "V26-1".to_owned() },
        2 => BulkDestination::OutsideContract,
        3 => BulkDestination::Export { country: Country::parse("BE").unwrap() },
        4 => BulkDestination::Distillery,
        5 => BulkDestination::Industry,
        6 => BulkDestination::Errand { errand: Errand::Work },
        7 => BulkDestination::MadeIntoOther { product: "gelée".to_owned() },
        8 => BulkDestination::Corsica,
        _ => BulkDestination::Other { reason: "don".to_owned() },
    }
}
