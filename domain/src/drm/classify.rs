use super::Side;
use super::entry::{Entry, Line};
use super::place::Place;
use super::placing::{
    of_adjustment, of_annual_adjustment, of_bottle_entry, of_bulk, of_entry, of_errand_back, of_filling,
    of_loss, of_purpose, of_reclassification, of_sale, of_sale_return, of_source, of_withdrawal,
};
use crate::bottle_lot::LotEvent;
use crate::fact::Fact;
use crate::terms::{LossCause, Regime};
use crate::units::{Date, MovementId, Volume, WineId};
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
        VatEvent::WineDrawn { movement, purpose, wine, volume_ml, occurred_on } => {
            of_purpose(purpose).and_then(|place| line(movement, occurred_on, wine).enter(place, *volume_ml))
        }
        VatEvent::ContentAdjusted { movement, wine, difference_ml, reason, annual, occurred_on, .. } => {
            let place = found(*difference_ml, reason, *annual);
            line(movement, occurred_on, wine).enter(place, difference_ml.abs())
        }
        VatEvent::WineReclassified { movement, kind, from, to, volume_ml, occurred_on } => {
            let out = line(movement, occurred_on, from);
            let into = line(movement, occurred_on, to);
            return out
                .enter(of_reclassification(Side::Exit, *kind), *volume_ml)
                .into_iter()
                .chain(into.enter(of_reclassification(Side::Entry, *kind), *volume_ml))
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
                let counter = |side, wine| {
                    let place = of_reclassification(side, *kind);
                    line(movement, occurred_on, wine).counter(place, *volume_ml, *original_on)
                };
                return counter(Side::Exit, from).into_iter().chain(counter(Side::Entry, to)).collect();
            }
            of_entry(of, *change_ml)
                .and_then(|place| line(movement, occurred_on, wine).counter(place, *volume_ml, *original_on))
        }
        VatEvent::VatCommissioned { .. }
        | VatEvent::AdditionMade { .. }
        | VatEvent::AnalysisRecorded { .. }
        | VatEvent::VatRetired { .. } => None,
    };
    entry.into_iter().collect()
}

/// Where an inventory stands.
fn found(difference: Volume, reason: &str, annual: bool) -> Place {
    if annual { of_annual_adjustment(difference) } else { of_adjustment(difference, reason) }
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
            movement,
            sold_on,
            sold_to,
            regime,
            wine,
            volume_ml,
            reason,
            occurred_on,
            ..
        } => {
            let place = of_sale_return(*sold_on, sold_to.as_ref(), reason);
            line(movement, occurred_on, wine, regime).enter(place, *volume_ml)
        }
        LotEvent::BottlesBroken { movement, cause, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_loss(*cause), *volume_ml)
        }
        LotEvent::BottlesTasted { movement, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_loss(LossCause::Sampling), *volume_ml)
        }
        LotEvent::BottlesFilled { movement, origin, wine, size_ml, bottles, regime, occurred_on, .. } => {
            let volume_ml = Volume::from_ml(*size_ml).times(*bottles)?;
            line(movement, occurred_on, wine, regime).enter(of_filling(origin)?, volume_ml)
        }
        LotEvent::BottlesWithdrawn { movement, withdrawal, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_withdrawal(*withdrawal), *volume_ml)
        }
        LotEvent::BottlesBroughtBack { movement, errand, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_errand_back(*errand), *volume_ml)
        }
        LotEvent::CountAdjusted {
            movement,
            regime,
            wine,
            difference_ml,
            reason,
            annual,
            occurred_on,
            ..
        } => {
            let place = found(*difference_ml, reason, *annual);
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
        LotEvent::BottlesReserved { .. } | LotEvent::ReservationReleased { .. } => None,
    }
}
