//! The duty that a return owes: what was sold under suspended capsules, less what came back under suspension, at
//! the rate of the month.

use std::collections::BTreeMap;

use super::Node;
use super::declared::{DeclaredWine, DrmReturn};
use crate::terms::{FiscalCategory, WineCode};
use crate::units::{Money, Volume};

/// What excise tells apart; finer than the category of capsules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyCategory {
    /// Vin tranquille.
    Still,
    /// Vin mousseux.
    Sparkling,
    /// Cidre, poiré, hydromel, pétillant.
    Cider,
    /// Vin doux naturel or vin de liqueur with an appellation.
    NaturalSweet,
    /// Any other intermediate product.
    OtherIntermediate,
    /// Alcohol, taxed on pure alcohol: no rate here.
    Spirit,
}

impl DutyCategory {
    /// Every category.
    pub const ALL: [Self; 6] = [
        Self::Still,
        Self::Sparkling,
        Self::Cider,
        Self::NaturalSweet,
        Self::OtherIntermediate,
        Self::Spirit,
    ];

    /// Its name in tables and interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Still => "STILL",
            Self::Sparkling => "SPARKLING",
            Self::Cider => "CIDER",
            Self::NaturalSweet => "NATURAL_SWEET",
            Self::OtherIntermediate => "OTHER_INTERMEDIATE",
            Self::Spirit => "SPIRIT",
        }
    }
}

/// Where a rate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateSource {
    /// An official publication, or figures that a federation published from it.
    Published,
    /// The press alone.
    Press,
    /// No publication tells it: it was computed from a year beside.
    Derived,
}

/// The rate of one category in one calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyRate {
    /// The year.
    pub year: u16,
    /// The category.
    pub category: DutyCategory,
    /// Euro cents a hectolitre.
    pub cents_per_hl: i64,
    /// Where it comes from.
    pub source: RateSource,
}

impl DutyRate {
    /// True where no publication tells it.
    pub const fn is_derived(&self) -> bool {
        matches!(self.source, RateSource::Derived)
    }
}

/// The duty of one category in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The category.
    pub category: DutyCategory,
    /// Sales less replacements; below zero where more came back than was sold.
    pub base_ml: Volume,
    /// The month's rate; none where the table has none, and then nothing is computed.
    pub rate: Option<DutyRate>,
    /// What is due; zero on a base below zero.
    pub due: Money,
    /// What the estate is owed, on a base below zero.
    pub credit: Money,
}

/// The taxed base and the duty of each category that moved, at the rates of the month's year.
///
/// The base is Σ sales under suspended capsules (both years) − Σ replacements under suspension of the month, a
/// category as a whole. A replacement is taken off at the rate of the month of the return, not of the sale: the
/// return has one base a category. Amounts are rounded half up to the cent, once a category; the sources at hand
/// state no rounding, and customs' own figure prevails. An amount beyond the type has no rate applied.
pub fn duty(drm: &DrmReturn, rates: &[DutyRate]) -> Vec<Duty> {
    let mut bases: BTreeMap<DutyCategory, Volume> = BTreeMap::new();
    for wine in &drm.wines {
        let sold = wine.on(Node::FranceCrdSuspended) + wine.on(Node::FranceCrdSuspendedPreviousYear);
        let replaced = wine.on(Node::ReplacedUnderSuspension);
        if sold != Volume::ZERO || replaced != Volume::ZERO {
            *bases.entry(category(wine)).or_default() += sold - replaced;
        }
    }
    let year = drm.period.year();
    let due = |(category, base_ml): (DutyCategory, Volume)| {
        let rate = rates.iter().find(|rate| rate.year == year && rate.category == category).copied();
        let amount = rate.and_then(|rate| amount(base_ml.abs(), rate.cents_per_hl));
        let (rate, amount) = (rate.filter(|_| amount.is_some()), amount.unwrap_or(Money::ZERO));
        let (due, credit) = if base_ml.is_negative() { (Money::ZERO, amount) } else { (amount, Money::ZERO) };
        Duty { category, base_ml, rate, due, credit }
    };
    bases.into_iter().map(due).collect()
}

fn amount(volume: Volume, cents_per_hl: i64) -> Option<Money> {
    let unit = i128::from(Volume::ML_PER_HL);
    let exact = i128::from(volume.ml()) * i128::from(cents_per_hl);
    i64::try_from((2 * exact + unit).div_euclid(2 * unit)).ok().map(Money::from_cents)
}

/// What excise takes the wine for: its capsules' category, made finer by its fiscal label. An intermediate product
/// known by an INAO code has an appellation.
pub fn category(wine: &DeclaredWine) -> DutyCategory {
    let label = match &wine.spec.code {
        Some(WineCode::Fiscal(label)) => label.as_str(),
        _ => "",
    };
    if ["PETILLANTS", "CIDRES", "POIRES", "HYDROMELS"].iter().any(|cider| label.starts_with(cider)) {
        return DutyCategory::Cider;
    }
    match wine.spec.category {
        FiscalCategory::Still => DutyCategory::Still,
        FiscalCategory::Sparkling => DutyCategory::Sparkling,
        FiscalCategory::Intermediate if label.starts_with("VDN_VDL_AOP") => DutyCategory::NaturalSweet,
        FiscalCategory::Intermediate if matches!(wine.spec.code, Some(WineCode::Inao(_))) => {
            DutyCategory::NaturalSweet
        }
        FiscalCategory::Intermediate => DutyCategory::OtherIntermediate,
        FiscalCategory::CognacArmagnac | FiscalCategory::Spirit => DutyCategory::Spirit,
    }
}

#[cfg(test)]
#[path = "tests/duty.rs"]
mod tests;
