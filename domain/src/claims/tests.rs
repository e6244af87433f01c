//! Each rule at its edge, over the desk in memory.

mod grapes;
mod names;
mod vintages;

use super::{ClaimLimit, ClaimRule, Finding, LabelClaims, LabelRefusal, Outcome, Severity, judge};
use crate::lineage::MakeUp;
use crate::testing::{Cellar, Told, day, refused, today, wine};
use crate::units::{Abv, LotId, Rate, VatId, WineId};

/// The table of the tests: the rows of the committed one.
fn table() -> Vec<ClaimLimit> {
    let row = |rule, minimum, since: &str| ClaimLimit {
        rule,
        minimum: Rate::from_basis_points(minimum),
        broken: Severity::Block,
        unproven: Severity::Warn,
        valid_from: day(since),
        source: "2019/33".to_owned(),
    };
    vec![
        row(ClaimRule::Vintage, 8_500, "2019-01-14"),
        row(ClaimRule::SingleGrape, 8_500, "2019-01-14"),
        row(ClaimRule::SeveralGrapes, 10_000, "2019-01-14"),
        row(ClaimRule::GrapeOrder, 0, "2019-01-14"),
        row(ClaimRule::SmallerUnit, 8_500, "2019-01-14"),
        row(ClaimRule::Pdo, 10_000, "2014-01-01"),
        row(ClaimRule::Pgi, 8_500, "2014-01-01"),
    ]
}

fn vintage(vintage: u16) -> LabelClaims {
    LabelClaims { vintage: Some(vintage), ..LabelClaims::default() }
}

fn grapes(grapes: &[&str]) -> LabelClaims {
    LabelClaims { grapes: grapes.iter().map(|grape| (*grape).to_owned()).collect(), ..LabelClaims::default() }
}

fn place(place: &str) -> LabelClaims {
    LabelClaims { place: Some(place.to_owned()), ..LabelClaims::default() }
}

/// What is found of a vat's content under the name of a wine.
fn of_vat(cellar: &Cellar, vat: VatId, named: WineId, label: &LabelClaims) -> Vec<Finding> {
    let lineage = cellar.lineage();
    judge(&lineage, lineage.vat(vat).unwrap(), named, label, &table(), today())
}

/// How a rule is found to stand in a vat of Muscadet, an AOC.
fn stands(cellar: &Cellar, vat: VatId, label: &LabelClaims, rule: ClaimRule) -> Outcome {
    let findings = of_vat(cellar, vat, wine("Muscadet"), label);
    findings.iter().find(|it| it.rule == rule).unwrap_or_else(|| panic!("{rule:?}: {findings:?}")).outcome
}

/// The same of a lot, by what it was filled with.
fn stands_of_lot(cellar: &Cellar, lot: LotId, label: &LabelClaims, rule: ClaimRule) -> Outcome {
    let lineage = cellar.lineage();
    let made: &MakeUp = &lineage.lot(lot).unwrap().filled;
    let findings = judge(&lineage, made, wine("Muscadet"), label, &table(), today());
    findings.iter().find(|it| it.rule == rule).unwrap().outcome
}

fn strength(abv: u16) -> LabelClaims {
    LabelClaims { abv: Abv::from_centipercent(abv), ..LabelClaims::default() }
}

refused! { LabelRefusal:
    a_label_has_no_vintage_of_long_ago:
        vintage(1849).accepted().map_err(crate::decider::Refusal::from) => LabelRefusal::VintageInvalid { vintage: 1849 };
    a_grape_is_named_once:
        grapes(&["Melon B", " melon b"]).accepted().map_err(crate::decider::Refusal::from)
        => LabelRefusal::GrapesInvalid;
    a_grape_has_a_name:
        grapes(&[" "]).accepted().map_err(crate::decider::Refusal::from) => LabelRefusal::GrapesInvalid;
    a_strength_is_no_tenth_of_a_per_cent:
        strength(1_245).accepted().map_err(crate::decider::Refusal::from)
        => LabelRefusal::StrengthInvalid { abv_centipercent: 1_245 };
    a_place_fits_on_a_label:
        place(&"x".repeat(81)).accepted().map_err(crate::decider::Refusal::from) => LabelRefusal::PlaceInvalid;
}

#[test]
fn claims_are_kept_trimmed() {
    let entered = LabelClaims {
        grapes: vec![" Melon B ".to_owned()],
        place: Some("  ".to_owned()),
        vintage: None,
        abv: None,
    };
    assert_eq!(entered.accepted().unwrap(), grapes(&["Melon B"]));
}

#[test]
fn the_row_that_holds_is_the_last_before_the_day() {
    let mut table = table();
    table.push(ClaimLimit {
        minimum: Rate::from_basis_points(9_000),
        valid_from: day("2027-01-01"),
        ..table[0].clone()
    });
    let minimum =
        |on: &str| ClaimLimit::on(&table, ClaimRule::Vintage, day(on)).map(|row| row.minimum.basis_points());
    assert_eq!(
        ["2018-12-31", "2019-01-14", "2026-12-31", "2027-01-01"].map(minimum),
        [None, Some(8_500), Some(8_500), Some(9_000)]
    );
}

#[test]
fn a_label_that_says_nothing_is_held_against_the_name_alone() {
    let mut cellar = Cellar::new();
    let vat = cellar.vat();
    cellar.harvest_of("Melon B", 2026, vat, "1");
    let rules = |findings: Vec<Finding>| findings.into_iter().map(|it| it.rule).collect::<Vec<_>>();
    assert_eq!(rules(of_vat(&cellar, vat, wine("Muscadet"), &LabelClaims::default())), [ClaimRule::Pdo]);
}

#[test]
fn a_strength_is_told_in_whole_or_half_per_cent() {
    for told in [50, 1_150, 1_200, 1_250] {
        assert_eq!(strength(told).accepted(), Ok(strength(told)));
    }
    for untold in [0, 1, 1_180, 1_245] {
        let refusal = LabelRefusal::StrengthInvalid { abv_centipercent: i64::from(untold) };
        assert_eq!(strength(untold).accepted(), Err(refusal));
    }
}
