use super::*;
use crate::movement::Operation;
use crate::terms::Regime;
use crate::testing::{ESTATE, House, at, capsule_kind, day, hl, month, wine};
use crate::units::LotId;

fn folded(house: &House) -> (Books, BottlingWatch) {
    let mut watch = BottlingWatch::default();
    house.desk.facts().for_each(|fact| watch.take(fact));
    (Books::fold(house.desk.facts()), watch)
}

fn house() -> (House, crate::units::VatId) {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("100"))]);
    let vat = house.vat(200);
    house.capsules(capsule_kind(750), 1_000);
    let placed = Operation::OpeningInVat { vat, wine: wine("Muscadet"), volume_ml: hl("100") };
    house.record(placed, day("2026-08-01")).unwrap();
    (house, vat)
}

fn bottling(house: &mut House, vat: crate::units::VatId, number: &str, capsules: bool) {
    let operation = Operation::Bottling {
        vat,
        lot: LotId::of(ESTATE, number),
        lot_number: number.to_owned(),
        bottles: 100,
        size_ml: 750,
        loss_ml: Volume::ZERO,
        vintage: None,
        capsules: capsules.then(|| capsule_kind(750)),
    };
    house.record(operation, at(10)).unwrap();
}

#[test]
fn a_sound_month_has_none() {
    let (mut house, vat) = house();
    bottling(&mut house, vat, "L26-01", true);
    let (books, watch) = folded(&house);
    assert_eq!(anomalies(&books, &watch, month("2026-09"), true), []);
}

#[test]
fn bare_bottles_and_an_open_month_before_are_told() {
    let (mut house, vat) = house();
    bottling(&mut house, vat, "L26-01", false);
    let (books, watch) = folded(&house);
    assert_eq!(
        anomalies(&books, &watch, month("2026-09"), false),
        [
            Anomaly::PrecedingOpen { month: month("2026-08") },
            Anomaly::BottledWithoutCapsules { lot_number: "L26-01".to_owned(), bottles: 100 },
        ]
    );
}

#[test]
fn a_wine_without_code_is_told_where_it_is_in_stock() {
    let (house, _) = house();
    let (mut books, watch) = folded(&house);
    let uncoded = Fact::Estate(
        ESTATE,
        crate::estate::EstateEvent::WineDeclared {
            wine: wine("Muscadet"),
            spec: crate::terms::WineSpec { code: None, ..crate::testing::spec("Muscadet") },
            strength: crate::terms::Strength::default(),
        },
    );
    books.take(&uncoded);
    let found = anomalies(&books, &watch, month("2026-09"), true);
    assert_eq!(found, [Anomaly::WithoutCode { wine: wine("Muscadet") }]);
}

#[test]
fn a_closed_month_is_told_once_its_day_has_passed() {
    let august = month("2026-08");
    assert_eq!(unfiled(august, day("2026-09-10")), None);
    let due_on = day("2026-09-10");
    assert_eq!(unfiled(august, day("2026-09-11")), Some(Anomaly::PrecedingUnfiled { month: august, due_on }));
}

#[test]
fn a_stock_that_later_entries_take_below_zero_is_told_for_that_month() {
    let (house, _) = house();
    let (mut books, watch) = folded(&house);
    let lost = |on: &str, volume_ml| {
        Fact::Vat(
            crate::testing::vat(1),
            crate::vat::VatEvent::LossRecorded {
                movement: crate::testing::movement(9),
                cause: crate::terms::LossCause::TankStorage,
                wine: wine("Muscadet"),
                volume_ml,
                occurred_on: day(on),
            },
        )
    };
    books.take(&lost("2026-10-05", hl("130")));
    let found = anomalies(&books, &watch, month("2026-09"), true);
    let ahead =
        |closing_ml| Anomaly::NegativeAhead { wine: wine("Muscadet"), month: month("2026-10"), closing_ml };
    assert_eq!(found, [ahead(Volume::ZERO - hl("30"))]);
}
