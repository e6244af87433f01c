//! The records that the allowance is reckoned from, by the operations of a cellar.

use super::{LossBook, LossScheme, LossStage, losses};
use crate::movement::Operation;
use crate::terms::{LossCause, Regime};
use crate::testing::{ESTATE, House, at, day, hl, wine};
use crate::units::{Campaign, LotId, Rate, Volume};

fn campaign() -> Campaign {
    Campaign::of("2026-09".parse().unwrap())
}

#[test]
fn stocks_handled_volumes_and_losses_are_told_by_stage() {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("100"))]);
    let vat = house.vat(200);
    let placed = Operation::OpeningInVat { vat, wine: wine("Muscadet"), volume_ml: hl("100") };
    house.record(placed, day("2026-08-01")).unwrap();
    let lot = LotId::of(ESTATE, "L26-01");
    let bottling = Operation::Bottling {
        vat,
        lot,
        lot_number: "L26-01".to_owned(),
        bottles: 1_000,
        size_ml: 750,
        loss_ml: hl("0.05"),
        vintage: None,
        capsules: None,
    };
    house.record(bottling, at(10)).unwrap();
    let loss = Operation::Loss { vat, volume_ml: hl("0.2"), cause: LossCause::TankStorage };
    let taken_back = house.record(loss.clone(), at(12)).unwrap();
    house.record(loss, at(13)).unwrap();
    house.reverse(taken_back, at(14)).unwrap();
    house.record(Operation::BottleLoss { lot, bottles: 4, cause: LossCause::Breakage }, at(15)).unwrap();
    // What customs are told at once is no loss within the allowance.
    house.record(Operation::BottleLoss { lot, bottles: 4, cause: LossCause::Accident }, at(15)).unwrap();

    let mut book = LossBook::default();
    house.desk.facts().for_each(|fact| book.take(fact));
    let records = book.records(campaign()).unwrap();
    let lost = |stage| -> Volume {
        records.iter().filter(|record| record.stage == stage).map(|record| record.lost_ml).sum()
    };
    assert_eq!(lost(LossStage::Vat), hl("0.2"));
    assert_eq!(lost(LossStage::Packing), hl("0.05"));
    assert_eq!(lost(LossStage::Packed), hl("0.03"));
    let last = |stage| records.iter().rev().find(|record| record.stage == stage).unwrap().base_ml;
    assert_eq!(last(LossStage::Vat), hl("100") - hl("7.5") - hl("0.05") - hl("0.2"));
    assert_eq!(last(LossStage::Packed), Volume::from_ml(992 * 750));
    let packed: Volume =
        records.iter().filter(|it| it.stage == LossStage::Packing).map(|it| it.base_ml).sum();
    assert_eq!(packed, hl("7.5"));

    let table = [super::LossAllowance {
        scheme: LossScheme::Stages,
        stage: LossStage::Packing,
        rate: Rate::from_basis_points(70),
        valid_from: day("2016-08-09"),
    }];
    let balance = losses(&records, book.scheme(campaign()), &table, campaign(), day("2026-09-30")).unwrap();
    assert_eq!((balance.allowed_ml, balance.observed_ml), (hl("0.0525"), hl("0.28")));
    assert!(balance.warning);
}
