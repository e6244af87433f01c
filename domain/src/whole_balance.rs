//! Every leaf of the CIEL tree is reached by an operation of the cellar, and what the operations do adds up.

use std::collections::{BTreeMap, BTreeSet};

use crate::Fact;
use crate::drm::{Node, Side, classify};
use crate::movement::{BottlesFrom, MovementEvent, Operation, Part, imbalance};
use crate::terms::{
    Arrival, BulkDestination, Country, Errand, LossCause, ReclassificationKind, Regime, SaleDestination,
};
use crate::testing::{ESTATE, House, at, capsule_kind, day, hl, month, wine};
use crate::units::{Date, LotId, VatId, Volume, WineId};

const ERRANDS: [Errand; 4] = [Errand::Bottling, Errand::Storage, Errand::Work, Errand::Distillation];

mod being_made;

struct Cellar {
    house: House,
    vat: VatId,
    spare: VatId,
}

fn muscadet() -> WineId {
    wine("Muscadet")
}

fn number(lot_number: &str) -> (LotId, String) {
    (LotId::of(ESTATE, lot_number), lot_number.to_owned())
}

impl Cellar {
    fn new() -> Self {
        let stocks = [("Muscadet", Regime::Suspended, hl("100")), ("Muscadet", Regime::Paid, hl("7.5"))];
        let mut house = House::open(&["Muscadet", "Vin de France", "VCI", "Lies"], &stocks);
        let (vat, spare) = (house.vat(500), house.vat(500));
        house.capsules(capsule_kind(750), 10_000);
        let placed = Operation::OpeningInVat { vat, wine: muscadet(), volume_ml: hl("100") };
        house.record(placed, day("2026-08-01")).unwrap();
        Self { house, vat, spare }
    }

    fn record(&mut self, operation: Operation, on: Date) {
        let kind = operation.kind();
        self.house.record(operation, on).unwrap_or_else(|refusal| panic!("{kind}: {refusal}"));
    }

    fn arrive(&mut self, arrival: Arrival) {
        let (vat, wine) = (self.vat, muscadet());
        self.record(Operation::Arrival { vat, wine, volume_ml: hl("1"), arrival }, at(12));
    }

    fn send(&mut self, destination: BulkDestination) {
        let vat = self.vat;
        self.record(Operation::BulkDispatch { vat, volume_ml: hl("1"), destination }, at(13));
    }

    fn bulk(&mut self) {
        let reason = || "motif".to_owned();
        for errand in ERRANDS {
            self.send(BulkDestination::Errand { errand });
            self.arrive(Arrival::Back { errand });
        }
        self.arrive(Arrival::HandlingGain);
        self.arrive(Arrival::SmallBulkBack);
        self.arrive(Arrival::UntaxedBack { reason: reason() });
        self.arrive(Arrival::Replaced { sold_on: at(1), reason: reason() });
        self.arrive(Arrival::Other { reason: reason() });
        self.send(BulkDestination::FranceWithoutContract);
        self.send(BulkDestination::Contract { number: "V26-1".to_owned() });
        self.send(BulkDestination::MadeIntoOther { product: "gelée".to_owned() });
        self.send(BulkDestination::Corsica);
        self.send(BulkDestination::Other { reason: reason() });
        for cause in [LossCause::TankStorage, LossCause::Sampling] {
            self.record(Operation::Loss { vat: self.vat, volume_ml: hl("0.1"), cause }, at(14));
        }
    }

    /// Reclassifies a part, and takes VCI in that was harvested the year before.
    fn pass_on(&mut self) {
        let part = Some(Part { into: self.spare, volume_ml: hl("10") });
        let (vat, to, kind) = (self.vat, wine("Vin de France"), ReclassificationKind::Downgrade);
        self.record(Operation::Reclassification { vat, to, kind, part }, at(15));
        let vci = self.house.vat(50);
        let bought = Operation::Purchase { vat: vci, wine: wine("VCI"), volume_ml: hl("3"), supplier: None };
        self.record(bought, at(15));
        let part = Some(Part { into: self.vat, volume_ml: hl("3") });
        let (to, kind) = (muscadet(), ReclassificationKind::Vci);
        self.record(Operation::Reclassification { vat: vci, to, kind, part }, at(15));
    }

    fn harvest(&mut self, volume_ml: Volume) -> VatId {
        let (harvest, parcel, vat) = (self.house.next_harvest(), self.house.parcel(), self.house.vat(200));
        let operation = Operation::Harvest {
            harvest,
            parcel,
            vat,
            wine: muscadet(),
            vintage: 2026,
            volume_ml,
            waste_ml: Volume::ZERO,
            weight_kg: None,
            potential_abv: None,
        };
        self.record(operation, at(5));
        vat
    }

    fn come_in(&mut self, lot_number: &str, regime: Regime, from: BottlesFrom) -> LotId {
        let (lot, lot_number) = number(lot_number);
        let capsules = Some(capsule_kind(750));
        let (size_ml, wine, vintage, bottles) = (750, muscadet(), None, 1_000);
        let operation =
            Operation::BottlesIn { lot, lot_number, wine, regime, bottles, size_ml, vintage, capsules, from };
        self.record(operation, at(16));
        lot
    }

    fn bottles(&mut self) {
        let bought = BottlesFrom::Purchase { supplier: None };
        let paid = self.come_in("L26-PAID", Regime::Paid, bought);
        self.come_in("L26-BOUGHT", Regime::Suspended, bought);
        let lot = self.come_in("L26-BACK", Regime::Suspended, BottlesFrom::BottledElsewhere);
        for errand in ERRANDS {
            self.record(Operation::BottlesOut { lot, bottles: 10, errand }, at(17));
            self.record(Operation::BottlesBack { lot, bottles: 10, errand }, at(18));
        }
        let sale = |lot, destination| Operation::Sale { lot, bottles: 10, destination, order: None };
        for destination in [
            SaleDestination::FranceCrd,
            SaleDestination::Export { country: Country::parse("BE").unwrap() },
            SaleDestination::Corsica,
        ] {
            self.record(sale(lot, destination), at(19));
        }
        self.record(sale(paid, SaleDestination::FranceCrd), at(19));
        let (into, lot_number) = number("L26-VDF");
        let (to, kind) = (wine("Vin de France"), ReclassificationKind::Downgrade);
        let operation = Operation::LotReclassification { lot, bottles: 10, into, lot_number, to, kind };
        self.record(operation, at(20));
        let (into, lot_number) = number("L26-AGAIN");
        let sold_on = day("2026-06-15");
        self.record(Operation::Resuspension { lot: paid, bottles: 12, into, lot_number, sold_on }, at(20));
        let count = |counted| Operation::LotAdjustment {
            lot: paid,
            counted,
            reason: "inventaire".to_owned(),
            annual: false,
        };
        self.record(count(990), at(21));
        self.record(count(980), at(22));
    }

    fn paid_capsules(&mut self) {
        let kind = crate::terms::CapsuleKind {
            regime: crate::terms::CapsuleRegime::CollectivePaid,
            ..capsule_kind(750)
        };
        self.house.capsules(kind, 1_000);
        let (lot, lot_number) = number("L26-CRDA");
        let (vat, vintage, capsules) = (self.vat, None, Some(kind));
        let (bottles, size_ml, loss_ml) = (100, 750, Volume::ZERO);
        let bottling =
            Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules };
        self.record(bottling, at(20));
        let destination = SaleDestination::FranceCrd;
        self.record(Operation::Sale { lot, bottles: 10, destination, order: None }, at(21));
    }
}

#[test]
fn every_leaf_of_the_tree_is_reached_by_an_operation() {
    let mut cellar = Cellar::new();
    cellar.harvest(hl("20"));
    cellar.bulk();
    cellar.pass_on();
    cellar.bottles();
    cellar.paid_capsules();
    let entries = cellar.house.desk.facts().flat_map(classify);
    let reached: BTreeSet<Node> = entries.map(|entry| entry.node).collect();
    // Sales of the year before stand in annual returns alone (RG21).
    let unreached: Vec<&Node> = Node::ALL.iter().filter(|node| !reached.contains(*node)).collect();
    assert_eq!(unreached, [&Node::FranceCrdSuspendedPreviousYear]);
    let september = cellar.house.drm(month("2026-09"));
    assert_eq!(september.fault(), None);
    assert!(september.wines.iter().all(crate::drm::WineBalance::holds));
    for fact in cellar.house.desk.facts() {
        if let Fact::Movement(_, MovementEvent::MovementValidated { postings, operation, .. }) = fact {
            assert_eq!(imbalance(postings), Volume::ZERO, "{}", operation.kind());
        }
    }
}

/// What is in vats and bottles of a wine and regime.
fn physical(house: &House, of: WineId, regime: Regime) -> Volume {
    let mut vats: BTreeSet<VatId> = BTreeSet::new();
    let mut lots: BTreeSet<LotId> = BTreeSet::new();
    for fact in house.desk.facts() {
        match fact {
            Fact::Vat(vat, _) => drop(vats.insert(*vat)),
            Fact::Lot(lot, _) => drop(lots.insert(*lot)),
            _ => {}
        }
    }
    let in_vats = vats.into_iter().map(|vat| house.content(vat));
    let in_vats = in_vats.filter(|(_, wine)| *wine == Some(of) && regime == Regime::Suspended);
    let lots = lots.into_iter().map(|lot| house.lot(lot));
    let lots = lots.filter(|lot| lot.wine == of && lot.regime == regime);
    in_vats.map(|(volume, _)| volume).sum::<Volume>()
        + lots.map(|lot| lot.volume_of(lot.on_hand.last())).sum::<Volume>()
}

#[test]
fn what_the_return_says_is_what_the_cellar_holds() {
    let mut cellar = Cellar::new();
    cellar.bulk();
    cellar.pass_on();
    cellar.bottles();
    cellar.paid_capsules();
    let drm = cellar.house.drm(month("2026-09"));
    // The opening stock of the paid bottles was not placed.
    let unplaced = BTreeMap::from([((muscadet(), Regime::Paid), hl("7.5"))]);
    for balance in &drm.wines {
        let booked =
            balance.closing_ml - unplaced.get(&(balance.wine, balance.regime)).copied().unwrap_or_default();
        assert_eq!(booked, physical(&cellar.house, balance.wine, balance.regime), "{balance:?}");
    }
}

#[test]
fn every_operation_is_taken_back_whole() {
    let mut cellar = Cellar::new();
    let before = cellar.house.drm(month("2026-09"));
    let first = cellar_ids(&cellar.house).len();

    cellar.bulk();
    cellar.pass_on();
    cellar.bottles();
    cellar.paid_capsules();
    let mut movements = cellar_ids(&cellar.house).split_off(first);
    movements.reverse();
    for movement in movements {
        cellar.house.reverse(movement, at(25)).unwrap_or_else(|refusal| panic!("{movement}: {refusal}"));
    }
    let after = cellar.house.drm(month("2026-09"));
    let moved = |drm: &crate::drm::Return| -> Vec<_> {
        drm.wines.iter().map(|it| (it.wine, it.regime, it.movements.clone(), it.closing_ml)).collect()
    };
    assert_eq!(moved(&after), moved(&before));
    assert!(after.wines.iter().all(|it| it.total(Side::Entry) == Volume::ZERO));
}

fn cellar_ids(house: &House) -> Vec<crate::units::MovementId> {
    let validated = |fact: &Fact| match fact {
        Fact::Movement(id, MovementEvent::MovementValidated { .. }) => Some(*id),
        _ => None,
    };
    house.desk.facts().filter_map(validated).collect()
}
