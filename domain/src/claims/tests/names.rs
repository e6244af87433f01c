//! The wine's own name, and the smaller place beside it.

use super::{LabelClaims, of_vat, place, stands};
use crate::claims::{ClaimRule, Outcome};
use crate::estate::EstateCommand;
use crate::movement::Operation;
use crate::terms::{ReclassificationKind, Strength, WineCode, WineSpec};
use crate::testing::{Cellar, at, hl, spec, wine};
use crate::units::VatId;

/// A wine of that INAO code.
fn declare(cellar: &mut Cellar, label: &str, code: &str) {
    let spec = WineSpec { code: Some(WineCode::Inao(code.to_owned())), ..spec(label) };
    let command = EstateCommand::DeclareWine { wine: wine(label), spec, strength: Strength::default() };
    cellar.house.books(command);
}

fn reclassify(cellar: &mut Cellar, vat: VatId, to: &str, kind: ReclassificationKind, on: u8) {
    cellar.record(Operation::Reclassification { vat, to: wine(to), kind, part: None }, at(on));
}

#[test]
fn a_smaller_place_needs_85_per_cent_from_it() {
    for (there, elsewhere, outcome) in [("85", "15", Outcome::Met), ("84.99", "15.01", Outcome::Broken)] {
        let mut cellar = Cellar::new();
        let vat = cellar.vat();
        let parcels = [cellar.house.parcel(), cellar.house.parcel()];
        cellar.locate(parcels[0], &["Vallet", "Le Pallet"]);
        cellar.locate(parcels[1], &["Vallet"]);
        cellar.harvest(parcels[0], 2026, vat, there, at(2));
        cellar.harvest(parcels[1], 2026, vat, elsewhere, at(2));
        assert_eq!(stands(&cellar, vat, &place("LE PALLET"), ClaimRule::SmallerUnit), outcome);
        assert_eq!(stands(&cellar, vat, &place("Vallet"), ClaimRule::SmallerUnit), Outcome::Met);
    }
}

#[test]
fn a_place_is_named_beside_an_appellation_or_indication_only() {
    let mut cellar = Cellar::new();
    declare(&mut cellar, "Vin blanc", "4B999 ");
    let (vat, parcel) = (cellar.vat(), cellar.house.parcel());
    cellar.locate(parcel, &["Vallet"]);
    cellar.harvest(parcel, 2026, vat, "10", at(2));
    let of = |named| of_vat(&cellar, vat, wine(named), &place("Vallet"))[0].outcome;
    assert_eq!(stands(&cellar, vat, &place("Vallet"), ClaimRule::SmallerUnit), Outcome::Met);
    assert_eq!(of("Vin blanc"), Outcome::Broken);
}

#[test]
fn bought_wine_grew_at_a_place_that_nobody_told() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    cellar.record(
        Operation::Purchase { vat, wine: wine("Muscadet"), volume_ml: hl("10"), supplier: None },
        at(3),
    );
    assert_eq!(stands(&cellar, vat, &place("Vallet"), ClaimRule::SmallerUnit), Outcome::Unproven);
    assert_eq!(stands(&cellar, vat, &LabelClaims::default(), ClaimRule::Pdo), Outcome::Met);
}

/// Names are given up and never taken: what came in as a larger one cannot become a narrower one.
#[test]
fn an_appellation_is_of_its_area_alone() {
    let mut cellar = Cellar::new();
    declare(&mut cellar, "Val de Loire", "3B001 ");
    declare(&mut cellar, "Vin blanc", "4B999 ");
    let [fallen, risen, downgraded] = [cellar.vat(), cellar.vat(), cellar.vat()];
    for vat in [fallen, risen, downgraded] {
        cellar.harvest_of("Melon B", 2026, vat, "10");
    }
    reclassify(&mut cellar, fallen, "Val de Loire", ReclassificationKind::Fallback, 5);
    let outcome =
        |cellar: &Cellar, vat, named| of_vat(cellar, vat, wine(named), &LabelClaims::default())[0].outcome;
    assert_eq!(outcome(&cellar, fallen, "Val de Loire"), Outcome::Met);
    reclassify(&mut cellar, downgraded, "Vin blanc", ReclassificationKind::Downgrade, 5);
    assert_eq!(of_vat(&cellar, downgraded, wine("Vin blanc"), &LabelClaims::default()), []);
    reclassify(&mut cellar, downgraded, "Muscadet", ReclassificationKind::Transfer, 6);
    assert_eq!(outcome(&cellar, downgraded, "Muscadet"), Outcome::Broken);
    assert_eq!(outcome(&cellar, risen, "Muscadet"), Outcome::Met);
}

/// A blend of appellation and indication is an indication, all of it (acceptance case A9).
#[test]
fn an_indication_takes_in_an_appellation_that_fell_back() {
    let mut cellar = Cellar::new();
    declare(&mut cellar, "Val de Loire", "3B001 ");
    let [first, second] = [cellar.vat(), cellar.vat()];
    cellar.harvest_of("Melon B", 2026, first, "10");
    let bought =
        Operation::Purchase { vat: second, wine: wine("Val de Loire"), volume_ml: hl("30"), supplier: None };
    cellar.record(bought, at(3));
    reclassify(&mut cellar, first, "Val de Loire", ReclassificationKind::Fallback, 5);
    cellar.transfer(&[(first, "10")], second, "0", at(6));
    let found = &of_vat(&cellar, second, wine("Val de Loire"), &LabelClaims::default())[0];
    assert_eq!((found.rule, found.named_ml, found.outcome), (ClaimRule::Pgi, hl("40"), Outcome::Met));
}

#[test]
fn what_an_inventory_found_is_of_an_area_that_nobody_told() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    let reason = "oubli".to_owned();
    let found = Operation::Adjustment {
        vat,
        counted_ml: hl("1"),
        wine: Some(wine("Muscadet")),
        reason,
        annual: false,
    };
    cellar.record(found, at(3));
    assert_eq!(stands(&cellar, vat, &LabelClaims::default(), ClaimRule::Pdo), Outcome::Unproven);
}
