//! What is noted about the wine without moving it: additions and analyses.

use std::ops::RangeInclusive;

use super::decide::Decision;
use super::{Analysis, VatEvent, VatRefusal};
use crate::policy::{Unfit, name, optional};
use crate::units::Date;

/// The most that is added at once: 100 t. More is a slip of the keyboard.
const MAX_ADDITION_MG: i64 = 100_000_000_000;
/// Concentrations up to 100 g a litre.
const CONCENTRATIONS: RangeInclusive<i64> = 0..=100_000;
/// Densities up to twice that of water, in grams a cubic metre.
const DENSITIES: RangeInclusive<i64> = 0..=2_000_000;
/// −50 °C to 100 °C in tenths of a degree.
const TEMPERATURES: RangeInclusive<i64> = -500..=1_000;

/// Records what was added, where it can be told what and how much.
pub(super) fn added(
    product: &str,
    product_lot: Option<&str>,
    quantity_mg: i64,
    occurred_on: Date,
) -> Decision {
    let product = name(product, 100).ok_or(VatRefusal::AdditionInvalid)?;
    let product_lot = optional(product_lot, 100).map_err(|Unfit| VatRefusal::AdditionInvalid)?;
    if !(1..=MAX_ADDITION_MG).contains(&quantity_mg) {
        return Err(VatRefusal::AdditionInvalid);
    }
    Ok(vec![VatEvent::AdditionMade { product, product_lot, quantity_mg, occurred_on }])
}

impl Analysis {
    /// Records the figures, at least one, where each can be one.
    pub(super) fn record(self, occurred_on: Date) -> Decision {
        let Self {
            abv,
            free_so2_mg_per_l,
            total_so2_mg_per_l,
            volatile_acidity_mg_per_l,
            density_g_per_m3,
            temperature_decidegrees,
        } = self;
        let figures = [
            (free_so2_mg_per_l, CONCENTRATIONS),
            (total_so2_mg_per_l, CONCENTRATIONS),
            (volatile_acidity_mg_per_l, CONCENTRATIONS),
            (density_g_per_m3, DENSITIES),
            (temperature_decidegrees, TEMPERATURES),
        ];
        let none = abv.is_none() && figures.iter().all(|(figure, _)| figure.is_none());
        let absurd =
            figures.iter().any(|(figure, range)| figure.is_some_and(|figure| !range.contains(&figure)));
        if none || absurd {
            return Err(VatRefusal::AnalysisInvalid);
        }
        Ok(vec![VatEvent::AnalysisRecorded {
            abv,
            free_so2_mg_per_l,
            total_so2_mg_per_l,
            volatile_acidity_mg_per_l,
            density_g_per_m3,
            temperature_decidegrees,
            occurred_on,
        }])
    }
}
