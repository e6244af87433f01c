use super::Node;
use super::declared::Nature;
use super::entry::{Entry, Line};
use super::place::{
    of_adjustment, of_bottle_entry, of_bulk, of_entry, of_loss, of_reclassification, of_return, of_sale,
    of_source,
};
use crate::bottle_lot::LotEvent;
use crate::fact::Fact;
use crate::terms::{LossCause, ReclassificationKind, Regime};
use crate::units::{Date, Month, MovementId, Volume, WineId};
use crate::vat::{EntryKind, VatEvent};

/// What an event enters in the return. Bottling and transfers enter nothing but their losses; a reclassification
/// enters both sides.
pub fn classify(fact: &Fact) -> Vec<Entry> {
    match fact {
        Fact::Vat(_, event) => classify_vat(event),
        Fact::Lot(_, event) => classify_lot(event).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn classify_vat(event: &VatEvent) -> Vec<Entry> {
    let line = |movement: &MovementId, occurred_on: &Date, wine: &WineId| Line {
        movement: *movement,
        occurred_on: *occurred_on,
        wine: *wine,
        regime: Regime::Suspended,
    };
    let entry = match event {
        VatEvent::WineReceived { movement, source, wine, volume_ml, occurred_on } => {
            of_source(source).and_then(|place| line(movement, occurred_on, wine).enter(place, *volume_ml))
        }
        VatEvent::LossRecorded { movement, cause, wine, volume_ml, occurred_on } => {
            line(movement, occurred_on, wine).enter(of_loss(*cause), *volume_ml)
        }
        VatEvent::BulkDispatched { movement, destination, wine, volume_ml, occurred_on } => {
            line(movement, occurred_on, wine).enter(of_bulk(destination), *volume_ml)
        }
        VatEvent::ContentAdjusted { movement, wine, difference_ml, reason, occurred_on, .. } => {
            let place = of_adjustment(*difference_ml, reason);
            line(movement, occurred_on, wine).enter(place, difference_ml.abs())
        }
        VatEvent::WineReclassified { movement, kind, from, to, volume_ml, occurred_on } => {
            let out = line(movement, occurred_on, from);
            let into = line(movement, occurred_on, to);
            return out
                .enter(of_reclassification(Node::ReclassifiedOut, *kind), *volume_ml)
                .into_iter()
                .chain(into.enter(of_reclassification(Node::ReclassifiedIn, *kind), *volume_ml))
                .collect();
        }
        VatEvent::EntryReversed {
            movement,
            of,
            wine,
            volume_ml,
            change_ml,
            original_on,
            occurred_on,
            ..
        } => {
            if let EntryKind::Reclassified { from, to, kind } = of {
                let line = |wine| line(movement, occurred_on, wine);
                return reverse_reclassification([line(from), line(to)], *kind, *volume_ml, *original_on);
            }
            of_entry(of, *change_ml)
                .and_then(|place| line(movement, occurred_on, wine).counter(place, *volume_ml, *original_on))
        }
        VatEvent::WineDrawn { .. }
        | VatEvent::VatCommissioned { .. }
        | VatEvent::AdditionMade { .. }
        | VatEvent::AnalysisRecorded { .. }
        | VatEvent::VatRetired { .. } => None,
    };
    entry.into_iter().collect()
}

/// A reclassification taken back, given the wine that had left and the one that had entered: in its month both sides
/// come off, later the wine passes the other way.
fn reverse_reclassification(
    [from, to]: [Line; 2],
    kind: ReclassificationKind,
    volume_ml: Volume,
    original_on: Date,
) -> Vec<Entry> {
    let same_month = Month::of(original_on).is_some_and(|month| month.contains(from.occurred_on));
    let place = |node| {
        let place = of_reclassification(node, kind);
        if same_month { place } else { place.with_nature(Nature::CounterEntry) }
    };
    let (leaves, enters, volume_ml) = if same_month { (from, to, -volume_ml) } else { (to, from, volume_ml) };
    leaves
        .enter(place(Node::ReclassifiedOut), volume_ml)
        .into_iter()
        .chain(enters.enter(place(Node::ReclassifiedIn), volume_ml))
        .collect()
}

fn classify_lot(event: &LotEvent) -> Option<Entry> {
    let line = |movement: &MovementId, occurred_on: &Date, wine: &WineId, regime: &Regime| Line {
        movement: *movement,
        occurred_on: *occurred_on,
        wine: *wine,
        regime: *regime,
    };
    match event {
        LotEvent::BottlesSold { movement, destination, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_sale(destination), *volume_ml)
        }
        LotEvent::BottlesReturned {
            movement, sold_on, regime, wine, volume_ml, reason, occurred_on, ..
        } => {
            let place = of_return(*sold_on, reason.clone());
            line(movement, occurred_on, wine, regime).enter(place, *volume_ml)
        }
        LotEvent::BottlesBroken { movement, cause, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_loss(*cause), *volume_ml)
        }
        LotEvent::BottlesTasted { movement, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_loss(LossCause::Sampling), *volume_ml)
        }
        LotEvent::CountAdjusted { movement, regime, wine, difference_ml, reason, occurred_on, .. } => {
            let place = of_adjustment(*difference_ml, reason);
            line(movement, occurred_on, wine, regime).enter(place, difference_ml.abs())
        }
        LotEvent::BottleEntryReversed {
            movement,
            of,
            regime,
            wine,
            change_ml,
            original_on,
            occurred_on,
            ..
        } => {
            let place = of_bottle_entry(of, *change_ml)?;
            line(movement, occurred_on, wine, regime).counter(place, change_ml.abs(), *original_on)
        }
        LotEvent::BottlesFilled { .. }
        | LotEvent::BottlesReserved { .. }
        | LotEvent::ReservationReleased { .. } => None,
    }
}
