//! Acceptance case A7: 85.00 % is accepted and 84.99 % refused.

use super::{LabelClaims, of_vat, stands, stands_of_lot, vintage};
use crate::claims::{ClaimRule, Outcome, Severity};
use crate::movement::Operation;
use crate::testing::{Cellar, at, hl, wine};
use crate::units::{LotId, VatId, Volume};

/// A vat with so much of 2026 and so much of 2025.
fn blend(young: &str, old: &str) -> (Cellar, VatId) {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    cellar.harvest_of("Melon B", 2026, vat, young);
    cellar.harvest_of("Melon B", 2025, vat, old);
    (cellar, vat)
}

#[test]
fn eighty_five_per_cent_are_enough_and_a_millilitre_less_is_not() {
    for (young, old, outcome) in [
        ("85", "15", Outcome::Met),
        ("84.99", "15.01", Outcome::Broken),
        ("84.99999", "15.00001", Outcome::Broken),
        ("0.00017", "0.00003", Outcome::Met),
        ("0.00016", "0.00003", Outcome::Broken),
    ] {
        let (cellar, vat) = blend(young, old);
        assert_eq!(stands(&cellar, vat, &vintage(2026), ClaimRule::Vintage), outcome, "{young} + {old}");
    }
}

#[test]
fn a_finding_tells_its_figures() {
    let (cellar, vat) = blend("84.99", "15.01");
    let findings = of_vat(&cellar, vat, wine("Muscadet"), &vintage(2026));
    let found = findings.iter().find(|it| it.rule == ClaimRule::Vintage).unwrap();
    assert_eq!((found.named_ml, found.untold_ml, found.whole_ml), (hl("84.99"), Volume::ZERO, hl("100")));
    assert_eq!((found.minimum.basis_points(), found.claimed.as_str()), (8_500, "2026"));
    assert_eq!(found.severity, Some(Severity::Block));
}

/// Whatever is bottled of a blend is judged as the blend: no lot is refused for the millilitre that a split cannot give,
/// and none of some 50 litres or more is let in by it.
#[test]
fn bottlings_of_a_blend_stand_as_the_blend_does() {
    for (young, old, outcome) in [("17", "3", Outcome::Met), ("16.998", "3.002", Outcome::Broken)] {
        let mut cellar = Cellar::new();
        let vat = cellar.vat();
        // Several parcels a year, so that the splits have remainders.
        for _ in 0..3 {
            cellar.harvest_of("Melon B", 2026, vat, young);
            cellar.harvest_of("Melon B", 2025, vat, old);
        }
        let lots: Vec<LotId> = [301, 77, 1_013, 60, 499]
            .iter()
            .enumerate()
            .map(|(number, bottles)| cellar.bottle(vat, &format!("L26-{number}"), *bottles, at(10)))
            .collect();
        for lot in lots {
            assert_eq!(stands_of_lot(&cellar, lot, &vintage(2026), ClaimRule::Vintage), outcome);
        }
        assert_eq!(stands(&cellar, vat, &vintage(2026), ClaimRule::Vintage), outcome);
    }
}

#[test]
fn wine_of_unknown_year_leaves_a_claim_unproven_while_it_could_reach() {
    for (opening, outcome) in [("15", Outcome::Met), ("16", Outcome::Unproven), ("50", Outcome::Unproven)] {
        let mut cellar = Cellar::new();
        let vat = cellar.vat();
        let operation = Operation::OpeningInVat { vat, wine: wine("Muscadet"), volume_ml: hl(opening) };
        cellar.record(operation, at(1));
        let harvested = (hl("100") - hl(opening)).min(hl("85")).to_hl_string();
        cellar.harvest_of("Melon B", 2026, vat, &harvested);
        assert_eq!(stands(&cellar, vat, &vintage(2026), ClaimRule::Vintage), outcome, "{opening}");
        // The other year is impossible, whatever the opening stock is, once more than 15 % are of 2026.
        assert_eq!(stands(&cellar, vat, &vintage(2025), ClaimRule::Vintage), Outcome::Broken);
    }
}

#[test]
fn each_claim_is_judged_by_itself() {
    // 85 % of the year and 85 % of the grape, and only 70 % of both.
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    for (grape, year, volume) in
        [("Melon B", 2026, "70"), ("Melon B", 2025, "15"), ("Chardonnay", 2026, "15")]
    {
        cellar.harvest_of(grape, year, vat, volume);
    }
    let label = LabelClaims { grapes: vec!["melon b".to_owned()], ..vintage(2026) };
    assert_eq!(stands(&cellar, vat, &label, ClaimRule::Vintage), Outcome::Met);
    assert_eq!(stands(&cellar, vat, &label, ClaimRule::SingleGrape), Outcome::Met);
}
