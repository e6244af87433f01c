use domain::terms::{CapsuleKind, CapsuleRegime, WineCode};
use domain::units::{Abv, Volume};

use super::sample::{KIND, account, before, circumstances, rules, valid};
use crate::drm_rules::check;

#[test]
fn an_opening_exercise_lifts_the_comparison_with_the_month_before() {
    let mut previous = before();
    previous.wines[0].closing_ml = Volume::from_hl(7);
    previous.capsules[0].closing = 7;
    let mut given = circumstances(&previous);
    assert_eq!(rules(&valid(), &given), ["RG9", "RG33"]);
    given.opens_exercise = Some(true);
    assert!(rules(&valid(), &given).is_empty());
}

#[test]
fn a_wine_left_out_without_stock_is_no_breach() {
    let mut previous = before();
    previous.wines[1].closing_ml = Volume::ZERO;
    let mut drm = valid();
    drm.wines.remove(1);
    assert!(rules(&drm, &circumstances(&previous)).is_empty());
}

#[test]
fn the_bounds_of_a_strength_are_strict_above_and_taken_below() {
    let fires = |label: &str, abv: u16| {
        let mut drm = valid();
        drm.wines[0].spec.code = Some(WineCode::Fiscal(label.to_owned()));
        drm.wines[0].abv = Abv::from_centipercent(abv);
        let given = crate::drm_rules::Circumstances::default();
        rules(&drm, &given).contains(&"RG15")
    };
    assert!(!fires("BIERE_INF_2_8", 280) && fires("BIERE_INF_2_8", 281));
    assert!(fires("ALCOOL_AUTRE_SUP_18", 1_800) && !fires("ALCOOL_AUTRE_SUP_18", 1_801));
    assert!(fires("VT_ETRANGERS_PREMIX", 120) && !fires("VT_ETRANGERS_PREMIX", 121));
}

#[test]
fn the_allowed_sets_of_capsules_are_five() {
    use CapsuleRegime::{CollectivePaid, CollectiveSuspended, Personalised};
    let fires = |regimes: &[CapsuleRegime]| {
        let mut drm = valid();
        drm.capsules =
            regimes.iter().map(|regime| account(CapsuleKind { regime: *regime, ..KIND })).collect();
        rules(&drm, &crate::drm_rules::Circumstances::default())
    };
    for set in [
        &[Personalised][..],
        &[CollectiveSuspended],
        &[Personalised, CollectiveSuspended],
        &[CollectivePaid],
        &[CollectivePaid, CollectiveSuspended],
    ] {
        assert!(fires(set).is_empty(), "{set:?}");
    }
    assert_eq!(fires(&[Personalised, CollectivePaid]), ["RG26"]);
    assert_eq!(fires(&[Personalised, CollectivePaid, CollectiveSuspended]), ["RG25", "RG26"]);
}

#[test]
fn a_premix_label_is_told_its_replacement_and_only_since_2022() {
    let mut drm = valid();
    drm.wines[0].spec.code = Some(WineCode::Fiscal("PETILLANTS_PREMIX".to_owned()));
    drm.wines[0].abv = Abv::from_centipercent(500);
    let breaches = check(&drm, &crate::drm_rules::Circumstances::default());
    assert_eq!(breaches.len(), 1);
    assert!(breaches[0].message.ends_with("par PETILLANTS_INF_8_5_PREMIX."), "{}", breaches[0].message);
    drm.wines[0].spec.code = Some(WineCode::Fiscal("PETILLANTS_INF_8_5".to_owned()));
    assert!(check(&drm, &crate::drm_rules::Circumstances::default()).is_empty());
    drm.wines[0].spec.code = Some(WineCode::Fiscal("CIDRES".to_owned()));
    drm.period = "2021-12".parse().unwrap();
    drm.wines[0].lines[2].replaced_month = "2021-01".parse().ok();
    assert!(check(&drm, &crate::drm_rules::Circumstances::default()).is_empty());
}
