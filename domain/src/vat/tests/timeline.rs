//! A back-dated entry is held against everything that came after it.

use super::{
    adjust, commissioned, draw, drawn, filled, lose, muscadet, receive, received, reclassified, reverse,
};
use crate::terms::{BulkDestination, ReclassificationKind};
use crate::testing::{at, given, hl, movement, wine};
use crate::vat::{EntryKind, Source, Vat, VatCommand, VatEvent, VatRefusal};

fn c1() -> String {
    "C1".to_owned()
}

#[test]
fn a_back_dated_draw_leaves_enough_for_a_later_day() {
    let later = [drawn(2, "18", at(25)), received(3, muscadet(), "10", at(28))];
    let short = VatRefusal::Short { vat: c1(), requested_ml: hl("3"), available_ml: hl("2"), on: at(25) };
    let events = || given::<Vat>(filled()).and(later.clone());
    events().when(lose(4, hl("3"), at(15))).then_expect_error(short);
    assert!(events().when(lose(4, hl("2"), at(15))).inspect_result().is_ok());
    // After the receipt of the 28th there is enough.
    assert!(events().when(lose(4, hl("3"), at(28))).inspect_result().is_ok());
}

#[test]
fn a_back_dated_receipt_leaves_room_for_a_later_day() {
    let later = [received(2, muscadet(), "8", at(25)), drawn(3, "20", at(28))];
    let full = VatRefusal::Full { vat: c1(), entering_ml: hl("3"), room_ml: hl("2"), on: at(25) };
    let events = || given::<Vat>(filled()).and(later.clone());
    events().when(receive(4, muscadet(), hl("3"), at(15))).then_expect_error(full);
    assert!(events().when(receive(4, muscadet(), hl("2"), at(15))).inspect_result().is_ok());
    assert!(events().when(receive(4, muscadet(), hl("3"), at(28))).inspect_result().is_ok());
}

#[test]
fn a_back_dated_inventory_is_held_against_later_days_too() {
    let later = [drawn(2, "18", at(25))];
    given::<Vat>(filled()).and(later).when(adjust(4, hl("17"), None, at(15))).then_expect_error(
        VatRefusal::Short { vat: c1(), requested_ml: hl("3"), available_ml: hl("2"), on: at(25) },
    );
}

#[test]
fn another_wine_fits_between_only_while_the_vat_stands_empty() {
    let other = wine("Gros Plant");
    let events =
        || given::<Vat>(filled()).and([drawn(2, "20", at(15)), received(3, muscadet(), "5", at(25))]);
    events().when(receive(4, other, hl("2"), at(18))).then_expect_error(VatRefusal::OtherWine {
        vat: c1(),
        holds: other,
        moves: muscadet(),
        on: at(25),
    });
    let came_and_left = || {
        let left = VatEvent::BulkDispatched {
            movement: movement(5),
            destination: BulkDestination::OutsideContract,
            wine: other,
            volume_ml: hl("2"),
            occurred_on: at(20),
        };
        events().and([received(4, other, "2", at(18)), left])
    };
    let Vat::InService(vessel) = came_and_left().state() else { panic!() };
    assert_eq!(vessel.contents.at(at(18)), (hl("2"), Some(other)));
    assert_eq!(vessel.contents.at(at(22)), (hl("0"), None));
    assert_eq!(vessel.contents.last(), (hl("5"), Some(muscadet())));
    assert!(came_and_left().when(receive(6, muscadet(), hl("1"), at(22))).inspect_result().is_ok());
}

#[test]
fn a_back_dated_entry_does_not_make_a_reclassification_partial() {
    let to = wine("Vin de France");
    let events = || given::<Vat>(filled()).and([reclassified(2, to, "20", at(20))]);
    events().when(receive(3, muscadet(), hl("1"), at(19))).then_expect_error(VatRefusal::ReclassifiedLater {
        vat: c1(),
        renamed_ml: hl("20"),
        holds_ml: hl("21"),
        on: at(20),
    });
    // What enters on the very day enters after the reclassification, as its new wine.
    assert!(events().when(receive(3, to, hl("1"), at(20))).inspect_result().is_ok());
    events().when(receive(3, muscadet(), hl("1"), at(20))).then_expect_error(VatRefusal::OtherWine {
        vat: c1(),
        holds: to,
        moves: muscadet(),
        on: at(20),
    });
}

#[test]
fn a_reclassification_is_not_reversed_once_wine_has_moved() {
    let to = wine("Vin de France");
    let events =
        given::<Vat>(filled()).and([reclassified(2, to, "20", at(20)), received(3, to, "1", at(21))]);
    events.when(reverse(2, at(22))).then_expect_error(VatRefusal::ReclassifiedLater {
        vat: c1(),
        renamed_ml: hl("20"),
        holds_ml: hl("21"),
        on: at(22),
    });
}

#[test]
fn a_draw_is_not_reversed_into_another_wine() {
    let events =
        given::<Vat>(filled()).and([drawn(2, "5", at(15)), reclassified(3, wine("VdF"), "15", at(20))]);
    events.when(reverse(2, at(22))).then_expect_error(VatRefusal::OtherWine {
        vat: c1(),
        holds: wine("VdF"),
        moves: muscadet(),
        on: at(22),
    });
}

#[test]
fn a_reclassification_does_not_slip_in_before_a_later_draw_of_the_old_wine() {
    let reclassify = VatCommand::Reclassify {
        movement: movement(4),
        to: wine("VdF"),
        kind: ReclassificationKind::Transfer,
        on: at(12),
    };
    given::<Vat>(filled()).and([drawn(2, "5", at(15))]).when(reclassify).then_expect_error(
        VatRefusal::OtherWine { vat: c1(), holds: wine("VdF"), moves: muscadet(), on: at(15) },
    );
}

#[test]
fn entries_of_one_day_stand_in_the_order_in_which_they_came() {
    let same_day = [commissioned(), received(1, muscadet(), "30", at(10)), drawn(2, "30", at(10))];
    let events = || given::<Vat>(same_day.clone());
    // The vat was full and is empty again: at the end of the day it takes another wine.
    assert!(events().when(receive(3, wine("Gros Plant"), hl("30"), at(10))).inspect_result().is_ok());
    events().when(receive(3, muscadet(), hl("1"), at(9))).then_expect_error(VatRefusal::Full {
        vat: c1(),
        entering_ml: hl("1"),
        room_ml: hl("0"),
        on: at(10),
    });
    assert!(events().when(draw(3, hl("1"), None, at(10))).inspect_result().is_err());
}

#[test]
fn a_movement_is_reversed_once_and_a_reversal_never() {
    let counter = VatEvent::EntryReversed {
        movement: movement(99),
        reverses: movement(1),
        of: EntryKind::Received(Source::Purchase { supplier: None }),
        wine: muscadet(),
        volume_ml: hl("20"),
        change_ml: hl("-20"),
        original_on: at(10),
        occurred_on: at(12),
    };
    // There is wine enough for a second reversal.
    let events = || given::<Vat>(filled()).and([counter.clone(), received(2, muscadet(), "25", at(13))]);
    events().when(reverse(1, at(14))).then_expect_error(VatRefusal::NothingToReverse { vat: c1() });
    events().when(reverse(99, at(14))).then_expect_error(VatRefusal::NothingToReverse { vat: c1() });
}
