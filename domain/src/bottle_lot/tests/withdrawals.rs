//! Bottles that leave for a time, and the inventory with which a campaign opens.

use super::{filled, sold};
use crate::bottle_lot::{BottleLot, LotCommand, LotEvent, Withdrawal};
use crate::terms::{Errand, Regime, SaleDestination};
use crate::testing::{at, day, given, movement, wine};
use crate::units::{Date, Volume};

pub(super) fn sent(number: u128, errand: Errand, bottles: i64, on: Date) -> LotEvent {
    LotEvent::BottlesWithdrawn {
        movement: movement(number),
        withdrawal: Withdrawal::Errand { errand },
        regime: Regime::Suspended,
        wine: wine("Muscadet"),
        bottles,
        volume_ml: Volume::from_ml(750 * bottles),
        occurred_on: on,
    }
}

pub(super) fn back(number: u128, errand: Errand, bottles: i64, on: Date) -> LotEvent {
    LotEvent::BottlesBroughtBack {
        movement: movement(number),
        errand,
        regime: Regime::Suspended,
        wine: wine("Muscadet"),
        bottles,
        volume_ml: Volume::from_ml(750 * bottles),
        occurred_on: on,
    }
}

#[test]
fn bottles_leave_for_a_time_and_come_back() {
    let withdrawal = Withdrawal::Errand { errand: Errand::Storage };
    let send = LotCommand::Withdraw { movement: movement(2), withdrawal, to: None, bottles: 60, on: at(20) };
    given::<BottleLot>([filled()]).when(send).then_expect_events(vec![sent(2, Errand::Storage, 60, at(20))]);
    let bring = |bottles| LotCommand::BringBack {
        movement: movement(3),
        errand: Errand::Storage,
        bottles,
        on: at(21),
    };
    given::<BottleLot>([filled(), sent(2, Errand::Storage, 60, at(20))])
        .when(bring(60))
        .then_expect_events(vec![back(3, Errand::Storage, 60, at(21))]);
}

#[test]
fn the_inventory_of_a_campaign_counts_what_was_there_the_evening_before() {
    let (first, before) = (day("2027-08-01"), day("2027-07-31"));
    let sales = [
        filled(),
        sold(2, SaleDestination::FranceCrd, 500, before),
        sold(3, SaleDestination::FranceCrd, 100, first),
    ];
    let count = LotCommand::Adjust {
        movement: movement(4),
        counted: 1_990,
        reason: "inventaire du 31 juillet".to_owned(),
        annual: true,
        on: first,
    };
    let counted = LotEvent::CountAdjusted {
        movement: movement(4),
        regime: Regime::Suspended,
        wine: wine("Muscadet"),
        counted: 1_990,
        difference: -10,
        difference_ml: Volume::from_ml(-7_500),
        reason: "inventaire du 31 juillet".to_owned(),
        annual: true,
        occurred_on: first,
    };
    given::<BottleLot>(sales).when(count).then_expect_events(vec![counted]);
}
