use super::*;
use crate::drm::declared::{Declarant, Line, Statistics};
use crate::terms::{Regime, WineSpec};

const RATES: &[DutyRate] = &[
    DutyRate { year: 2026, category: DutyCategory::Still, cents_per_hl: 419, source: RateSource::Published },
    DutyRate {
        year: 2026,
        category: DutyCategory::Sparkling,
        cents_per_hl: 1_038,
        source: RateSource::Published,
    },
];

fn wine(category: FiscalCategory, code: Option<WineCode>, lines: &[(Node, i64)]) -> DeclaredWine {
    DeclaredWine {
        spec: WineSpec { label: "Vin".to_owned(), code, category, colour: None, portal: None },
        regime: Regime::Suspended,
        abv: None,
        premix: None,
        opening_ml: Volume::ZERO,
        lines: lines.iter().map(|(node, ml)| Line::plain(*node, Volume::from_ml(*ml))).collect(),
        closing_ml: Volume::ZERO,
        observations: None,
    }
}

fn of(period: &str, wines: Vec<DeclaredWine>) -> Vec<Duty> {
    let drm = DrmReturn {
        period: period.parse().unwrap(),
        declarant: Declarant::default(),
        wines,
        capsules: Vec::new(),
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    };
    duty(&drm, RATES)
}

#[test]
fn the_duty_is_the_base_at_the_months_rate_to_the_cent() {
    // 12.5 hl + 1 hl − 0.5 hl = 13 hl at 4.19 € = 54.47 €; paid sales and exports owe nothing.
    let still = [
        (Node::FranceCrdSuspended, 1_250_000),
        (Node::FranceCrdSuspendedPreviousYear, 100_000),
        (Node::ReplacedUnderSuspension, 50_000),
        (Node::FranceCrdPaid, 900_000),
        (Node::FinalExits, 900_000),
    ];
    let sparkling = [(Node::FranceCrdSuspended, 7_500)];
    let found = of(
        "2026-09",
        vec![wine(FiscalCategory::Still, None, &still), wine(FiscalCategory::Sparkling, None, &sparkling)],
    );
    let told: Vec<_> = found.iter().map(|it| (it.category, it.base_ml.ml(), it.due.cents())).collect();
    // 0.075 hl at 10.38 € = 0.7785 €.
    assert_eq!(told, [(DutyCategory::Still, 1_300_000, 5_447), (DutyCategory::Sparkling, 7_500, 78)]);
}

#[test]
fn more_replaced_than_sold_owes_nothing_and_shows_a_credit() {
    let still = [(Node::FranceCrdSuspended, 100_000), (Node::ReplacedUnderSuspension, 300_000)];
    let found = of("2026-09", vec![wine(FiscalCategory::Still, None, &still)]);
    assert_eq!((found[0].base_ml.ml(), found[0].due, found[0].credit.cents()), (-200_000, Money::ZERO, 838));
}

#[test]
fn a_year_or_category_without_rate_is_told_apart_from_no_duty() {
    let sold = [(Node::FranceCrdSuspended, 100_000)];
    for (period, category) in [("2031-01", FiscalCategory::Still), ("2026-09", FiscalCategory::Spirit)] {
        let found = of(period, vec![wine(category, None, &sold)]);
        assert_eq!((found[0].rate, found[0].due), (None, Money::ZERO));
    }
    assert!(of("2026-09", vec![wine(FiscalCategory::Still, None, &[])]).is_empty());
}

#[test]
fn half_a_cent_goes_up() {
    // 1 hl at 1.5 cents would be 1.5: the rate is in whole cents, so half a hectolitre at 1 cent.
    assert_eq!(amount(Volume::from_ml(50_000), 1), Some(Money::from_cents(1)));
    assert_eq!(amount(Volume::from_ml(49_999), 1), Some(Money::ZERO));
    assert_eq!(amount(Volume::from_ml(i64::MAX), i64::MAX), None);
}

#[test]
fn a_fiscal_label_makes_the_category_finer() {
    let of = |kind, label: &str| category(&wine(kind, Some(WineCode::Fiscal(label.to_owned())), &[]));
    assert_eq!(of(FiscalCategory::Still, "PETILLANTS_INF_8_5"), DutyCategory::Cider);
    assert_eq!(of(FiscalCategory::Intermediate, "VDN_VDL_AOP_INF_18"), DutyCategory::NaturalSweet);
    assert_eq!(of(FiscalCategory::Intermediate, "AUTRES_PI_SUP_18"), DutyCategory::OtherIntermediate);
    assert_eq!(of(FiscalCategory::Still, "VT_IG_AOP"), DutyCategory::Still);
}
