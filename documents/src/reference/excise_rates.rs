//! Rates of excise, by category and calendar year.

use std::sync::LazyLock;

use domain::drm::duty::{DutyCategory, DutyRate, RateSource};

use super::table;

const TABLE: &str = include_str!("../../../fixtures/reference/excise_rates.csv");

static RATES: LazyLock<Vec<DutyRate>> = LazyLock::new(|| entries().unwrap_or_default());

fn entries() -> Result<Vec<DutyRate>, String> {
    table::parse(TABLE, |cells| {
        let &[year, category, cents_per_hl, confidence] = cells else { return None };
        let category = DutyCategory::ALL.into_iter().find(|it| it.name() == category)?;
        if category == DutyCategory::Spirit {
            return None;
        }
        let source = match confidence {
            "published" => RateSource::Published,
            "press" => RateSource::Press,
            "derived" => RateSource::Derived,
            _ => return None,
        };
        Some(DutyRate {
            year: year.parse().ok()?,
            category,
            cents_per_hl: cents_per_hl.parse().ok()?,
            source,
        })
    })
}

/// Every known rate, for [`domain::drm::duty::duty`].
pub fn all() -> &'static [DutyRate] {
    &RATES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_once_and_the_derived_ones_are_marked() {
        let rates = entries().unwrap();
        assert_eq!(rates.len(), 29);
        let rate =
            |year, category| rates.iter().find(|it| it.year == year && it.category == category).unwrap();
        assert_eq!(rate(2026, DutyCategory::Still).cents_per_hl, 419);
        assert_eq!(rate(2022, DutyCategory::Sparkling).cents_per_hl, 970);
        assert!(rates.iter().filter(|it| it.is_derived()).all(|it| it.year == 2024));
        for (index, it) in rates.iter().enumerate() {
            let same = |other: &&DutyRate| (other.year, other.category) == (it.year, it.category);
            assert!(it.cents_per_hl > 0 && !rates[..index].iter().any(|other| same(&other)), "{it:?}");
        }
    }
}
