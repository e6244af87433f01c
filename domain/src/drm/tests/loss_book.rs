//! The records that the allowance is reckoned from, by the operations of a cellar.

use super::{LossBook, LossScheme, LossStage, losses};
use crate::fact::Fact;
use crate::movement::Operation;
use crate::terms::{LossCause, Regime};
use crate::testing::{ESTATE, House, at, day, hl, movement, wine};
use crate::units::{Campaign, LotId, Rate, VatId, Volume};
use crate::vat::{EntryKind, VatEvent};

fn campaign() -> Campaign {
    Campaign::of("2026-09".parse().unwrap())
}

fn placed(vat: VatId, volume: &str) -> Operation {
    Operation::OpeningInVat { vat, wine: wine("Muscadet"), volume_ml: hl(volume) }
}

/// A thousand bottles, and what is lost besides.
fn bottling(vat: VatId, loss: &str) -> (LotId, Operation) {
    let lot = LotId::of(ESTATE, "L26-01");
    let bottling = Operation::Bottling {
        vat,
        lot,
        lot_number: "L26-01".to_owned(),
        bottles: 1_000,
        size_ml: 750,
        loss_ml: hl(loss),
        vintage: None,
        capsules: None,
    };
    (lot, bottling)
}

fn folded(house: &House) -> LossBook {
    let mut book = LossBook::default();
    house.desk.facts().for_each(|fact| book.take(fact));
    book
}

#[test]
fn stocks_handled_volumes_and_losses_are_told_by_stage() {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("100"))]);
    let vat = house.vat(200);
    house.record(placed(vat, "100"), day("2026-08-01")).unwrap();
    let (lot, bottling) = bottling(vat, "0.05");
    house.record(bottling, at(10)).unwrap();
    let loss = Operation::Loss { vat, volume_ml: hl("0.2"), cause: LossCause::TankStorage };
    let taken_back = house.record(loss.clone(), at(12)).unwrap();
    house.record(loss, at(13)).unwrap();
    house.reverse(taken_back, at(14)).unwrap();
    house.record(Operation::BottleLoss { lot, bottles: 4, cause: LossCause::Breakage }, at(15)).unwrap();
    // What customs are told at once is no loss within the allowance.
    house.record(Operation::BottleLoss { lot, bottles: 4, cause: LossCause::Accident }, at(15)).unwrap();

    let book = folded(&house);
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

#[test]
fn what_an_inventory_finds_missing_is_lost_where_it_lay_in_the_campaign_that_it_ends() {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("100"))]);
    let vat = house.vat(200);
    house.record(placed(vat, "100"), day("2026-08-01")).unwrap();
    let counted = |counted: &str| Operation::Adjustment {
        vat,
        counted_ml: hl(counted),
        wine: None,
        reason: "jauge".to_owned(),
        annual: false,
    };
    let (lot, bottling) = bottling(vat, "0");
    let bottles =
        |counted| Operation::LotAdjustment { lot, counted, reason: "inventaire".to_owned(), annual: false };
    house.record(bottling, day("2026-08-01")).unwrap();
    house.record(counted("91"), at(10)).unwrap();
    let taken_back = house.record(counted("90"), at(11)).unwrap();
    house.reverse(taken_back, at(12)).unwrap();
    // More than the books said is an entry, and takes no loss back.
    house.record(counted("91.5"), at(13)).unwrap();
    house.record(bottles(996), at(15)).unwrap();
    let mut book = folded(&house);
    let next = Campaign::of("2027-08".parse().unwrap());
    let lost = |book: &LossBook| {
        let of = |campaign, end: &str| -> Volume {
            let records = book.records(campaign).unwrap();
            records.iter().filter(|record| record.day <= day(end)).map(|record| record.lost_ml).sum()
        };
        (of(campaign(), "2027-07-31"), of(next, "2028-07-31"))
    };
    // 1.5 hl of the 92.5 that were left in the vat, and four bottles.
    assert_eq!(lost(&book), (hl("1.53"), Volume::ZERO));

    let annual = VatEvent::ContentAdjusted {
        movement: movement(90),
        wine: wine("Muscadet"),
        counted_ml: hl("91.2"),
        difference_ml: -hl("0.3"),
        reason: "inventaire".to_owned(),
        annual: true,
        occurred_on: day("2027-08-01"),
    };
    let reversed = VatEvent::EntryReversed {
        movement: movement(91),
        reverses: movement(90),
        of: EntryKind::AnnuallyAdjusted,
        wine: wine("Muscadet"),
        volume_ml: hl("0.3"),
        change_ml: hl("0.3"),
        original_on: day("2027-08-01"),
        occurred_on: day("2027-08-20"),
    };
    book.take(&Fact::Vat(vat, annual));
    assert_eq!(lost(&book), (hl("1.83"), Volume::ZERO));
    book.take(&Fact::Vat(vat, reversed));
    assert_eq!(lost(&book), (hl("1.53"), Volume::ZERO));
}

#[test]
fn opening_stock_that_nobody_has_placed_lies_in_vats() {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("100"))]);
    let vat = house.vat(200);
    let stock = |house: &House| {
        let records = folded(house).records(campaign()).unwrap();
        let lying = |on: &str| {
            let until = |it: &&super::LossRecord| it.stage == LossStage::Vat && it.day <= day(on);
            records.iter().rfind(until).unwrap().base_ml
        };
        (lying("2026-08-01"), lying("2026-09-10"), lying("2026-09-20"))
    };
    assert_eq!(stock(&house), (hl("100"), hl("100"), hl("100")));
    let placed = house.record(placed(vat, "60"), at(10)).unwrap();
    assert_eq!(stock(&house), (hl("100"), hl("100"), hl("100")), "it only changes its place");
    house.reverse(placed, at(15)).unwrap();
    assert_eq!(stock(&house), (hl("100"), hl("100"), hl("100")));
}
