use super::withdrawals::{back, sent};
use super::{
    adjust, fill_with, filled, filled_with, lose, returned, reverse, reversed, sell, sold, take_back,
};
use crate::bottle_lot::{BottleEntryKind, BottleLot, LotCommand, LotEvent, LotRefusal, Withdrawal};
use crate::policy::{InventoryRefusal, ReplacementRefusal};
use crate::terms::{Errand, LossCause, ReclassificationKind, Regime, SaleDestination};
use crate::testing::{ESTATE, at, capsule_kind, day, given, movement, order, refused, wine};
use crate::units::{LotId, MAX_BOTTLES, QuantityRefusal, WineId};

fn number() -> String {
    "L26-01".to_owned()
}

/// The filling of the tests with one thing changed.
fn fill(change: impl FnOnce(&mut String, &mut i64, &mut Option<u16>)) -> LotCommand {
    let mut command = fill_with(None, Regime::Suspended);
    if let LotCommand::Fill { lot_number, size_ml, vintage, .. } = &mut command {
        change(lot_number, size_ml, vintage);
    }
    command
}

fn reserved(number: u128, bottles: i64) -> LotEvent {
    LotEvent::BottlesReserved { order: order(number), bottles }
}

fn crd() -> SaleDestination {
    SaleDestination::FranceCrd
}

fn other() -> LotId {
    LotId::of(ESTATE, "L26-02")
}

fn reclassified(kind: ReclassificationKind) -> Withdrawal {
    Withdrawal::Reclassified { to: other(), kind }
}

fn withdraw(withdrawal: Withdrawal, to: Option<WineId>, bottles: i64) -> LotCommand {
    LotCommand::Withdraw { movement: movement(3), withdrawal, to, bottles, on: at(20) }
}

refused! { LotRefusal:
    a_lot_that_was_never_filled_gives_nothing:
        given::<BottleLot>([]).when(sell(2, crd(), 1, at(20))) => LotRefusal::NotFound;
    a_number_is_never_used_twice:
        given::<BottleLot>([filled()]).when(fill_with(None, Regime::Suspended))
        => LotRefusal::NumberTaken { lot_number: number() };
    a_number_stays_taken_when_its_filling_was_reversed:
        given::<BottleLot>([
            filled(),
            reversed(1, BottleEntryKind::Adjusted, -2_500, at(10), at(10)),
        ]).when(fill_with(None, Regime::Suspended))
        => LotRefusal::NumberTaken { lot_number: number() };
    a_number_begins_with_l:
        given::<BottleLot>([]).when(fill(|number, _, _| "26-01".clone_into(number)))
        => LotRefusal::NumberInvalid { lot_number: "26-01".to_owned() };
    a_number_has_at_least_2_characters:
        given::<BottleLot>([]).when(fill(|number, _, _| " L ".clone_into(number)))
        => LotRefusal::NumberInvalid { lot_number: " L ".to_owned() };
    a_number_has_at_most_40_characters:
        given::<BottleLot>([]).when(fill(|number, _, _| *number = "L".repeat(41)))
        => LotRefusal::NumberInvalid { lot_number: "L".repeat(41) };
    a_bottle_holds_at_least_10_cl:
        given::<BottleLot>([]).when(fill(|_, size, _| *size = 99)) => LotRefusal::SizeInvalid { size_ml: 99 };
    a_container_holds_at_most_33_l:
        given::<BottleLot>([]).when(fill(|_, size, _| *size = 33_001))
        => LotRefusal::SizeInvalid { size_ml: 33_001 };
    capsules_fit_the_bottles:
        given::<BottleLot>([]).when(fill_with(Some(capsule_kind(375)), Regime::Suspended))
        => LotRefusal::CapsuleSize { size_ml: 750, capsule_ml: 375 };
    a_vintage_does_not_lie_ahead:
        given::<BottleLot>([]).when(fill(|_, _, vintage| *vintage = Some(2027)))
        => LotRefusal::VintageInvalid { vintage: 2027 };
    a_vintage_is_not_older_than_wine_in_bottles:
        given::<BottleLot>([]).when(fill(|_, _, vintage| *vintage = Some(1849)))
        => LotRefusal::VintageInvalid { vintage: 1849 };
    no_more_leave_than_are_there:
        given::<BottleLot>([filled()]).when(sell(2, crd(), 2_501, at(20)))
        => LotRefusal::Short { lot_number: number(), requested: 2_501, available: 2_500, on: at(20) };
    a_back_dated_loss_leaves_enough_for_a_later_sale:
        given::<BottleLot>([filled(), sold(2, crd(), 2_450, at(25))])
            .when(lose(3, LossCause::Breakage, 51, at(20)))
        => LotRefusal::Short { lot_number: number(), requested: 51, available: 50, on: at(25) };
    a_back_dated_inventory_leaves_enough_for_a_later_sale:
        given::<BottleLot>([filled(), sold(2, crd(), 2_450, at(25))]).when(adjust(3, 2_400, at(20)))
        => LotRefusal::Short { lot_number: number(), requested: 100, available: 50, on: at(25) };
    what_is_set_aside_is_not_sold_to_another:
        given::<BottleLot>([filled(), reserved(1, 2_450)]).when(sell(2, crd(), 51, at(20)))
        => LotRefusal::Reserved { lot_number: number(), requested: 51, available: 50, reserved: 2_450 };
    what_is_set_aside_is_not_set_aside_again:
        given::<BottleLot>([filled(), reserved(1, 2_450)])
            .when(LotCommand::Reserve { order: order(2), bottles: 51 })
        => LotRefusal::Reserved { lot_number: number(), requested: 51, available: 50, reserved: 2_450 };
    an_order_takes_no_more_than_its_own_and_what_is_free:
        given::<BottleLot>([filled(), reserved(1, 60), reserved(2, 2_440)]).when(LotCommand::Sell {
            movement: movement(2), order: Some(order(1)), destination: crd(), bottles: 61, on: at(20),
        })
        => LotRefusal::Reserved { lot_number: number(), requested: 61, available: 60, reserved: 2_500 };
    a_filling_is_not_reversed_under_an_order:
        given::<BottleLot>([filled(), reserved(1, 60)]).when(reverse(1, at(20)))
        => LotRefusal::Reserved { lot_number: number(), requested: 2_500, available: 2_440, reserved: 60 };
    nothing_is_freed_that_was_not_set_aside:
        given::<BottleLot>([filled()]).when(LotCommand::Release { order: order(1) })
        => LotRefusal::NotReserved { lot_number: number() };
    nothing_is_sold_for_an_order_that_set_nothing_aside:
        given::<BottleLot>([filled()]).when(LotCommand::Sell {
            movement: movement(2), order: Some(order(1)), destination: crd(), bottles: 1, on: at(20),
        })
        => LotRefusal::NotReserved { lot_number: number() };
    bottles_without_capsules_are_not_sold_under_capsules:
        given::<BottleLot>([filled_with(None, Regime::Suspended)]).when(sell(2, crd(), 1, at(20)))
        => LotRefusal::NoCapsules { lot_number: number() };
    nothing_leaves_before_the_lot_is_filled:
        given::<BottleLot>([filled()]).when(sell(2, crd(), 1, at(9)))
        => LotRefusal::NotYetFilled { lot_number: number(), filled_on: at(10) };
    nothing_is_counted_before_the_lot_is_filled:
        given::<BottleLot>([filled()]).when(adjust(2, 1, at(9)))
        => LotRefusal::NotYetFilled { lot_number: number(), filled_on: at(10) };
    no_more_come_back_than_were_sold:
        given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))]).when(take_back(3, at(20), 61, at(25)))
        => LotRefusal::ReturnExceedsSold { lot_number: number(), bottles: 61, sold: 60 };
    a_movement_without_entry_here_is_not_reversed:
        given::<BottleLot>([filled()]).when(reverse(5, at(20)))
        => LotRefusal::NothingToReverse { lot_number: number() };
    a_reversal_is_not_reversed:
        given::<BottleLot>([
            filled(),
            sold(2, crd(), 60, at(20)),
            reversed(2, BottleEntryKind::Sold(crd()), 60, at(20), at(21)),
        ]).when(reverse(99, at(22)))
        => LotRefusal::NothingToReverse { lot_number: number() };
    a_movement_is_reversed_once:
        given::<BottleLot>([
            filled(),
            sold(2, crd(), 60, at(20)),
            sold(3, crd(), 60, at(20)),
            reversed(2, BottleEntryKind::Sold(crd()), 60, at(20), at(21)),
        ]).when(reverse(2, at(22)))
        => LotRefusal::NothingToReverse { lot_number: number() };
    a_reversal_is_not_older_than_what_it_reverses:
        given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))]).when(reverse(2, at(19)))
        => LotRefusal::ReversalBeforeEntry { entry_on: at(20) };
    bottles_do_not_come_back_before_they_were_sold:
        given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))]).when(take_back(3, at(20), 1, at(19)))
        => LotRefusal::ReversalBeforeEntry { entry_on: at(20) };
    a_return_has_a_reason:
        given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))]).when(LotCommand::TakeBack {
            movement: movement(3),
            sold_on: at(20),
            sold_to: crd(),
            bottles: 1,
            reason: "\n".to_owned(),
            on: at(25),
        })
        => LotRefusal::ReasonMissing;
    an_inventory_has_a_reason_of_at_most_250_characters:
        given::<BottleLot>([filled()]).when(LotCommand::Adjust {
            movement: movement(3), counted: 1, reason: "é".repeat(251), on: at(25), annual: false })
        => LotRefusal::ReasonMissing;
    a_return_is_not_reversed_once_its_bottles_are_gone:
        given::<BottleLot>([
            filled(),
            sold(2, crd(), 2_500, at(20)),
            returned(3, at(20), 12, at(21)),
            sold(4, crd(), 12, at(22)),
        ]).when(reverse(3, at(23)))
        => LotRefusal::Short { lot_number: number(), requested: 12, available: 0, on: at(23) };
    no_more_are_brought_back_than_are_away:
        given::<BottleLot>([filled(), sent(2, Errand::Storage, 60, at(20))])
            .when(LotCommand::BringBack {
                movement: movement(3), errand: Errand::Storage, bottles: 61, on: at(21),
            })
        => LotRefusal::BackExceedsAway { lot_number: number(), bottles: 61, away: 60 };
    what_was_sent_to_work_does_not_come_back_from_storage:
        given::<BottleLot>([filled(), sent(2, Errand::Work, 60, at(20))])
            .when(LotCommand::BringBack {
                movement: movement(3), errand: Errand::Storage, bottles: 1, on: at(21),
            })
        => LotRefusal::BackExceedsAway { lot_number: number(), bottles: 1, away: 0 };
    what_is_back_already_was_sent_for_good:
        given::<BottleLot>([filled(), sent(2, Errand::Storage, 60, at(20)), back(3, Errand::Storage, 60, at(21))])
            .when(reverse(2, at(22)))
        => LotRefusal::BackExceedsAway { lot_number: number(), bottles: 60, away: 0 };
    suspended_bottles_are_not_suspended_again:
        given::<BottleLot>([filled()]).when(withdraw(Withdrawal::Suspended { to: other() }, None, 1))
        => LotRefusal::SuspendedAlready { lot_number: number() };
    bottles_do_not_become_their_own_wine:
        given::<BottleLot>([filled()])
            .when(withdraw(reclassified(ReclassificationKind::Downgrade), Some(wine("Muscadet")), 1))
        => LotRefusal::SameWine { lot_number: number() };
    bottled_wine_is_not_claimed:
        given::<BottleLot>([filled()])
            .when(withdraw(reclassified(ReclassificationKind::Claim), Some(wine("Gros Plant")), 1))
        => LotRefusal::ClaimedAlready { lot_number: number() };
    the_inventory_of_a_campaign_is_dated_its_first_day:
        given::<BottleLot>([filled()]).when(LotCommand::Adjust {
            movement: movement(3), counted: 1, reason: "inventaire".to_owned(), annual: true, on: at(25),
        })
        => LotRefusal::from(InventoryRefusal::NotFirstDay { date: at(25) });
    what_was_sold_more_than_two_years_before_is_not_taken_back:
        given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))])
            .when(take_back(3, at(20), 1, day("2028-10-01")))
        => LotRefusal::from(ReplacementRefusal::TooOld { sold_on: at(20), on: day("2028-10-01") });
    a_sale_is_not_reversed_more_than_two_years_later:
        given::<BottleLot>([filled(), sold(2, crd(), 60, at(20))]).when(reverse(2, day("2028-10-01")))
        => LotRefusal::from(ReplacementRefusal::TooOld { sold_on: at(20), on: day("2028-10-01") });
    at_least_one_bottle_is_sold:
        given::<BottleLot>([filled()]).when(sell(2, crd(), 0, at(20)))
        => LotRefusal::from(QuantityRefusal::BottlesNotPositive { bottles: 0 });
    at_most_ten_million_bottles_are_sold:
        given::<BottleLot>([filled()]).when(sell(2, crd(), MAX_BOTTLES + 1, at(20)))
        => LotRefusal::from(QuantityRefusal::BottlesAbsurd { bottles: MAX_BOTTLES + 1, limit: MAX_BOTTLES });
}
