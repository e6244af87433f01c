use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn table() -> Vec<LossAllowance> {
    use LossScheme::{Global, Stages};
    let row = |scheme, stage, points| LossAllowance {
        scheme,
        stage,
        rate: Rate::from_basis_points(points),
        valid_from: day("2016-08-09"),
    };
    vec![
        row(Stages, LossStage::Processing, 150),
        row(Stages, LossStage::Packing, 70),
        row(Stages, LossStage::Wood, 450),
        row(Stages, LossStage::Vat, 70),
        row(Stages, LossStage::Packed, 30),
        row(Global, LossStage::Vat, 350),
        row(Global, LossStage::Wood, 600),
    ]
}

fn record(on: &str, stage: LossStage, base_hl: i64, lost_ml: i64) -> LossRecord {
    LossRecord { day: day(on), stage, base_ml: Volume::from_hl(base_hl), lost_ml: Volume::from_ml(lost_ml) }
}

fn balance(records: &[LossRecord], scheme: LossScheme, today: &str) -> LossBalance {
    let campaign = campaign_of(day("2025-08-01")).unwrap();
    losses(records, scheme, &table(), campaign, day(today)).unwrap()
}

#[test]
fn a_year_of_each_stage_allows_its_rate() {
    // 100 hl: 1.5 hl processed, 0.7 packed, 4.5 in wood, 0.7 in vats, 0.3 packed.
    for (stage, allowed_ml) in [
        (LossStage::Processing, 150_000),
        (LossStage::Packing, 70_000),
        (LossStage::Wood, 450_000),
        (LossStage::Vat, 70_000),
        (LossStage::Packed, 30_000),
    ] {
        let found = balance(&[record("2025-08-01", stage, 100, 0)], LossScheme::Stages, "2026-07-31");
        assert_eq!(
            (found.allowed_ml.ml(), found.warning, found.ratio),
            (allowed_ml, false, Some(Rate::default()))
        );
    }
    let both = [record("2025-08-01", LossStage::Vat, 100, 0), record("2025-08-01", LossStage::Wood, 100, 0)];
    assert_eq!(balance(&both, LossScheme::Global, "2026-07-31").allowed_ml.ml(), 950_000);
    let (campaign, on) = (campaign_of(day("2025-08-01")).unwrap(), day("2026-07-31"));
    let stages = losses_by_stage(&both, LossScheme::Global, &table(), campaign, on).unwrap();
    let allowed: Vec<_> = stages.iter().map(|it| it.allowed_ml.ml()).collect();
    assert_eq!(allowed, [0, 0, 600_000, 350_000, 0]);
}

#[test]
fn a_stock_counts_the_days_it_was_held() {
    // 100 hl for 73 of 365 days, then 50 hl for 292: (7 300 + 14 600) ÷ 365 = 60 hl on average, 4.5 % = 2.7 hl.
    let records =
        [record("2025-08-01", LossStage::Wood, 100, 0), record("2025-10-13", LossStage::Wood, 50, 0)];
    assert_eq!(balance(&records, LossScheme::Stages, "2026-07-31").allowed_ml.ml(), 270_000);
    assert_eq!(balance(&records, LossScheme::Stages, "2025-10-12").allowed_ml.ml(), 90_000);
}

#[test]
fn the_estate_is_warned_at_four_fifths_and_taxed_at_the_end_alone() {
    let lost = |ml| [record("2025-09-01", LossStage::Packing, 100, ml)];
    assert!(!balance(&lost(55_999), LossScheme::Stages, "2025-12-01").warning);
    assert!(balance(&lost(56_000), LossScheme::Stages, "2025-12-01").warning);
    let over = lost(70_001);
    assert_eq!(balance(&over, LossScheme::Stages, "2026-07-30").taxable_shortage_ml, Volume::ZERO);
    assert_eq!(balance(&over, LossScheme::Stages, "2026-07-31").taxable_shortage_ml, Volume::from_ml(1));
    assert_eq!(balance(&lost(70_000), LossScheme::Stages, "2026-07-31").taxable_shortage_ml, Volume::ZERO);
}

#[test]
fn other_campaigns_and_days_to_come_do_not_count() {
    let records = [
        record("2025-07-31", LossStage::Packing, 100, 9),
        record("2026-08-01", LossStage::Packing, 100, 9),
        record("2026-02-01", LossStage::Packing, 100, 9),
    ];
    assert_eq!(balance(&records, LossScheme::Stages, "2026-01-31"), LossBalance::default());
}

#[test]
fn a_later_rate_takes_the_place_of_an_earlier_one_from_its_day_on() {
    let mut table = table();
    let later =
        LossAllowance { rate: Rate::from_basis_points(100), valid_from: day("2026-08-01"), ..table[1] };
    table.push(later);
    let found = |on: &str| {
        let records = [record(on, LossStage::Packing, 100, 0)];
        losses(&records, LossScheme::Stages, &table, campaign_of(day(on)).unwrap(), day(on))
            .unwrap()
            .allowed_ml
    };
    assert_eq!((found("2026-07-01").ml(), found("2026-09-01").ml()), (70_000, 100_000));
}

proptest! {
    #[test]
    fn without_loss_nothing_is_told_and_more_volume_or_time_never_allows_less(
        stocks in prop::collection::vec((0_i64..5_000, 1_u8..29), 1..6),
        more in 0_i64..5_000,
        wood in any::<bool>(),
    ) {
        let stage = if wood { LossStage::Wood } else { LossStage::Packing };
        let of = |add: i64| -> Vec<LossRecord> {
            let made = stocks.iter().map(|(hl, on)| record(&format!("2025-09-{on:02}"), stage, hl + add, 0));
            made.collect()
        };
        let (less, early) = (of(0), balance(&of(0), LossScheme::Stages, "2025-12-01"));
        let late = balance(&less, LossScheme::Stages, "2026-07-31");
        let larger = balance(&of(more), LossScheme::Stages, "2025-12-01");
        prop_assert!(late.allowed_ml >= early.allowed_ml && larger.allowed_ml >= early.allowed_ml);
        prop_assert_eq!((late.observed_ml, late.warning), (Volume::ZERO, false));
        prop_assert_eq!(late.taxable_shortage_ml, Volume::ZERO);
    }

    #[test]
    fn the_stages_sum_up_to_the_balance(
        happened in prop::collection::vec((0_usize..5, 0_i64..5_000, 0_i64..90_000, 1_u8..29), 0..12),
        global in any::<bool>(),
    ) {
        let records: Vec<LossRecord> = happened
            .iter()
            .map(|(stage, hl, lost, on)| record(&format!("2025-09-{on:02}"), LossStage::ALL[*stage], *hl, *lost))
            .collect();
        let scheme = if global { LossScheme::Global } else { LossScheme::Stages };
        let campaign = campaign_of(day("2025-08-01")).unwrap();
        let stages = losses_by_stage(&records, scheme, &table(), campaign, day("2026-03-01")).unwrap();
        let whole = balance(&records, scheme, "2026-03-01");
        prop_assert_eq!(stages.iter().map(|it| it.stage).collect::<Vec<_>>(), LossStage::ALL);
        prop_assert_eq!(stages.iter().map(|it| it.allowed_ml).sum::<Volume>(), whole.allowed_ml);
        prop_assert_eq!(stages.iter().map(|it| it.observed_ml).sum::<Volume>(), whole.observed_ml);
    }
}
