//! Each kind of operation, once.

use crate::lineage::{Component, Origin, Share};
use crate::movement::{BottlesFrom, Operation, Part};
use crate::terms::{
    Arrival, BulkDestination, Errand, LossCause, ReclassificationKind, Regime, SaleDestination,
};
use crate::testing::{Cellar, ESTATE, at, hl, of_harvest, parts, wine};
use crate::units::{LotId, Volume};

#[test]
fn a_harvest_tells_its_parcel_grape_vintage_and_places() {
    let mut cellar = Cellar::new();
    let (vat, parcel) = (cellar.vat(), cellar.house.planted("Melon B"));
    let harvest = cellar.harvest(parcel, 2026, vat, "20", at(2));
    // Told after the harvest: a parcel does not move.
    cellar.locate(parcel, &["Clisson"]);
    let lineage = cellar.lineage();
    assert_eq!(parts(lineage.vat(vat).unwrap()), [(of_harvest(harvest), 2_000_000)]);
    let known = lineage.provenance(Origin::Harvest(harvest));
    assert_eq!(
        (known.parcel, known.vintage, known.grape.as_deref()),
        (Some(parcel), Some(2026), Some("Melon B"))
    );
    assert_eq!(
        (known.places, known.wine, known.on),
        (vec!["Clisson".to_owned()], Some(wine("Muscadet")), Some(at(2)))
    );
}

#[test]
fn a_blend_is_the_sum_of_its_sources_less_their_losses() {
    let mut cellar = Cellar::new();
    let [first, second, third] = [cellar.vat(), cellar.vat(), cellar.vat()];
    let melon = cellar.harvest_of("Melon B", 2026, first, "30");
    let chardonnay = cellar.harvest_of("Chardonnay", 2026, second, "10");
    cellar.transfer(&[(first, "17"), (second, "3")], third, "0.2", at(10));
    let lineage = cellar.lineage();
    // 0.2 hl are lost of 20: 0.17 of the one, 0.03 of the other.
    let blend = lineage.vat(third).unwrap();
    assert_eq!(parts(blend), [(of_harvest(melon), 1_683_000), (of_harvest(chardonnay), 297_000)]);
    assert_eq!(blend.rounding(), Volume::ZERO);
    assert_eq!(parts(lineage.vat(first).unwrap()), [(of_harvest(melon), 1_300_000)]);
    let by_grape = lineage.split(blend, |_, known| known.grape.clone());
    let share = |grape: &str, ml| Share { key: Some(grape.to_owned()), volume_ml: Volume::from_ml(ml) };
    assert_eq!(by_grape, [share("Melon B", 1_683_000), share("Chardonnay", 297_000)]);
}

#[test]
fn bottles_keep_what_they_were_filled_with() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    let melon = cellar.harvest_of("Melon B", 2026, vat, "17");
    let chardonnay = cellar.harvest_of("Chardonnay", 2025, vat, "3");
    let lot = cellar.bottle(vat, "L26-01", 1_000, at(10));
    // What enters the vat later is not in the bottles.
    let parcel = cellar.house.parcel();
    cellar.harvest(parcel, 2026, vat, "5", at(12));
    let sale = |bottles| Operation::Sale {
        lot,
        bottles,
        destination: SaleDestination::FranceSuspended { document: None },
        order: None,
    };
    cellar.record(sale(100), at(14));
    cellar.record(Operation::BottleLoss { lot, bottles: 2, cause: LossCause::Breakage }, at(15));
    cellar.record(Operation::BottlesOut { lot, bottles: 60, errand: Errand::Storage }, at(16));
    cellar.record(Operation::BottlesBack { lot, bottles: 60, errand: Errand::Storage }, at(17));
    let lineage = cellar.lineage();
    let lot = lineage.lot(lot).unwrap();
    assert_eq!(parts(&lot.filled), [(of_harvest(melon), 637_500), (of_harvest(chardonnay), 112_500)]);
    assert_eq!(lot.on_hand.volume(), Volume::from_ml(898 * 750));
    assert_eq!(lot.gone.volume(), Volume::from_ml(102 * 750));
    assert_eq!(parts(&lot.on_hand), [(of_harvest(melon), 572_475), (of_harvest(chardonnay), 101_025)]);
}

#[test]
fn wine_of_no_harvest_is_an_origin_that_tells_what_its_entry_tells() {
    let mut cellar = Cellar::new();
    let [first, second] = [cellar.vat(), cellar.vat()];
    let muscadet = wine("Muscadet");
    let opening =
        cellar.record(Operation::OpeningInVat { vat: first, wine: muscadet, volume_ml: hl("8") }, at(1));
    let bought = cellar.record(
        Operation::Purchase { vat: first, wine: muscadet, volume_ml: hl("2"), supplier: None },
        at(2),
    );
    let found = Operation::Adjustment {
        vat: second,
        counted_ml: hl("1"),
        wine: Some(muscadet),
        reason: "oubli".to_owned(),
        annual: false,
    };
    let found = cellar.record(found, at(3));
    let lot = LotId::of(ESTATE, "L24-01");
    let bottles = cellar.record(
        Operation::OpeningInBottles {
            lot,
            lot_number: "L24-01".to_owned(),
            wine: muscadet,
            regime: Regime::Suspended,
            bottles: 600,
            size_ml: 750,
            vintage: Some(2024),
            capsules: None,
        },
        at(1),
    );
    let lineage = cellar.lineage();
    let component = |origin| Component::of(origin);
    assert_eq!(
        parts(lineage.vat(first).unwrap()),
        [(component(Origin::Opening(opening)), 800_000), (component(Origin::Purchase(bought)), 200_000)]
    );
    assert_eq!(parts(lineage.vat(second).unwrap()), [(component(Origin::Found(found)), 100_000)]);
    let told = lineage.provenance(Origin::Opening(opening));
    assert_eq!((told.wine, told.vintage, told.grape), (Some(muscadet), None, None));
    assert_eq!(parts(&lineage.lot(lot).unwrap().filled), [(component(Origin::Opening(bottles)), 450_000)]);
    assert_eq!(lineage.provenance(Origin::Opening(bottles)).vintage, Some(2024));
}

#[test]
fn wine_that_was_sent_away_comes_back_as_it_left() {
    let mut cellar = Cellar::new();
    let [first, second] = [cellar.vat(), cellar.vat()];
    let melon = cellar.harvest_of("Melon B", 2026, first, "20");
    let away = |errand| BulkDestination::Errand { errand };
    let send = |errand, volume| Operation::BulkDispatch {
        vat: first,
        volume_ml: hl(volume),
        destination: away(errand),
    };
    cellar.record(send(Errand::Storage, "5"), at(5));
    cellar.record(send(Errand::Bottling, "7.5"), at(6));
    let back = |volume| Operation::Arrival {
        vat: second,
        wine: wine("Muscadet"),
        volume_ml: hl(volume),
        arrival: Arrival::Back { errand: Errand::Storage },
    };
    // More comes back than had left: the rest is wine of which only its arrival is known.
    let arrival = cellar.record(back("6"), at(8));
    let lot = LotId::of(ESTATE, "L26-02");
    let bottled = Operation::BottlesIn {
        lot,
        lot_number: "L26-02".to_owned(),
        wine: wine("Muscadet"),
        regime: Regime::Suspended,
        bottles: 1_000,
        size_ml: 750,
        vintage: None,
        capsules: None,
        from: BottlesFrom::BottledElsewhere,
    };
    cellar.record(bottled, at(20));
    let lineage = cellar.lineage();
    assert_eq!(
        parts(lineage.vat(second).unwrap()),
        [(of_harvest(melon), 500_000), (Component::of(Origin::Arrival(arrival)), 100_000)]
    );
    assert_eq!(parts(&lineage.lot(lot).unwrap().filled), [(of_harvest(melon), 750_000)]);
}

#[test]
fn what_a_handling_gains_or_an_inventory_finds_leaves_the_shares_as_they_are() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    let melon = cellar.harvest_of("Melon B", 2026, vat, "17");
    let chardonnay = cellar.harvest_of("Chardonnay", 2026, vat, "3");
    let gain = Operation::Arrival {
        vat,
        wine: wine("Muscadet"),
        volume_ml: hl("0.2"),
        arrival: Arrival::HandlingGain,
    };
    cellar.record(gain, at(5));
    let count = |counted, on, cellar: &mut Cellar| {
        let reason = "jauge".to_owned();
        cellar.record(
            Operation::Adjustment { vat, counted_ml: hl(counted), wine: None, reason, annual: false },
            on,
        );
    };
    count("20.4", at(6), &mut cellar);
    assert_eq!(
        parts(cellar.lineage().vat(vat).unwrap()),
        [(of_harvest(melon), 1_734_000), (of_harvest(chardonnay), 306_000)]
    );
    count("20", at(7), &mut cellar);
    assert_eq!(
        parts(cellar.lineage().vat(vat).unwrap()),
        [(of_harvest(melon), 1_700_000), (of_harvest(chardonnay), 300_000)]
    );
}

#[test]
fn a_downgrading_marks_what_it_takes_and_a_fallback_does_not() {
    let mut cellar = Cellar::new();
    let [first, second] = [cellar.vat(), cellar.vat()];
    let melon = cellar.harvest_of("Melon B", 2026, first, "20");
    let reclassify =
        |kind, part| Operation::Reclassification { vat: first, to: wine("Vin de France"), kind, part };
    let part = Some(Part { into: second, volume_ml: hl("5") });
    cellar.record(reclassify(ReclassificationKind::Downgrade, part), at(5));
    let whole = cellar.record(reclassify(ReclassificationKind::Downgrade, None), at(6));
    let downgraded = Component { downgraded: true, ..of_harvest(melon) };
    let lineage = cellar.lineage();
    assert_eq!(parts(lineage.vat(second).unwrap()), [(downgraded, 500_000)]);
    assert_eq!(parts(lineage.vat(first).unwrap()), [(downgraded, 1_500_000)]);
    cellar.house.reverse(whole, at(7)).unwrap();
    cellar.record(reclassify(ReclassificationKind::Fallback, None), at(8));
    assert_eq!(parts(cellar.lineage().vat(first).unwrap()), [(of_harvest(melon), 1_500_000)]);
}

#[test]
fn bottles_that_become_another_lot_bring_their_wine_along() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    let melon = cellar.harvest_of("Melon B", 2026, vat, "20");
    let lot = cellar.bottle(vat, "L26-01", 1_000, at(10));
    let into = LotId::of(ESTATE, "L26-02");
    let operation = Operation::LotReclassification {
        lot,
        bottles: 400,
        into,
        lot_number: "L26-02".to_owned(),
        to: wine("Vin de France"),
        kind: ReclassificationKind::Downgrade,
    };
    let movement = cellar.record(operation, at(12));
    let downgraded = Component { downgraded: true, ..of_harvest(melon) };
    let lineage = cellar.lineage();
    assert_eq!(parts(&lineage.lot(into).unwrap().on_hand), [(downgraded, 300_000)]);
    assert_eq!(parts(&lineage.lot(lot).unwrap().on_hand), [(of_harvest(melon), 450_000)]);
    cellar.house.reverse(movement, at(13)).unwrap();
    let lineage = cellar.lineage();
    assert_eq!(parts(&lineage.lot(into).unwrap().on_hand), []);
    assert_eq!(parts(&lineage.lot(lot).unwrap().on_hand), [(of_harvest(melon), 750_000)]);
}
