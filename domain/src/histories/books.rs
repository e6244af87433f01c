//! The cellar's figures, kept anew from the facts and apart from the aggregates: plain lists of dated changes, summed.

use std::collections::BTreeMap;

use crate::Fact;
use crate::bottle_lot::{BottleEntryKind, LotEvent};
use crate::capsule_account::CapsuleEvent;
use crate::drm::Return;
use crate::drm_period::DrmPeriodEvent;
use crate::estate::EstateEvent;
use crate::identity::EstateIdentity;
use crate::terms::{Regime, SaleDestination};
use crate::units::{CapsuleAccountId, Date, LotId, Month, MovementId, OrderId, VatId, Volume, WineId};
use crate::vat::{EntryKind, VatEvent};

/// A stock of a declared wine.
pub(super) type Stock = BTreeMap<(WineId, Regime), i64>;

/// What an entry does to a vat.
#[derive(Clone, Copy, Debug)]
enum Change {
    Flow(WineId, i64),
    Rename { from: WineId, to: WineId, whole: i64 },
}

/// A vat: its capacity and its dated changes, each with its movement.
#[derive(Default)]
pub(super) struct VatBook {
    capacity: i64,
    changes: Vec<(Date, MovementId, Change)>,
}

/// A lot: what is in a bottle, its dated changes, and what is set aside.
#[derive(Default)]
pub(super) struct LotBook {
    wine: Option<(WineId, Regime)>,
    size_ml: i64,
    changes: Vec<(Date, MovementId, i64)>,
    reserved: BTreeMap<OrderId, i64>,
    /// Sold in France under capsules less come back, by the day of the sale.
    sold: Vec<(Date, i64)>,
    /// The same of what was sold anywhere else.
    sold_elsewhere: Vec<(Date, i64)>,
}

/// All of it.
#[derive(Default)]
pub(super) struct Books {
    pub(super) vats: BTreeMap<VatId, VatBook>,
    pub(super) lots: BTreeMap<LotId, LotBook>,
    pub(super) capsules: BTreeMap<CapsuleAccountId, Vec<(Date, i64)>>,
    opening: Stock,
    placed: Vec<(Date, (WineId, Regime), i64)>,
    pub(super) closed: BTreeMap<Month, Return>,
    /// What the estate stated of itself last.
    pub(super) identity: Option<EstateIdentity>,
}

impl Books {
    pub(super) fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Vat(id, event) => self.vats.entry(*id).or_default().take(event),
            Fact::Lot(id, event) => self.lots.entry(*id).or_default().take(event),
            Fact::Capsules(id, event) => self.capsules.entry(*id).or_default().push(capsule_change(event)),
            Fact::Estate(_, EstateEvent::EstateDescribed { identity }) => {
                assert_ne!(self.identity.as_ref(), Some(identity), "what is known is not written again");
                self.identity = Some(identity.clone());
            }
            Fact::Estate(_, EstateEvent::OpeningStockTaken { stocks, .. }) => {
                self.opening = stocks.iter().map(|it| ((it.wine, it.regime), it.volume_ml.ml())).collect();
            }
            Fact::Estate(_, EstateEvent::OpeningStockPlaced { wine, regime, volume_ml, occurred_on, .. }) => {
                self.placed.push((*occurred_on, (*wine, *regime), volume_ml.ml()));
            }
            Fact::Estate(
                _,
                EstateEvent::OpeningPlacementReversed { wine, regime, volume_ml, occurred_on, .. },
            ) => {
                self.placed.push((*occurred_on, (*wine, *regime), -volume_ml.ml()));
            }
            Fact::Period(_, DrmPeriodEvent::MonthClosed { month, drm, .. }) => {
                self.closed.insert(*month, drm.clone());
            }
            _ => {}
        }
    }

    /// All that the estate owned at the end of that day: in vats, in bottles, and still to be found.
    pub(super) fn stock(&self, on: Date) -> Stock {
        let mut stock = self.opening.clone();
        for (_, key, volume) in self.placed.iter().filter(|(day, ..)| *day <= on) {
            *stock.entry(*key).or_default() -= volume;
        }
        for vat in self.vats.values() {
            let (volume, wine) = vat.walk(on);
            if let Some(wine) = wine.filter(|wine| !wine.is_being_made()) {
                *stock.entry((wine, Regime::Suspended)).or_default() += volume;
            }
        }
        for lot in self.lots.values() {
            let bottles: i64 =
                lot.changes.iter().filter(|(day, ..)| *day <= on).map(|(.., change)| change).sum();
            if let Some(wine) = lot.wine {
                *stock.entry(wine).or_default() += bottles * lot.size_ml;
            }
        }
        stock.retain(|_, volume| *volume != 0);
        stock
    }

    /// The opening stock that is still to be found.
    pub(super) fn unplaced(&self) -> Stock {
        let mut unplaced = self.opening.clone();
        for (_, key, volume) in &self.placed {
            *unplaced.entry(*key).or_default() -= volume;
        }
        unplaced
    }

    /// Capsules at the end of that day.
    pub(super) fn capsules_at(&self, account: CapsuleAccountId, on: Date) -> i64 {
        self.capsules[&account].iter().filter(|(day, _)| *day <= on).map(|(_, change)| change).sum()
    }
}

fn capsule_change(event: &CapsuleEvent) -> (Date, i64) {
    match event {
        CapsuleEvent::CapsulesOpened { count, month, .. } => (month.first_day().unwrap(), *count),
        CapsuleEvent::CapsulesBought { count, occurred_on }
        | CapsuleEvent::CapsuleUseReversed { count, occurred_on, .. }
        | CapsuleEvent::CapsulesReturned { count, occurred_on }
        | CapsuleEvent::CapsulesFound { count, occurred_on } => (*occurred_on, *count),
        CapsuleEvent::CapsulesUsed { count, occurred_on, .. }
        | CapsuleEvent::CapsulesDestroyed { count, occurred_on }
        | CapsuleEvent::CapsulesMissing { count, occurred_on } => (*occurred_on, -count),
    }
}

/// Changes in the order of their days; of one day, as they came.
fn in_order<T>(changes: &[T], day: impl Fn(&T) -> Date) -> Vec<&T> {
    let mut sorted: Vec<&T> = changes.iter().collect();
    sorted.sort_by_key(|change| day(change));
    sorted
}

/// Panics where a running count is below zero on any day.
pub(super) fn never_below_zero(what: &str, changes: &[(Date, i64)]) {
    let mut count = 0;
    for (on, change) in in_order(changes, |(day, _)| *day) {
        count += change;
        assert!(count >= 0, "{what}: {count} on {on}");
    }
}

impl VatBook {
    fn take(&mut self, event: &VatEvent) {
        let (on, movement, change) = match event {
            VatEvent::VatCommissioned { capacity_ml, .. } => {
                self.capacity = capacity_ml.ml();
                return;
            }
            VatEvent::WineReceived { movement, wine, volume_ml, occurred_on, .. } => {
                (occurred_on, movement, Change::Flow(*wine, volume_ml.ml()))
            }
            VatEvent::WineDrawn { movement, wine, volume_ml, occurred_on, .. }
            | VatEvent::LossRecorded { movement, wine, volume_ml, occurred_on, .. }
            | VatEvent::BulkDispatched { movement, wine, volume_ml, occurred_on, .. } => {
                (occurred_on, movement, Change::Flow(*wine, -volume_ml.ml()))
            }
            VatEvent::ContentAdjusted { movement, wine, difference_ml, occurred_on, .. } => {
                (occurred_on, movement, Change::Flow(*wine, difference_ml.ml()))
            }
            VatEvent::WineReclassified { movement, from, to, volume_ml, occurred_on, .. } => {
                let change = Change::Rename { from: *from, to: *to, whole: volume_ml.ml() };
                (occurred_on, movement, change)
            }
            VatEvent::EntryReversed { movement, of, wine, volume_ml, change_ml, occurred_on, .. } => {
                let change = match of {
                    EntryKind::Reclassified { from, to, .. } => {
                        Change::Rename { from: *to, to: *from, whole: volume_ml.ml() }
                    }
                    _ => Change::Flow(*wine, change_ml.ml()),
                };
                (occurred_on, movement, change)
            }
            VatEvent::AdditionMade { .. }
            | VatEvent::AnalysisRecorded { .. }
            | VatEvent::VatRetired { .. } => return,
        };
        self.changes.push((*on, *movement, change));
    }

    /// What is there at the end of that day. Panics where the vat is overdrawn, overfull or holds two wines.
    pub(super) fn walk(&self, until: Date) -> (i64, Option<WineId>) {
        let (mut volume, mut wine) = (0, None);
        for (on, _, change) in in_order(&self.changes, |(day, ..)| *day) {
            if *on > until {
                break;
            }
            match change {
                Change::Flow(moves, change) => {
                    assert!(
                        volume == 0 || *change == 0 || wine == Some(*moves),
                        "two wines in a vat on {on}"
                    );
                    volume += change;
                    wine = if volume == 0 { None } else { wine.or(Some(*moves)) };
                }
                Change::Rename { from, to, whole } => {
                    assert_eq!(
                        (volume, wine),
                        (*whole, Some(*from)),
                        "a reclassification that is not whole on {on}"
                    );
                    wine = Some(*to);
                }
            }
            assert!((0..=self.capacity).contains(&volume), "{volume} ml of {} on {on}", self.capacity);
        }
        (volume, wine)
    }

    /// What a movement did to the content.
    pub(super) fn change_by(&self, movement: MovementId) -> Volume {
        let own = self.changes.iter().filter(|(_, by, _)| *by == movement);
        let flows = own.map(|(.., change)| if let Change::Flow(_, change) = change { *change } else { 0 });
        Volume::from_ml(flows.sum())
    }
}

impl LotBook {
    fn take(&mut self, event: &LotEvent) {
        let (on, movement, change) = match event {
            LotEvent::BottlesFilled { movement, wine, regime, size_ml, bottles, occurred_on, .. } => {
                (self.wine, self.size_ml) = (Some((*wine, *regime)), *size_ml);
                (occurred_on, movement, *bottles)
            }
            LotEvent::BottlesReserved { order, bottles } => {
                *self.reserved.entry(*order).or_default() += bottles;
                return;
            }
            LotEvent::ReservationReleased { order, .. } => {
                self.reserved.remove(order);
                return;
            }
            LotEvent::BottlesSold { movement, order, destination, bottles, occurred_on, .. } => {
                self.sold_to(Some(destination), *occurred_on, *bottles);
                if let Some(order) = order {
                    *self.reserved.entry(*order).or_default() -= bottles;
                }
                (occurred_on, movement, -bottles)
            }
            LotEvent::BottlesBroughtBack { movement, bottles, occurred_on, .. } => {
                (occurred_on, movement, *bottles)
            }
            LotEvent::BottlesReturned { movement, sold_on, sold_to, bottles, occurred_on, .. } => {
                self.sold_to(sold_to.as_ref(), *sold_on, -bottles);
                (occurred_on, movement, *bottles)
            }
            LotEvent::BottlesBroken { movement, bottles, occurred_on, .. }
            | LotEvent::BottlesWithdrawn { movement, bottles, occurred_on, .. }
            | LotEvent::BottlesTasted { movement, bottles, occurred_on, .. } => {
                (occurred_on, movement, -bottles)
            }
            LotEvent::CountAdjusted { movement, difference, occurred_on, .. } => {
                (occurred_on, movement, *difference)
            }
            LotEvent::BottleEntryReversed { movement, of, change, original_on, occurred_on, .. } => {
                match of {
                    BottleEntryKind::Sold(to) => self.sold_to(Some(to), *original_on, -change),
                    BottleEntryKind::Returned { sold_on, sold_to } => {
                        self.sold_to(sold_to.as_ref(), *sold_on, -change);
                    }
                    _ => {}
                }
                (occurred_on, movement, *change)
            }
        };
        self.changes.push((*on, *movement, change));
    }

    fn sold_to(&mut self, destination: Option<&SaleDestination>, on: Date, bottles: i64) {
        let in_france = destination.is_none_or(SaleDestination::is_france_crd);
        if in_france { &mut self.sold } else { &mut self.sold_elsewhere }.push((on, bottles));
    }

    /// Panics where bottles are overdrawn on any day, come back that were not sold, or are set aside without being there.
    pub(super) fn holds(&self, id: LotId) {
        let counts: Vec<(Date, i64)> = self.changes.iter().map(|(on, _, change)| (*on, *change)).collect();
        never_below_zero(&format!("lot {id}"), &counts);
        never_below_zero(&format!("sold in France of lot {id}"), &self.sold);
        never_below_zero(&format!("sold elsewhere of lot {id}"), &self.sold_elsewhere);
        let on_hand = self.last();
        let reserved: i64 = self.reserved.values().sum();
        assert!(
            self.reserved.values().all(|bottles| *bottles >= 0),
            "lot {id}: {:?} set aside",
            self.reserved
        );
        assert!(reserved <= on_hand, "lot {id}: {reserved} set aside of {on_hand}");
    }

    /// What is on hand after everything.
    pub(super) fn last(&self) -> i64 {
        self.changes.iter().map(|(.., change)| change).sum()
    }

    /// The wine in the bottles on hand at the end of that day.
    pub(super) fn volume_at(&self, on: Date) -> Volume {
        let bottles = self.changes.iter().filter(|(day, ..)| *day <= on).map(|(.., change)| change);
        Volume::from_ml(bottles.sum::<i64>() * self.size_ml)
    }

    /// What a movement did to the wine in the bottles.
    pub(super) fn change_by(&self, movement: MovementId) -> Volume {
        let own = self.changes.iter().filter(|(_, by, _)| *by == movement);
        Volume::from_ml(own.map(|(.., change)| change * self.size_ml).sum())
    }
}
