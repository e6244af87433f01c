//! No figure that fits an `i64` makes a lot panic, overflow or accept nonsense.

use super::{adjust, fill_with, filled, lose, sell, sold, take_back};
use crate::bottle_lot::{BottleLot, LotCommand};
use crate::terms::{LossCause, Regime, SaleDestination};
use crate::testing::{at, given, order};
use crate::units::MAX_BOTTLES;

const ABSURD: [i64; 7] = [i64::MIN, i64::MIN + 1, -1, MAX_BOTTLES + 1, i64::MAX / 2, i64::MAX - 1, i64::MAX];

fn is_refused(command: LotCommand) {
    for events in [vec![], vec![filled()], vec![filled(), sold(2, SaleDestination::FranceCrd, 60, at(20))]] {
        let result = given::<BottleLot>(events).when(command.clone()).inspect_result();
        assert!(result.is_err(), "{command:?} gave {result:?}");
    }
}

#[test]
fn absurd_counts_are_refused_everywhere() {
    for count in ABSURD.into_iter().chain([0]) {
        is_refused(sell(3, SaleDestination::FranceCrd, count, at(20)));
        is_refused(take_back(3, at(20), count, at(20)));
        is_refused(lose(3, LossCause::Missing, count, at(20)));
        is_refused(LotCommand::Reserve { order: order(1), bottles: count });
        let mut command = fill_with(None, Regime::Suspended);
        if let LotCommand::Fill { bottles, .. } = &mut command {
            *bottles = count;
        }
        is_refused(command);
    }
    for count in ABSURD {
        is_refused(adjust(3, count, at(20)));
    }
}

#[test]
fn absurd_sizes_are_refused() {
    for size in ABSURD.into_iter().chain([0]) {
        let mut command = fill_with(None, Regime::Suspended);
        if let LotCommand::Fill { size_ml, .. } = &mut command {
            *size_ml = size;
        }
        is_refused(command);
    }
}
