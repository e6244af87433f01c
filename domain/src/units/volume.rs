use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whole millilitres. One hectolitre is 100 000 ml, exactly the five decimals that CIEL accepts.
///
/// The sign is free, so that a difference is a `Volume` too; a quantity that a person enters goes through
/// `units::volume`, which refuses what is not above zero. The range is that of an `i64`: some 92 billion
/// hectolitres, and `MAX_VOLUME` keeps every entry far below it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Volume(i64);

/// Why a text is not a volume.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VolumeParseError {
    /// The text is empty.
    #[error("no figure")]
    Empty,
    /// A character other than digits, one decimal mark and a leading minus.
    #[error("not a number: {0}")]
    NotANumber(String),
    /// More than five decimals of a hectolitre: less than a millilitre.
    #[error("more than 5 decimals: {0}")]
    TooPrecise(String),
    /// Larger than any cellar.
    #[error("out of range: {0}")]
    OutOfRange(String),
}

impl Volume {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// Millilitres in a hectolitre.
    pub const ML_PER_HL: i64 = 100_000;

    /// A volume of that many millilitres.
    pub const fn from_ml(ml: i64) -> Self {
        Self(ml)
    }

    /// A volume of that many whole hectolitres.
    pub const fn from_hl(hl: i64) -> Self {
        Self(hl * Self::ML_PER_HL)
    }

    /// A volume of that many whole litres.
    pub const fn from_litres(litres: i64) -> Self {
        Self(litres * 1_000)
    }

    /// Whole millilitres.
    pub const fn ml(self) -> i64 {
        self.0
    }

    /// Reads hectolitres as the portals write them: `18.95`, `18,95`, `471`, at most five decimals. Exact.
    pub fn parse_hl(text: &str) -> Result<Self, VolumeParseError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(VolumeParseError::Empty);
        }
        let not_a_number = || VolumeParseError::NotANumber(text.to_owned());
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(not_a_number());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 5 {
            return Err(VolumeParseError::TooPrecise(text.to_owned()));
        }
        let out_of_range = || VolumeParseError::OutOfRange(text.to_owned());
        let whole: i64 = whole.parse().map_err(|_| out_of_range())?;
        let fraction: i64 = format!("{fraction:0<5}").parse().map_err(|_| not_a_number())?;
        let ml = whole.checked_mul(Self::ML_PER_HL).and_then(|ml| ml.checked_add(fraction));
        let ml = ml.filter(|ml| *ml <= super::MAX_VOLUME.ml()).ok_or_else(out_of_range)?;
        Ok(Self(if negative { -ml } else { ml }))
    }

    /// The volume in hectolitres with a dot, without needless zeros: `18.95`, `0.0075`, `471`.
    pub fn to_hl_string(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let ml = self.0.unsigned_abs();
        let unit = Self::ML_PER_HL.unsigned_abs();
        let fraction = format!("{:05}", ml % unit);
        let fraction = fraction.trim_end_matches('0');
        let dot = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{dot}{fraction}", ml / unit)
    }

    /// True above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The volume without its sign; the largest there is for the one whose opposite has no place in the type.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// That many times this volume, or `None` beyond the range of the type.
    pub const fn times(self, count: i64) -> Option<Self> {
        match self.0.checked_mul(count) {
            Some(ml) => Some(Self(ml)),
            None => None,
        }
    }

    /// Splits the volume in proportion to `weights` by largest remainder, so that the parts sum to it exactly.
    ///
    /// Ties go to the earlier part, so the split is the same on every replay. Weights are not negative; when
    /// all are zero the whole goes to the first part. Without weights there are no parts.
    pub fn apportion(self, weights: &[Self]) -> Vec<Self> {
        let total: i128 = weights.iter().map(|weight| i128::from(weight.0)).sum();
        if total == 0 {
            return weights
                .iter()
                .enumerate()
                .map(|(index, _)| if index == 0 { self } else { Self::ZERO })
                .collect();
        }
        let share = |weight: &Self| i128::from(self.0) * i128::from(weight.0);
        let mut parts: Vec<i64> = weights
            .iter()
            .map(|weight| i64::try_from(share(weight).div_euclid(total)).unwrap_or(0))
            .collect();
        let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|index| (-share(&weights[*index]).rem_euclid(total), *index));
        let missing = i128::from(self.0) - parts.iter().map(|part| i128::from(*part)).sum::<i128>();
        for index in by_remainder.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
            parts[index] += 1;
        }
        parts.into_iter().map(Self).collect()
    }
}

impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} hl", self.to_hl_string())
    }
}

impl Add for Volume {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Volume {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Volume {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Volume {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Volume {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Volume {
    fn sum<I: Iterator<Item = Self>>(volumes: I) -> Self {
        volumes.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hectolitres_are_read_to_the_millilitre() {
        assert_eq!(Volume::parse_hl("18.95"), Ok(Volume::from_ml(1_895_000)));
        assert_eq!(Volume::parse_hl(" 0,00001 "), Ok(Volume::from_ml(1)));
        assert_eq!(Volume::parse_hl("471"), Ok(Volume::from_hl(471)));
        assert_eq!(Volume::parse_hl("-0.5"), Ok(Volume::from_ml(-50_000)));
        assert_eq!(Volume::parse_hl("1.250000000"), Ok(Volume::from_ml(125_000)));
    }

    #[test]
    fn what_is_not_a_volume_is_refused() {
        assert_eq!(Volume::parse_hl(""), Err(VolumeParseError::Empty));
        for text in ["abc", ".5", "1.2.3", "1e3", "+4", "--1", "1 000", "NaN", "٣"] {
            assert_eq!(Volume::parse_hl(text), Err(VolumeParseError::NotANumber(text.to_owned())));
        }
        assert_eq!(Volume::parse_hl("0.000001"), Err(VolumeParseError::TooPrecise("0.000001".to_owned())));
        let huge = "99999999999999999999";
        assert_eq!(Volume::parse_hl(huge), Err(VolumeParseError::OutOfRange(huge.to_owned())));
    }

    #[test]
    fn a_volume_is_written_without_needless_zeros() {
        for text in ["0", "18.95", "0.0075", "471", "-0.5", "0.00001"] {
            assert_eq!(Volume::parse_hl(text).unwrap().to_hl_string(), text);
        }
    }

    #[test]
    fn parts_sum_to_the_whole() {
        let thirds = [Volume::from_ml(1); 3];
        let parts = Volume::from_ml(100).apportion(&thirds);
        assert_eq!(parts, [34, 33, 33].map(Volume::from_ml));
        assert_eq!(Volume::from_ml(5).apportion(&[Volume::ZERO, Volume::ZERO]), [5, 0].map(Volume::from_ml));
        assert!(Volume::from_ml(5).apportion(&[]).is_empty());
    }

    #[test]
    fn the_largest_volumes_are_split_and_shown_without_overflow() {
        let ones = [Volume::from_ml(1); 3];
        for ml in [i64::MIN, i64::MIN + 1, -1, 1, i64::MAX] {
            let volume = Volume::from_ml(ml);
            for weights in [&ones[..], &ones[..1], &[Volume::from_ml(i64::MAX); 3], &[Volume::ZERO, ones[0]]]
            {
                let parts = volume.apportion(weights);
                assert_eq!(parts.iter().map(|part| i128::from(part.ml())).sum::<i128>(), i128::from(ml));
            }
        }
        assert_eq!(Volume::from_ml(i64::MIN).to_hl_string(), "-92233720368547.75808");
        assert_eq!(Volume::from_ml(i64::MAX).times(2), None);
        assert_eq!(Volume::from_ml(i64::MIN).times(-1), None);
    }
}
