//! Each command with what follows from it. The refusals and what is sold and comes back have their own files.

use super::{BottleEntryKind, BottleLot, FillOrigin, LotCommand, LotEvent};
use crate::terms::{CapsuleKind, CapsuleRegime, LossCause, Regime, SaleDestination};
use crate::testing::{at, capsule_kind, given, hl, movement, order, vat, wine};
use crate::units::{Date, Volume, WineId};

mod extremes;
mod refusals;
mod returns;
mod withdrawals;

fn muscadet() -> WineId {
    wine("Muscadet")
}

fn fill_with(capsules: Option<CapsuleKind>, regime: Regime) -> LotCommand {
    LotCommand::Fill {
        movement: movement(1),
        origin: FillOrigin::Bottling { vat: vat(1) },
        lot_number: " L26-01 ".to_owned(),
        wine: muscadet(),
        vintage: Some(2026),
        size_ml: 750,
        bottles: 2_500,
        regime,
        capsules,
        on: at(10),
    }
}

fn filled_with(capsules: Option<CapsuleKind>, regime: Regime) -> LotEvent {
    LotEvent::BottlesFilled {
        movement: movement(1),
        origin: FillOrigin::Bottling { vat: vat(1) },
        lot_number: "L26-01".to_owned(),
        wine: muscadet(),
        vintage: Some(2026),
        size_ml: 750,
        bottles: 2_500,
        regime,
        capsules,
        occurred_on: at(10),
    }
}

/// 2 500 bottles of 75 cl under capsules since the 10th.
fn filled() -> LotEvent {
    filled_with(Some(capsule_kind(750)), Regime::Suspended)
}

fn sell(number: u128, destination: SaleDestination, bottles: i64, on: Date) -> LotCommand {
    LotCommand::Sell { movement: movement(number), order: None, destination, bottles, on }
}

fn sold(number: u128, destination: SaleDestination, bottles: i64, on: Date) -> LotEvent {
    LotEvent::BottlesSold {
        movement: movement(number),
        order: None,
        destination,
        regime: Regime::Suspended,
        wine: muscadet(),
        bottles,
        volume_ml: Volume::from_ml(750 * bottles),
        occurred_on: on,
    }
}

fn take_back(number: u128, sold_on: Date, bottles: i64, on: Date) -> LotCommand {
    take_back_from(number, SaleDestination::FranceCrd, sold_on, bottles, on)
}

fn take_back_from(
    number: u128,
    sold_to: SaleDestination,
    sold_on: Date,
    bottles: i64,
    on: Date,
) -> LotCommand {
    let (movement, reason) = (movement(number), "refus".to_owned());
    LotCommand::TakeBack { movement, sold_on, sold_to, bottles, reason, on }
}

fn returned(number: u128, sold_on: Date, bottles: i64, on: Date) -> LotEvent {
    LotEvent::BottlesReturned {
        movement: movement(number),
        sold_on,
        sold_to: None,
        regime: Regime::Suspended,
        wine: muscadet(),
        bottles,
        volume_ml: Volume::from_ml(750 * bottles),
        reason: "refus".to_owned(),
        occurred_on: on,
    }
}

fn lose(number: u128, cause: LossCause, bottles: i64, on: Date) -> LotCommand {
    LotCommand::Lose { movement: movement(number), cause, bottles, on }
}

fn adjust(number: u128, counted: i64, on: Date) -> LotCommand {
    LotCommand::Adjust {
        movement: movement(number),
        counted,
        reason: "inventaire".to_owned(),
        on,
        annual: false,
    }
}

fn reverse(reverses: u128, on: Date) -> LotCommand {
    LotCommand::Reverse { movement: movement(99), reverses: movement(reverses), on }
}

fn reversed(reverses: u128, of: BottleEntryKind, change: i64, original_on: Date, on: Date) -> LotEvent {
    LotEvent::BottleEntryReversed {
        movement: movement(99),
        reverses: movement(reverses),
        of,
        regime: Regime::Suspended,
        wine: muscadet(),
        change,
        change_ml: Volume::from_ml(750 * change),
        original_on,
        occurred_on: on,
    }
}

#[test]
fn a_lot_is_filled_under_its_trimmed_number() {
    let capsules = Some(capsule_kind(750));
    given::<BottleLot>([]).when(fill_with(capsules, Regime::Suspended)).then_expect_events(vec![filled()]);
}

#[test]
fn bottles_are_set_aside_and_freed() {
    let (order, bottles) = (order(1), 60);
    let reserved = LotEvent::BottlesReserved { order, bottles };
    given::<BottleLot>([filled()])
        .when(LotCommand::Reserve { order, bottles })
        .then_expect_events(vec![reserved.clone()]);
    given::<BottleLot>([filled(), reserved])
        .when(LotCommand::Release { order })
        .then_expect_events(vec![LotEvent::ReservationReleased { order, bottles }]);
}

#[test]
fn bottles_are_sold_with_their_wine() {
    for destination in [
        SaleDestination::FranceCrd,
        SaleDestination::Export { country: crate::terms::Country::parse("BE").unwrap() },
        SaleDestination::FranceSuspended { document: Some("21FRG".to_owned()) },
    ] {
        given::<BottleLot>([filled()])
            .when(sell(2, destination.clone(), 60, at(20)))
            .then_expect_events(vec![sold(2, destination, 60, at(20))]);
    }
}

#[test]
fn a_sale_uses_up_what_its_order_had_set_aside() {
    let reserved = |order, bottles| LotEvent::BottlesReserved { order, bottles };
    let events = [filled(), reserved(order(1), 60), reserved(order(2), 2_440)];
    let sell = LotCommand::Sell {
        movement: movement(2),
        order: Some(order(1)),
        destination: SaleDestination::FranceCrd,
        bottles: 60,
        on: at(20),
    };
    let emitted = given::<BottleLot>(events.clone()).when(sell).inspect_result().unwrap();
    let BottleLot::Filled(lot) = given::<BottleLot>(events).and(emitted).state() else { panic!() };
    assert_eq!((lot.on_hand.last(), lot.reserved_in_all(), lot.sold), (2_440, 2_440, 60));
    assert_eq!(lot.reserved.keys().collect::<Vec<_>>(), [&order(2)]);
}

#[test]
fn bottles_under_paid_capsules_are_sold_as_such() {
    let paid = CapsuleKind { regime: CapsuleRegime::CollectivePaid, ..capsule_kind(750) };
    given::<BottleLot>([filled_with(Some(paid), Regime::Suspended)])
        .when(sell(2, SaleDestination::FranceCrd, 60, at(20)))
        .then_expect_events(vec![sold(2, SaleDestination::FranceCrdPaid, 60, at(20))]);
    // And never the other way round: what the capsules say counts.
    given::<BottleLot>([filled()])
        .when(sell(2, SaleDestination::FranceCrdPaid, 60, at(20)))
        .then_expect_events(vec![sold(2, SaleDestination::FranceCrd, 60, at(20))]);
}

#[test]
fn bottles_whose_excise_is_paid_are_sold_in_france_without_capsules() {
    let sell = sell(2, SaleDestination::FranceCrd, 60, at(20));
    assert!(given::<BottleLot>([filled_with(None, Regime::Paid)]).when(sell).inspect_result().is_ok());
}

#[test]
fn bottles_come_back() {
    given::<BottleLot>([filled(), sold(2, SaleDestination::FranceCrd, 60, at(20))])
        .when(take_back(3, at(20), 12, at(25)))
        .then_expect_events(vec![returned(3, at(20), 12, at(25))]);
}

#[test]
fn bottles_break_or_are_tasted() {
    let (movement, regime, wine, bottles) = (movement(2), Regime::Suspended, muscadet(), 3);
    let (volume_ml, occurred_on) = (hl("0.0225"), at(20));
    let cause = LossCause::Breakage;
    given::<BottleLot>([filled()]).when(lose(2, cause, 3, at(20))).then_expect_events(vec![
        LotEvent::BottlesBroken { movement, cause, regime, wine, bottles, volume_ml, occurred_on },
    ]);
    given::<BottleLot>([filled()]).when(lose(2, LossCause::Sampling, 3, at(20))).then_expect_events(vec![
        LotEvent::BottlesTasted { movement, regime, wine, bottles, volume_ml, occurred_on },
    ]);
}

#[test]
fn an_inventory_books_what_it_finds_or_misses_or_that_all_is_right() {
    for (counted, difference) in [(2_510, 10), (2_498, -2), (0, -2_500), (2_500, 0)] {
        given::<BottleLot>([filled()]).when(adjust(2, counted, at(20))).then_expect_events(vec![
            LotEvent::CountAdjusted {
                movement: movement(2),
                regime: Regime::Suspended,
                wine: muscadet(),
                counted,
                difference,
                difference_ml: Volume::from_ml(750 * difference),
                reason: "inventaire".to_owned(),
                occurred_on: at(20),
                annual: false,
            },
        ]);
    }
}

#[test]
fn each_kind_of_entry_is_reversed() {
    let crd = SaleDestination::FranceCrd;
    let filling = BottleEntryKind::Filled(FillOrigin::Bottling { vat: vat(1) });
    given::<BottleLot>([filled()]).when(reverse(1, at(11))).then_expect_events(vec![reversed(
        1,
        filling,
        -2_500,
        at(10),
        at(11),
    )]);
    let sold_and_back = [filled(), sold(2, crd.clone(), 60, at(20)), returned(3, at(20), 12, at(25))];
    given::<BottleLot>(sold_and_back[..2].to_vec())
        .when(reverse(2, at(25)))
        .then_expect_events(vec![reversed(2, BottleEntryKind::Sold(crd), 60, at(20), at(25))]);
    let kind = BottleEntryKind::Returned { sold_on: at(20), sold_to: None };
    given::<BottleLot>(sold_and_back).when(reverse(3, at(26))).then_expect_events(vec![reversed(
        3,
        kind,
        -12,
        at(25),
        at(26),
    )]);
    for (command, kind, change) in [
        (lose(2, LossCause::Breakage, 3, at(20)), BottleEntryKind::Lost(LossCause::Breakage), 3),
        (lose(2, LossCause::Sampling, 3, at(20)), BottleEntryKind::Lost(LossCause::Sampling), 3),
        (adjust(2, 2_510, at(20)), BottleEntryKind::Adjusted, -10),
    ] {
        let emitted = given::<BottleLot>([filled()]).when(command).inspect_result().unwrap();
        given::<BottleLot>([filled()])
            .and(emitted)
            .when(reverse(2, at(21)))
            .then_expect_events(vec![reversed(2, kind, change, at(20), at(21))]);
    }
}
