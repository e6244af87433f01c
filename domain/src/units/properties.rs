use proptest::prelude::*;
use proptest::test_runner::Config;

use super::{Date, Month, Volume};

fn volumes() -> impl Strategy<Value = Volume> {
    prop_oneof![any::<i64>(), -5..=5_i64, 0..=10_000_000_000_i64].prop_map(Volume::from_ml)
}

fn weights() -> impl Strategy<Value = Vec<Volume>> {
    let weight =
        prop_oneof![Just(0), Just(i64::MAX), 0..=5_i64, 0..=10_000_000_000_i64].prop_map(Volume::from_ml);
    prop::collection::vec(weight, 0..8)
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_split_sums_to_the_whole_and_is_fair_to_the_millilitre(volume in volumes(), weights in weights()) {
        let parts = volume.apportion(&weights);
        prop_assert_eq!(parts.len(), weights.len());
        let sum: i128 = parts.iter().map(|part| i128::from(part.ml())).sum();
        prop_assert_eq!(sum, if weights.is_empty() { 0 } else { i128::from(volume.ml()) });
        let total: i128 = weights.iter().map(|weight| i128::from(weight.ml())).sum();
        for (part, weight) in parts.iter().zip(&weights).filter(|_| total > 0) {
            let off = i128::from(part.ml()) * total - i128::from(volume.ml()) * i128::from(weight.ml());
            prop_assert!(off.abs() < total, "{} of {}", part, volume);
        }
        let share = |weight: &Volume| i128::from(volume.ml()) * i128::from(weight.ml());
        let rounded_up = |at: usize| i128::from(parts[at].ml()) > share(&weights[at]).div_euclid(total);
        for (one, other) in (0..weights.len()).flat_map(|one| (0..one).map(move |other| (other, one))) {
            if total == 0 {
                break;
            }
            let [first, second] = [one, other].map(|at| share(&weights[at]).rem_euclid(total));
            prop_assert!(first < second || rounded_up(one) || !rounded_up(other), "the earlier of equals comes first");
            prop_assert!(second <= first || rounded_up(other) || !rounded_up(one), "the larger remainder comes first");
        }
    }

    #[test]
    fn a_volume_is_read_as_it_is_written(ml in -10_000_000_000..=10_000_000_000_i64) {
        let volume = Volume::from_ml(ml);
        prop_assert_eq!(Volume::parse_hl(&volume.to_hl_string()), Ok(volume));
        prop_assert_eq!(Volume::parse_hl(&volume.to_hl_string().replace('.', ",")), Ok(volume));
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in ".{0,24}") {
        drop(Volume::parse_hl(&text));
        let _ = (text.parse::<Date>(), text.parse::<Month>());
        let _ = (Month::parse_compact(&text), crate::terms::Country::parse(&text));
        drop(crate::policy::lot_number(&text));
    }
}
