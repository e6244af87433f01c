//! What a movement touches: what its operation names, from the draft on, and what the events of its effects name (the
//! wine of a transfer stands only there). Those events come before the movement's own, so the links stand for themselves.

use domain::Fact;
use domain::bottle_lot::LotEvent;
use domain::harvest::HarvestEvent;
use domain::movement::{MovementEvent, Operation};
use domain::parcel::ParcelEvent;
use domain::timeline::{Effect, Entry};
use domain::units::{LotId, MovementId, VatId, WineId};
use uuid::Uuid;

use crate::cellar::{CellarRows, MovementSubject, SubjectKind};
use crate::contract::Fault;

type Subject = (Uuid, SubjectKind);

pub(super) fn want(rows: &mut CellarRows, fact: &Fact) {
    let links = match fact {
        Fact::Movement(
            movement,
            MovementEvent::MovementDrafted { operation, .. }
            | MovementEvent::MovementAmended { operation, .. }
            | MovementEvent::MovementValidated { operation, .. },
        ) => Some((*movement, of_operation(operation))),
        fact => of_effect(fact),
    };
    for (movement, subject) in each(links) {
        // Known rows are not written again: validating a draft finds its links in place.
        rows.movement_subjects.want((subject.0, movement));
    }
}

/// Links what an effect touches.
pub(super) fn fold(rows: &mut CellarRows, fact: &Fact) -> Result<(), Fault> {
    each(of_effect(fact)).try_for_each(|(movement, subject)| link(rows, movement, subject))
}

/// Links what the operation names.
pub(super) fn attach(
    rows: &mut CellarRows,
    movement: MovementId,
    operation: &Operation,
) -> Result<(), Fault> {
    of_operation(operation).into_iter().try_for_each(|subject| link(rows, movement, subject))
}

/// Takes the links of an amended operation away.
pub(super) fn detach(rows: &mut CellarRows, movement: MovementId, operation: &Operation) {
    for (subject, _) in of_operation(operation) {
        rows.movement_subjects.remove((subject, movement));
    }
}

fn link(rows: &mut CellarRows, movement: MovementId, (subject, kind): Subject) -> Result<(), Fault> {
    let new = || MovementSubject { subject_id: subject, movement_id: movement, kind };
    rows.movement_subjects.edit_or((subject, movement), new).map(drop)
}

fn each(links: Option<(MovementId, Vec<Subject>)>) -> impl Iterator<Item = (MovementId, Subject)> {
    links
        .into_iter()
        .flat_map(|(movement, subjects)| subjects.into_iter().map(move |subject| (movement, subject)))
}

fn vat(id: &VatId) -> Subject {
    (id.uuid(), SubjectKind::Vat)
}

fn lot(id: &LotId) -> Subject {
    (id.uuid(), SubjectKind::Lot)
}

/// Movements of wine that is being made are found under the wine that it is to become.
fn wine(id: &WineId) -> Subject {
    (id.declared().uuid(), SubjectKind::Wine)
}

fn of_operation(operation: &Operation) -> Vec<Subject> {
    match operation {
        Operation::Harvest { harvest, parcel, vat: into, wine: becomes, .. } => vec![
            (harvest.uuid(), SubjectKind::Harvest),
            (parcel.uuid(), SubjectKind::Parcel),
            vat(into),
            wine(becomes),
        ],
        Operation::Transfer { sources, to, .. } => {
            sources.iter().map(|source| vat(&source.vat)).chain([vat(to)]).collect()
        }
        Operation::Loss { vat: from, .. } | Operation::BulkDispatch { vat: from, .. } => vec![vat(from)],
        Operation::Bottling { vat: from, lot: filled, .. } => vec![vat(from), lot(filled)],
        Operation::BottleLoss { lot: of, .. }
        | Operation::Sale { lot: of, .. }
        | Operation::SaleReturn { lot: of, .. }
        | Operation::BottlesOut { lot: of, .. }
        | Operation::BottlesBack { lot: of, .. }
        | Operation::LotAdjustment { lot: of, .. } => vec![lot(of)],
        Operation::LotReclassification { lot: of, into, to, .. } => vec![lot(of), lot(into), wine(to)],
        Operation::Resuspension { lot: of, into, .. } => vec![lot(of), lot(into)],
        Operation::Purchase { vat: into, wine: bought, .. }
        | Operation::Arrival { vat: into, wine: bought, .. } => vec![vat(into), wine(bought)],
        Operation::Reclassification { vat: of, to, part, .. } => {
            let into = part.iter().map(|part| vat(&part.into));
            [vat(of), wine(to)].into_iter().chain(into).collect()
        }
        Operation::Adjustment { vat: of, wine: named, .. } => {
            [vat(of)].into_iter().chain(named.as_ref().map(wine)).collect()
        }
        Operation::OpeningInVat { vat: into, wine: found, .. } => vec![vat(into), wine(found)],
        Operation::BottlesIn { lot: filled, wine: found, .. }
        | Operation::OpeningInBottles { lot: filled, wine: found, .. } => vec![lot(filled), wine(found)],
        Operation::Reversal { .. } => Vec::new(),
    }
}

fn of_effect(fact: &Fact) -> Option<(MovementId, Vec<Subject>)> {
    match fact {
        Fact::Vat(id, event) => {
            let entry = Entry::of(event)?;
            let wines = match entry.effect {
                Effect::Flow { wine, .. } => vec![wine],
                Effect::Rename { from, to, .. } => vec![from, to],
            };
            Some((entry.movement, wines.iter().map(wine).chain([vat(id)]).collect()))
        }
        Fact::Lot(id, event) => of_lot(event).map(|(movement, of)| (movement, vec![lot(id), wine(&of)])),
        Fact::Harvest(id, HarvestEvent::HarvestReversed { movement, .. }) => {
            Some((*movement, vec![(id.uuid(), SubjectKind::Harvest)]))
        }
        Fact::Parcel(id, ParcelEvent::ParcelHarvestWithdrawn { movement, .. }) => {
            Some((*movement, vec![(id.uuid(), SubjectKind::Parcel)]))
        }
        _ => None,
    }
}

fn of_lot(event: &LotEvent) -> Option<(MovementId, WineId)> {
    match event {
        LotEvent::BottlesFilled { movement, wine, .. }
        | LotEvent::BottlesSold { movement, wine, .. }
        | LotEvent::BottlesReturned { movement, wine, .. }
        | LotEvent::BottlesBroken { movement, wine, .. }
        | LotEvent::BottlesTasted { movement, wine, .. }
        | LotEvent::BottlesWithdrawn { movement, wine, .. }
        | LotEvent::BottlesBroughtBack { movement, wine, .. }
        | LotEvent::CountAdjusted { movement, wine, .. }
        | LotEvent::BottleEntryReversed { movement, wine, .. } => Some((*movement, *wine)),
        LotEvent::BottlesReserved { .. } | LotEvent::ReservationReleased { .. } => None,
    }
}
