use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whole euro cents. Every product with a fraction says how it rounds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Money(i64);

/// A share in hundredths of a per cent: 20 % of VAT is 2 000.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Rate(i32);

impl Rate {
    /// A rate of that many hundredths of a per cent.
    pub const fn from_basis_points(basis_points: i32) -> Self {
        Self(basis_points)
    }

    /// Hundredths of a per cent.
    pub const fn basis_points(self) -> i32 {
        self.0
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of that many cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// Whole cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// That many times the amount, or `None` beyond the range of the type.
    pub const fn times(self, count: i64) -> Option<Self> {
        match self.0.checked_mul(count) {
            Some(cents) => Some(Self(cents)),
            None => None,
        }
    }

    /// That part of the amount which is VAT at the rate, where the amount has it within: rounded half away from zero to
    /// the cent; `None` for a rate below zero.
    pub fn vat_within(self, rate: Rate) -> Option<Self> {
        if rate.0 < 0 {
            return None;
        }
        let (amount, whole) = (i128::from(self.0) * i128::from(rate.0), 10_000 + i128::from(rate.0));
        let half = if amount < 0 { -whole } else { whole };
        i64::try_from((2 * amount + half) / (2 * whole)).ok().map(Self)
    }

    /// The share of the amount, rounded half away from zero to the cent, as French VAT is rounded on a total;
    /// `None` beyond the range of the type.
    pub fn share_half_up(self, rate: Rate) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(rate.0);
        let half = if product < 0 { -5_000 } else { 5_000 };
        i64::try_from((product + half) / 10_000).ok().map(Self)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02} €", cents / 100, cents % 100)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vat_is_rounded_half_away_from_zero() {
        let vat = Rate::from_basis_points(2_000);
        assert_eq!(Money::from_cents(3_099).share_half_up(vat), Some(Money::from_cents(620)));
        assert_eq!(Money::from_cents(-3_099).share_half_up(vat), Some(Money::from_cents(-620)));
        assert_eq!(
            Money::from_cents(1).share_half_up(Rate::from_basis_points(5_000)),
            Some(Money::from_cents(1))
        );
    }

    #[test]
    fn vat_is_taken_out_of_a_price_that_has_it_within() {
        let vat = Rate::from_basis_points(2_000);
        for (gross, within) in [(51_000, 8_500), (850, 142), (1, 0), (3, 1), (-850, -142), (0, 0)] {
            assert_eq!(Money::from_cents(gross).vat_within(vat), Some(Money::from_cents(within)), "{gross}");
        }
        assert_eq!(Money::from_cents(850).vat_within(Rate::default()), Some(Money::ZERO));
        assert_eq!(Money::from_cents(850).vat_within(Rate::from_basis_points(-1)), None);
    }

    #[test]
    fn an_amount_is_shown_with_its_cents() {
        assert_eq!(Money::from_cents(51_000).to_string(), "510.00 €");
        assert_eq!(Money::from_cents(-5).to_string(), "-0.05 €");
    }
}
