//! Only what was sold in France under capsules comes back under suspension; all that was sold comes back from where it had
//! gone, and only once: by a return or by a reversed sale.

use super::{filled, filled_with, returned, reverse, reversed, sell, sold, take_back, take_back_from};
use crate::bottle_lot::{BottleEntryKind, BottleLot, LotEvent, LotRefusal};
use crate::terms::{CapsuleKind, CapsuleRegime, Country, Regime, SaleDestination};
use crate::testing::{at, capsule_kind, day, given};

fn exceeds(bottles: i64, sold: i64) -> LotRefusal {
    LotRefusal::ReturnExceedsSold { lot_number: "L26-01".to_owned(), bottles, sold }
}

fn crd() -> SaleDestination {
    SaleDestination::FranceCrd
}

#[test]
fn what_was_exported_does_not_come_back_as_taxed_wine() {
    let export = SaleDestination::Export { country: Country::parse("BE").unwrap() };
    let events = [filled(), sold(2, export, 60, at(20)), sold(3, crd(), 6, at(20))];
    given::<BottleLot>(events.clone()).when(take_back(4, at(20), 7, at(25))).then_expect_error(exceeds(7, 6));
    assert!(given::<BottleLot>(events).when(take_back(4, at(20), 6, at(25))).inspect_result().is_ok());
}

#[test]
fn what_left_without_the_duty_comes_back_without_it() {
    let export = SaleDestination::Export { country: Country::parse("BE").unwrap() };
    let events =
        || given::<BottleLot>([filled(), sold(2, crd(), 60, at(20)), sold(3, export.clone(), 6, at(20))]);
    events().when(take_back_from(4, export.clone(), at(20), 7, at(25))).then_expect_error(exceeds(7, 6));
    let events =
        events().when(take_back_from(4, export.clone(), at(20), 6, at(25))).inspect_result().unwrap();
    let [LotEvent::BottlesReturned { sold_to, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(sold_to.as_ref(), Some(&export));
}

/// The bottles had been sold to France under capsules whose duty was paid to their distributor: none fell due with their sale, so
/// none is claimed back, whatever place the one who takes them back names, and no term ends.
#[test]
fn what_left_under_paid_capsules_is_no_replacement() {
    let paid = CapsuleKind { regime: CapsuleRegime::CollectivePaid, ..capsule_kind(750) };
    let paid_sale = SaleDestination::FranceCrdPaid;
    let sales = [filled_with(Some(paid), Regime::Suspended), sold(2, paid_sale.clone(), 60, at(20))];
    let events = || given::<BottleLot>(sales.clone());
    let later = day("2029-01-01");
    for (told, on) in [(crd(), at(25)), (paid_sale.clone(), at(25)), (crd(), later)] {
        let back = events().when(take_back_from(3, told, at(20), 60, on)).inspect_result().unwrap();
        let [LotEvent::BottlesReturned { sold_to, .. }] = &back[..] else { panic!("{back:?}") };
        assert_eq!(sold_to.as_ref(), Some(&paid_sale));
    }
    events().when(take_back(3, at(20), 61, at(25))).then_expect_error(exceeds(61, 60));
    // Returns that were entered as replacements before stand, and their bottles do not come back twice.
    let before = events().and([returned(3, at(20), 50, at(21))]);
    before.when(take_back(4, at(20), 11, at(25))).then_expect_error(exceeds(11, 10));
}

#[test]
fn what_was_exported_has_no_term_within_which_it_comes_back() {
    let export = SaleDestination::Export { country: Country::parse("BE").unwrap() };
    let later = day("2029-01-01");
    let sold = [filled(), sold(2, crd(), 6, at(20)), sold(3, export.clone(), 6, at(20))];
    let events = || given::<BottleLot>(sold.clone());
    assert!(events().when(take_back(4, at(20), 6, later)).inspect_result().is_err());
    assert!(events().when(take_back_from(4, export.clone(), at(20), 6, later)).inspect_result().is_ok());
}

#[test]
fn nothing_comes_back_that_was_sold_later() {
    let events = || given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))]);
    events().when(take_back(3, at(19), 1, at(25))).then_expect_error(exceeds(1, 0));
    assert!(events().when(take_back(3, at(20), 60, at(20))).inspect_result().is_ok());
}

#[test]
fn a_return_is_held_against_the_returns_of_earlier_sales() {
    let sales = [filled(), sold(2, crd(), 10, at(15)), sold(3, crd(), 10, at(20))];
    let events = || given::<BottleLot>(sales.clone()).and([returned(4, at(20), 15, at(21))]);
    // 15 of the 20 are back: 5 remain, whichever day they are said to be of.
    events().when(take_back(5, at(15), 6, at(22))).then_expect_error(exceeds(6, 5));
    assert!(events().when(take_back(5, at(15), 5, at(22))).inspect_result().is_ok());
}

#[test]
fn a_sale_is_not_reversed_once_its_bottles_came_back() {
    let events =
        || given::<BottleLot>([filled(), sold(2, crd(), 60, at(20)), returned(3, at(20), 1, at(21))]);
    events().when(reverse(2, at(22))).then_expect_error(exceeds(60, 59));
    let kind = BottleEntryKind::Returned { sold_on: at(20), sold_to: None };
    let return_reversed = reversed(3, kind, -1, at(21), at(22));
    let events = events().and([return_reversed]);
    assert!(events.when(reverse(2, at(22))).inspect_result().is_ok());
}

#[test]
fn what_a_reversed_sale_took_back_does_not_come_back_again() {
    let sale_reversed: LotEvent = reversed(2, BottleEntryKind::Sold(crd()), 60, at(20), at(21));
    given::<BottleLot>([filled(), sold(2, crd(), 60, at(20)), sale_reversed])
        .when(take_back(3, at(20), 1, at(22)))
        .then_expect_error(exceeds(1, 0));
}

#[test]
fn what_came_back_is_sold_again() {
    let events = [filled(), sold(2, crd(), 2_500, at(20)), returned(3, at(20), 12, at(21))];
    let BottleLot::Filled(lot) = given::<BottleLot>(events.clone()).state() else { panic!() };
    assert_eq!((lot.on_hand.last(), lot.sold), (12, 2_488));
    assert!(given::<BottleLot>(events).when(sell(4, crd(), 12, at(21))).inspect_result().is_ok());
}
