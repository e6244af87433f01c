//! Each command with what follows from it, and each refusal.

use super::{CapsuleAccount, CapsuleCommand, CapsuleEvent, CapsuleRefusal};
use crate::policy::DateRefusal;
use crate::terms::CapsuleKind;
use crate::testing::{at, capsule_kind, day, given, month, movement, refused, today};
use crate::units::{Date, MAX_BOTTLES, QuantityRefusal};

fn open(count: i64) -> CapsuleCommand {
    CapsuleCommand::Open { kind: capsule_kind(750), count, month: month("2026-08") }
}

fn open_of_size(size_ml: i64) -> CapsuleCommand {
    let kind = CapsuleKind { size_ml, ..capsule_kind(750) };
    CapsuleCommand::Open { kind, count: 0, month: month("2026-08") }
}

/// 1 000 capsules of 75 cl since August.
fn opened() -> CapsuleEvent {
    CapsuleEvent::CapsulesOpened { kind: capsule_kind(750), count: 1_000, month: month("2026-08") }
}

fn put_on(number: u128, count: i64, on: Date) -> CapsuleCommand {
    CapsuleCommand::Use { movement: movement(number), count, on }
}

fn used(number: u128, count: i64, occurred_on: Date) -> CapsuleEvent {
    CapsuleEvent::CapsulesUsed { movement: movement(number), count, occurred_on }
}

fn take_off(reverses: u128, on: Date) -> CapsuleCommand {
    CapsuleCommand::ReverseUse { movement: movement(9), reverses: movement(reverses), on }
}

fn taken_off() -> CapsuleEvent {
    CapsuleEvent::CapsuleUseReversed {
        movement: movement(9),
        reverses: movement(1),
        count: 600,
        original_on: at(10),
        occurred_on: at(12),
    }
}

#[test]
fn an_account_opens_with_what_the_last_return_showed() {
    given::<CapsuleAccount>([]).when(open(1_000)).then_expect_events(vec![opened()]);
    assert!(given::<CapsuleAccount>([]).when(open(0)).inspect_result().is_ok());
}

#[test]
fn capsules_come_and_go() {
    let (count, on, occurred_on) = (400, at(10), at(10));
    for (command, event) in [
        (CapsuleCommand::Buy { count, on }, CapsuleEvent::CapsulesBought { count, occurred_on }),
        (CapsuleCommand::TakeBack { count, on }, CapsuleEvent::CapsulesReturned { count, occurred_on }),
        (CapsuleCommand::Destroy { count, on }, CapsuleEvent::CapsulesDestroyed { count, occurred_on }),
        (put_on(1, count, on), used(1, count, occurred_on)),
    ] {
        given::<CapsuleAccount>([opened()]).when(command).then_expect_events(vec![event]);
    }
}

#[test]
fn an_inventory_finds_more_or_fewer_or_that_all_is_right() {
    let count = |counted| CapsuleCommand::Count { counted, on: at(10) };
    let occurred_on = at(10);
    given::<CapsuleAccount>([opened()])
        .when(count(1_010))
        .then_expect_events(vec![CapsuleEvent::CapsulesFound { count: 10, occurred_on }]);
    given::<CapsuleAccount>([opened()])
        .when(count(990))
        .then_expect_events(vec![CapsuleEvent::CapsulesMissing { count: 10, occurred_on }]);
    given::<CapsuleAccount>([opened()]).when(count(1_000)).then_expect_events(vec![]);
}

#[test]
fn the_capsules_of_a_reversed_bottling_are_back() {
    let events = [opened(), used(1, 600, at(10))];
    given::<CapsuleAccount>(events.clone()).when(take_off(1, at(12))).then_expect_events(vec![taken_off()]);
    let CapsuleAccount::Open(stock) = given::<CapsuleAccount>(events).and([taken_off()]).state() else {
        panic!()
    };
    assert_eq!((stock.on_hand.at(at(11)), stock.on_hand.last()), (400, 1_000));
}

fn short(requested: i64, available: i64, on: Date) -> CapsuleRefusal {
    CapsuleRefusal::Short { requested, available, on }
}

refused! { CapsuleRefusal:
    an_account_that_was_never_opened_gives_nothing:
        given::<CapsuleAccount>([]).when(put_on(1, 1, at(10))) => CapsuleRefusal::NotFound;
    an_account_is_opened_once:
        given::<CapsuleAccount>([opened()]).when(open(0)) => CapsuleRefusal::AlreadyOpen;
    an_account_does_not_open_below_zero:
        given::<CapsuleAccount>([]).when(open(-1)) => CapsuleRefusal::CountNegative { count: -1 };
    an_account_does_not_open_far_below_zero:
        given::<CapsuleAccount>([]).when(open(i64::MIN)) => CapsuleRefusal::CountNegative { count: i64::MIN };
    an_inventory_is_not_below_zero:
        given::<CapsuleAccount>([opened()]).when(CapsuleCommand::Count { counted: i64::MIN, on: at(10) })
        => CapsuleRefusal::CountNegative { count: i64::MIN };
    capsules_fit_a_container:
        given::<CapsuleAccount>([]).when(open_of_size(99)) => CapsuleRefusal::SizeInvalid { size_ml: 99 };
    capsules_fit_no_barrel:
        given::<CapsuleAccount>([]).when(open_of_size(i64::MAX))
        => CapsuleRefusal::SizeInvalid { size_ml: i64::MAX };
    no_more_are_used_than_there_are:
        given::<CapsuleAccount>([opened()]).when(put_on(1, 1_001, at(10))) => short(1_001, 1_000, at(10));
    no_more_are_destroyed_than_there_are:
        given::<CapsuleAccount>([opened()]).when(CapsuleCommand::Destroy { count: 1_001, on: at(10) })
        => short(1_001, 1_000, at(10));
    a_back_dated_use_leaves_enough_for_a_later_one:
        given::<CapsuleAccount>([opened(), used(1, 950, at(20))]).when(put_on(2, 51, at(10)))
        => short(51, 50, at(20));
    a_back_dated_inventory_leaves_enough_for_a_later_use:
        given::<CapsuleAccount>([opened(), used(1, 950, at(20))])
            .when(CapsuleCommand::Count { counted: 900, on: at(10) })
        => short(100, 50, at(20));
    nothing_happens_before_the_account_opens:
        given::<CapsuleAccount>([opened()]).when(put_on(1, 1, day("2026-07-31")))
        => CapsuleRefusal::BeforeOpening { opened_on: day("2026-08-01") };
    a_bottling_that_used_none_is_not_taken_back:
        given::<CapsuleAccount>([opened()]).when(take_off(1, at(12))) => CapsuleRefusal::UseUnknown;
    a_use_is_taken_back_once:
        given::<CapsuleAccount>([opened(), used(1, 600, at(10)), taken_off()]).when(take_off(1, at(13)))
        => CapsuleRefusal::UseUnknown;
    a_use_is_not_taken_back_before_its_day:
        given::<CapsuleAccount>([opened(), used(1, 600, at(10))]).when(take_off(1, at(9)))
        => CapsuleRefusal::ReversalBeforeEntry { entry_on: at(10) };
    at_least_one_is_used:
        given::<CapsuleAccount>([opened()]).when(put_on(1, 0, at(10)))
        => CapsuleRefusal::from(QuantityRefusal::BottlesNotPositive { bottles: 0 });
    no_absurd_count_is_bought:
        given::<CapsuleAccount>([opened()]).when(CapsuleCommand::Buy { count: i64::MAX, on: at(10) })
        => CapsuleRefusal::from(QuantityRefusal::BottlesAbsurd { bottles: i64::MAX, limit: MAX_BOTTLES });
    no_absurd_count_is_found:
        given::<CapsuleAccount>([opened()]).when(CapsuleCommand::Count { counted: i64::MAX, on: at(10) })
        => CapsuleRefusal::from(QuantityRefusal::BottlesAbsurd {
            bottles: i64::MAX - 1_000, limit: MAX_BOTTLES,
        });
    capsules_are_not_bought_ahead:
        given::<CapsuleAccount>([opened()]).when(CapsuleCommand::Buy { count: 1, on: today().next() })
        => CapsuleRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
}
