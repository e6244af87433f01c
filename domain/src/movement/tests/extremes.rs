//! No figure that fits an `i64` makes a movement panic, overflow or accept nonsense.

use super::cellar::{Cellar, lot};
use crate::movement::Operation;
use crate::testing::at;
use crate::units::{MAX_BOTTLES, MAX_VOLUME, Volume};

const VOLUMES: [i64; 8] =
    [i64::MIN, i64::MIN + 1, -1, 0, MAX_VOLUME.ml() + 1, i64::MAX / 2, i64::MAX - 1, i64::MAX];
const COUNTS: [i64; 7] = [i64::MIN, -1, 0, MAX_BOTTLES + 1, i64::MAX / 2, i64::MAX - 1, i64::MAX];

/// The operation with every quantity that a person enters replaced in turn.
fn with_absurd_figures(operation: &Operation) -> Vec<Operation> {
    let mut absurd = Vec::new();
    let mut with = |change: &dyn Fn(&mut Operation)| {
        let mut operation = operation.clone();
        change(&mut operation);
        absurd.push(operation);
    };
    for figure in VOLUMES {
        let volume = Volume::from_ml(figure);
        with(&|operation| match operation {
            Operation::Harvest { volume_ml, .. }
            | Operation::Loss { volume_ml, .. }
            | Operation::BulkDispatch { volume_ml, .. }
            | Operation::Purchase { volume_ml, .. }
            | Operation::OpeningInVat { volume_ml, .. } => *volume_ml = volume,
            Operation::Transfer { sources, .. } => sources[0].volume_ml = volume,
            _ => {}
        });
        with(&|operation| match operation {
            Operation::Harvest { waste_ml: part, .. }
            | Operation::Transfer { loss_ml: part, .. }
            | Operation::Bottling { loss_ml: part, .. }
            | Operation::Adjustment { counted_ml: part, .. }
                if figure != 0 =>
            {
                *part = volume;
            }
            _ => {}
        });
    }
    for figure in COUNTS {
        with(&|operation| match operation {
            Operation::BottleLoss { bottles, .. }
            | Operation::Bottling { bottles, .. }
            | Operation::Sale { bottles, .. }
            | Operation::SaleReturn { bottles, .. }
            | Operation::OpeningInBottles { bottles, .. } => *bottles = figure,
            Operation::LotAdjustment { counted, .. } if figure != 0 => *counted = figure,
            _ => {}
        });
        with(&|operation| match operation {
            Operation::Bottling { size_ml, .. } | Operation::OpeningInBottles { size_ml, .. } => {
                *size_ml = figure;
            }
            _ => {}
        });
    }
    absurd.retain(|it| it != operation);
    absurd
}

#[test]
fn absurd_figures_are_refused_in_every_kind_and_write_nothing() {
    let mut cellar = Cellar::new();
    let written = cellar.house.desk.ledger().len();
    let mut tried = 0;
    for operation in cellar.operations() {
        for absurd in with_absurd_figures(&operation) {
            let result = cellar.house.record(absurd.clone(), at(10));
            assert!(result.is_err(), "{absurd:?} was accepted");
            tried += 1;
        }
    }
    assert!(tried > 150, "only {tried} absurd operations");
    assert_eq!(cellar.house.desk.ledger().len(), written);
}

#[test]
fn the_sum_of_many_sources_is_held_against_the_limit_too() {
    let cellar = Cellar::new();
    let shares = [cellar.big, cellar.small].map(|vat| crate::vat::Share { vat, volume_ml: MAX_VOLUME });
    let operation = Operation::Transfer { sources: shares.to_vec(), to: cellar.empty, loss_ml: Volume::ZERO };
    let mut cellar = cellar;
    assert_eq!(cellar.house.record(operation, at(10)).unwrap_err().code, "VOLUME_ABSURD");
}

#[test]
fn ten_million_large_bottles_are_more_than_any_cellar() {
    let mut cellar = Cellar::new();
    let mut operation = super::cellar::bottling(cellar.big);
    if let Operation::Bottling { bottles, size_ml, capsules, .. } = &mut operation {
        (*bottles, *size_ml, *capsules) = (MAX_BOTTLES, 33_000, None);
    }
    assert_eq!(cellar.house.record(operation, at(10)).unwrap_err().code, "VOLUME_ABSURD");
    let counted = Operation::LotAdjustment {
        lot: lot("L25-01"),
        counted: MAX_BOTTLES,
        reason: "x".to_owned(),
        annual: false,
    };
    assert!(cellar.house.record(counted, at(10)).is_ok());
}
