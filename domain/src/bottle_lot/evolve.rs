use std::collections::{BTreeMap, BTreeSet};

use super::state::BottleEntry;
use super::{BottleEntryKind, BottleLot, Lot, LotEvent, Withdrawal};
use crate::terms::{Errand, LossCause, SaleDestination};
use crate::timeline::Counts;
use crate::units::{Date, MovementId, OrderId};

impl BottleLot {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &LotEvent) {
        match (self, event) {
            (
                this @ Self::Unknown,
                LotEvent::BottlesFilled {
                    movement,
                    origin,
                    lot_number,
                    wine,
                    vintage,
                    size_ml,
                    bottles,
                    regime,
                    capsules,
                    occurred_on,
                },
            ) => {
                let mut lot = Lot {
                    lot_number: lot_number.clone(),
                    wine: *wine,
                    vintage: *vintage,
                    size_ml: *size_ml,
                    regime: *regime,
                    capsules: *capsules,
                    filled_on: *occurred_on,
                    on_hand: Counts::default(),
                    reserved: BTreeMap::new(),
                    sold: 0,
                    sold_in_france: Counts::default(),
                    sold_elsewhere: Counts::default(),
                    away: BTreeMap::new(),
                    entries: Vec::new(),
                    reversed: BTreeSet::new(),
                };
                lot.enter(*movement, BottleEntryKind::Filled(*origin), *bottles, *occurred_on);
                *this = Self::Filled(lot);
            }
            (Self::Unknown, _) => {}
            (Self::Filled(lot), event) => lot.take(event),
        }
    }
}

impl Lot {
    fn take(&mut self, event: &LotEvent) {
        match event {
            LotEvent::BottlesFilled { .. } => {}
            LotEvent::BottlesReserved { order, bottles } => {
                *self.reserved.entry(*order).or_default() += bottles;
            }
            LotEvent::ReservationReleased { order, bottles } => self.release(*order, *bottles),
            LotEvent::BottlesSold { movement, order, destination, bottles, occurred_on, .. } => {
                if let Some(order) = order {
                    self.release(*order, *bottles);
                }
                self.book_sale(Some(destination), *occurred_on, *bottles);
                self.enter(*movement, BottleEntryKind::Sold(destination.clone()), -bottles, *occurred_on);
            }
            LotEvent::BottlesReturned { movement, sold_on, sold_to, bottles, occurred_on, .. } => {
                self.book_sale(sold_to.as_ref(), *sold_on, -bottles);
                let kind = BottleEntryKind::Returned { sold_on: *sold_on, sold_to: sold_to.clone() };
                self.enter(*movement, kind, *bottles, *occurred_on);
            }
            LotEvent::BottlesBroken { movement, cause, bottles, occurred_on, .. } => {
                self.enter(*movement, BottleEntryKind::Lost(*cause), -bottles, *occurred_on);
            }
            LotEvent::BottlesTasted { movement, bottles, occurred_on, .. } => {
                let kind = BottleEntryKind::Lost(LossCause::Sampling);
                self.enter(*movement, kind, -bottles, *occurred_on);
            }
            LotEvent::BottlesWithdrawn { movement, withdrawal, bottles, occurred_on, .. } => {
                if let Withdrawal::Errand { errand } = withdrawal {
                    self.send_away(*errand, *occurred_on, *bottles);
                }
                self.enter(*movement, BottleEntryKind::Withdrawn(*withdrawal), -bottles, *occurred_on);
            }
            LotEvent::BottlesBroughtBack { movement, errand, bottles, occurred_on, .. } => {
                self.send_away(*errand, *occurred_on, -bottles);
                self.enter(
                    *movement,
                    BottleEntryKind::BroughtBack { errand: *errand },
                    *bottles,
                    *occurred_on,
                );
            }
            LotEvent::CountAdjusted { movement, difference, annual, occurred_on, .. } => {
                let kind =
                    if *annual { BottleEntryKind::AnnuallyAdjusted } else { BottleEntryKind::Adjusted };
                self.enter(*movement, kind, *difference, *occurred_on);
            }
            LotEvent::BottleEntryReversed {
                movement,
                reverses,
                of,
                change,
                original_on,
                occurred_on,
                ..
            } => {
                match of {
                    BottleEntryKind::Sold(destination) => {
                        self.book_sale(Some(destination), *original_on, -change);
                    }
                    BottleEntryKind::Returned { sold_on, sold_to } => {
                        self.book_sale(sold_to.as_ref(), *sold_on, -change);
                    }
                    BottleEntryKind::Withdrawn(Withdrawal::Errand { errand })
                    | BottleEntryKind::BroughtBack { errand } => {
                        self.send_away(*errand, *occurred_on, -change);
                    }
                    _ => {}
                }
                self.reversed.insert(*reverses);
                self.enter(*movement, BottleEntryKind::Reversal, *change, *occurred_on);
            }
        }
    }

    /// Takes in what was sold, or less of it; without a place, to France under capsules.
    fn book_sale(&mut self, destination: Option<&SaleDestination>, on: Date, bottles: i64) {
        self.sold += bottles;
        let in_france = destination.is_none_or(SaleDestination::is_france_crd);
        let counts = if in_france { &mut self.sold_in_france } else { &mut self.sold_elsewhere };
        counts.insert(on, bottles);
    }

    fn send_away(&mut self, errand: Errand, on: Date, bottles: i64) {
        self.away.entry(errand).or_default().insert(on, bottles);
    }

    fn enter(&mut self, movement: MovementId, kind: BottleEntryKind, change: i64, on: Date) {
        self.on_hand.insert(on, change);
        self.entries.push(BottleEntry { movement, kind, change, on });
    }

    fn release(&mut self, order: OrderId, bottles: i64) {
        if let Some(reserved) = self.reserved.get_mut(&order) {
            *reserved -= bottles;
            if *reserved <= 0 {
                self.reserved.remove(&order);
            }
        }
    }
}
