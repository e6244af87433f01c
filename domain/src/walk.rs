//! The whole way of a wine, from the parcel to the return: the figures of the demo, over the desk in memory.

use crate::Fact;
use crate::drm::{CapsuleNode, Node, Return, Side};
use crate::movement::MovementEvent;
use crate::movement::{Operation, imbalance};
use crate::order::{OrderLine, Wanted};
use crate::terms::{LossCause, Regime, SaleDestination};
use crate::testing::{ESTATE, House, at, capsule_kind, day, hl, month, today, wine};
use crate::units::{LotId, Money, VatId, Volume};
use crate::vat::Share;

struct Walk {
    house: House,
    first: VatId,
    second: VatId,
    lot: LotId,
}

impl Walk {
    fn begin() -> Self {
        let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, Volume::ZERO)]);
        let (first, second) = (house.vat(30), house.vat(10));
        house.capsules(capsule_kind(750), 3_000);
        Self { house, first, second, lot: LotId::of(ESTATE, "L26-01") }
    }

    fn harvest(&mut self) {
        let (harvest, parcel) = (self.house.next_harvest(), self.house.parcel());
        let operation = Operation::Harvest {
            harvest,
            parcel,
            vat: self.first,
            wine: wine("Muscadet"),
            vintage: 2026,
            volume_ml: hl("25.4"),
            waste_ml: hl("0.8"),
            weight_kg: Some(3_300),
            potential_abv: None,
        };
        self.house.record(operation, at(2)).unwrap();
    }

    fn rack(&mut self) {
        let sources = vec![Share { vat: self.first, volume_ml: hl("5.0") }];
        let operation = Operation::Transfer { sources, to: self.second, loss_ml: Volume::ZERO };
        self.house.record(operation, at(10)).unwrap();
    }

    fn lose(&mut self) {
        let operation =
            Operation::Loss { vat: self.first, volume_ml: hl("0.1"), cause: LossCause::Processing };
        self.house.record(operation, at(12)).unwrap();
    }

    fn bottle(&mut self) {
        let operation = Operation::Bottling {
            vat: self.first,
            lot: self.lot,
            lot_number: "L26-01".to_owned(),
            bottles: 2_500,
            size_ml: 750,
            loss_ml: hl("0.2"),
            vintage: Some(2026),
            capsules: Some(capsule_kind(750)),
        };
        self.house.record(operation, at(20)).unwrap();
    }

    fn drm(&self) -> Return {
        self.house.drm(month("2026-09"))
    }
}

#[test]
fn from_the_harvest_to_the_return() {
    let mut walk = Walk::begin();
    walk.harvest();
    assert_eq!(walk.house.content(walk.first), (hl("24.6"), Some(wine("Muscadet"))));
    walk.rack();
    assert_eq!([walk.first, walk.second].map(|vat| walk.house.content(vat).0), ["19.6", "5.0"].map(hl));
    walk.lose();
    assert_eq!(walk.house.content(walk.first).0, hl("19.5"));
    walk.bottle();
    // 2 500 × 75 cl and 0.2 hl of loss take 18.95 hl.
    assert_eq!(walk.house.content(walk.first).0, hl("19.5") - hl("18.95"));

    let line = OrderLine {
        wanted: Wanted::Lot(walk.lot),
        bottles: 60,
        unit_price_cents: Money::from_cents(850),
        discount: None,
    };
    let order = walk.house.order(line, SaleDestination::FranceCrd, at(24)).unwrap();
    let lot = walk.house.lot(walk.lot);
    assert_eq!((lot.on_hand.last(), lot.reserved_in_all(), lot.sold), (2_500, 60, 0));
    walk.house.dispatch(order, None, at(25)).unwrap();
    let lot = walk.house.lot(walk.lot);
    assert_eq!((lot.on_hand.last(), lot.reserved_in_all(), lot.sold), (2_440, 0, 60));

    let drm = walk.drm();
    assert_eq!(drm.fault(), None);
    let [muscadet] = &drm.wines[..] else { panic!("{drm:?}") };
    assert_eq!(muscadet.on(Node::VolumeProduced), hl("24.6"));
    assert_eq!(muscadet.on(Node::Losses), hl("0.3"));
    assert_eq!(muscadet.on(Node::FranceCrdSuspended), hl("0.45"));
    assert_eq!((muscadet.total(Side::Entry), muscadet.total(Side::Exit)), (hl("24.6"), hl("0.75")));
    assert_eq!((muscadet.opening_ml, muscadet.closing_ml), (Volume::ZERO, hl("23.85")));
    assert!(muscadet.holds());
    // 0.55 and 5.0 hl in the vats, 2 440 × 75 cl in bottles.
    assert_eq!(muscadet.closing_ml, hl("0.55") + hl("5.0") + hl("18.3"));

    let [capsules] = &drm.capsules[..] else { panic!("{drm:?}") };
    assert_eq!(
        (capsules.opening, capsules.movements[&CapsuleNode::Used], capsules.closing),
        (3_000, 2_500, 500)
    );
    for text in ["2026-08", "2026-09"] {
        walk.house.close(month(text), day("2026-10-08").min(today())).unwrap();
    }
}

#[test]
fn every_movement_of_the_way_balances() {
    let mut walk = Walk::begin();
    walk.harvest();
    walk.rack();
    walk.lose();
    walk.bottle();
    let mut validated = 0;
    for fact in walk.house.desk.facts() {
        if let Fact::Movement(_, MovementEvent::MovementValidated { postings, .. }) = fact {
            assert_eq!(imbalance(postings), Volume::ZERO, "{postings:?}");
            validated += 1;
        }
    }
    assert_eq!(validated, 4);
}

#[test]
fn an_order_that_is_given_up_frees_its_bottles() {
    let mut walk = Walk::begin();
    walk.harvest();
    walk.bottle();
    let line = OrderLine {
        wanted: Wanted::Lot(walk.lot),
        bottles: 2_500,
        unit_price_cents: Money::from_cents(850),
        discount: None,
    };
    let order = walk.house.order(line, SaleDestination::FranceCrd, at(24)).unwrap();
    let one_more = OrderLine { bottles: 1, ..line };
    let refusal = walk.house.order(one_more, SaleDestination::FranceCrd, at(24)).unwrap_err();
    assert_eq!(refusal.code, "LOT_OVERSOLD");
    walk.house.cancel(order, at(25)).unwrap();
    assert_eq!(walk.house.dispatch(order, None, at(26)).unwrap_err().code, "ORDER_NOT_CONFIRMED");
    let order = walk.house.order(one_more, SaleDestination::FranceCrd, at(26)).unwrap();
    walk.house.dispatch(order, None, at(26)).unwrap();
    assert_eq!(walk.house.lot(walk.lot).on_hand.last(), 2_499);
}
