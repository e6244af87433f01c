//! One grape, and several: acceptance case A8.

use super::{grapes, of_vat, stands};
use crate::claims::{ClaimRule, Outcome};
use crate::movement::Operation;
use crate::testing::{Cellar, at, hl, wine};
use crate::units::VatId;

fn blend(parts: &[(&str, &str)]) -> (Cellar, VatId) {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    for (grape, volume) in parts {
        cellar.harvest_of(grape, 2026, vat, volume);
    }
    (cellar, vat)
}

#[test]
fn one_grape_needs_85_per_cent() {
    for (melon, rest, outcome) in [("85", "15", Outcome::Met), ("84.99", "15.01", Outcome::Broken)] {
        let (cellar, vat) = blend(&[("Melon B", melon), ("Chardonnay", rest)]);
        assert_eq!(stands(&cellar, vat, &grapes(&["Melon B"]), ClaimRule::SingleGrape), outcome);
    }
}

#[test]
fn two_grapes_are_all_that_is_in_the_wine() {
    for (gamay, outcome) in
        [(None, Outcome::Met), (Some("0.00001"), Outcome::Broken), (Some("0.1"), Outcome::Broken)]
    {
        let mut parts = vec![("Melon B", "60"), ("Chardonnay", "39.9")];
        parts.extend(gamay.map(|volume| ("Gamay", volume)));
        let (cellar, vat) = blend(&parts);
        let label = grapes(&["Melon B", "Chardonnay"]);
        assert_eq!(stands(&cellar, vat, &label, ClaimRule::SeveralGrapes), outcome, "{gamay:?}");
        let rules: Vec<_> = of_vat(&cellar, vat, wine("Muscadet"), &label).iter().map(|it| it.rule).collect();
        assert_eq!(rules, [ClaimRule::Pdo, ClaimRule::SeveralGrapes, ClaimRule::GrapeOrder]);
    }
}

#[test]
fn two_grapes_are_named_in_the_order_of_their_shares() {
    let (cellar, vat) = blend(&[("Melon B", "60"), ("Chardonnay", "40")]);
    let order = |named: &[&str]| stands(&cellar, vat, &grapes(named), ClaimRule::GrapeOrder);
    assert_eq!(order(&["Melon B", "Chardonnay"]), Outcome::Met);
    assert_eq!(order(&["Chardonnay", "Melon B"]), Outcome::Broken);
    // A grape of which there is none is not named.
    assert_eq!(order(&["Melon B", "Chardonnay", "Gamay"]), Outcome::Broken);
    let (cellar, vat) = blend(&[("Melon B", "50"), ("Chardonnay", "50")]);
    for named in [["Melon B", "Chardonnay"], ["Chardonnay", "Melon B"]] {
        assert_eq!(stands(&cellar, vat, &grapes(&named), ClaimRule::GrapeOrder), Outcome::Met);
    }
}

#[test]
fn wine_of_unknown_grape_leaves_it_unproven() {
    let (mut cellar, vat) = blend(&[("Melon B", "40"), ("Chardonnay", "35")]);
    cellar.record(
        Operation::Purchase { vat, wine: wine("Muscadet"), volume_ml: hl("10"), supplier: None },
        at(3),
    );
    for (named, rule, outcome) in [
        (&["Melon B"][..], ClaimRule::SingleGrape, Outcome::Broken),
        (&["Melon B", "Chardonnay"], ClaimRule::SeveralGrapes, Outcome::Unproven),
        (&["Melon B", "Chardonnay"], ClaimRule::GrapeOrder, Outcome::Unproven),
        (&["Chardonnay", "Melon B"], ClaimRule::GrapeOrder, Outcome::Unproven),
        (&["Gamay", "Melon B"], ClaimRule::GrapeOrder, Outcome::Broken),
    ] {
        assert_eq!(stands(&cellar, vat, &grapes(named), rule), outcome, "{named:?} {rule:?}");
    }
}
