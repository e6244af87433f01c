use domain::units::{MAX_BOTTLES, MAX_VOLUME, Month, Volume, VolumeParseError};

use crate::drm_csv::{CapsuleProblem, MovementProblem};
use crate::text::date;

/// Hectolitres, not below zero.
pub(super) fn volume(text: &str) -> Result<Volume, MovementProblem> {
    let volume = Volume::parse_hl(text).map_err(|error| match error {
        VolumeParseError::Empty => MovementProblem::VolumeMissing,
        VolumeParseError::NotANumber(_) => MovementProblem::VolumeFormat,
        VolumeParseError::TooPrecise(_) => MovementProblem::VolumeTooPrecise,
        VolumeParseError::OutOfRange(_) => MovementProblem::VolumeTooLarge { most: MAX_VOLUME },
    })?;
    if volume.is_negative() { Err(MovementProblem::VolumeNegative) } else { Ok(volume) }
}

/// A count of capsules, not below zero.
pub(super) fn count(text: &str) -> Result<i64, CapsuleProblem> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CapsuleProblem::CountFormat);
    }
    // Digits alone, so what cannot be parsed is beyond the range of the type.
    let count: i64 = digits.parse().unwrap_or(i64::MAX);
    if digits.len() < text.len() && count > 0 {
        return Err(CapsuleProblem::CountNegative);
    }
    if count > MAX_BOTTLES { Err(CapsuleProblem::CountTooLarge { most: MAX_BOTTLES }) } else { Ok(count) }
}

/// A figure with at most two decimals, comma or dot, in hundredths; nothing below zero or beyond nine digits.
pub(super) fn hundredths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<2}").parse().ok()
}

/// Hundredths as a figure with a dot, without needless zeros.
pub(in crate::drm_csv) fn hundredths_to_string(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The month of a replacement: `AAAAMM`, or a day of it.
pub(super) fn month(text: &str) -> Option<Month> {
    Month::parse_compact(text).or_else(|| Month::of(date(text)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(count("13259"), Ok(13_259));
        assert_eq!(count("-0"), Ok(0));
        assert_eq!(count("-3"), Err(CapsuleProblem::CountNegative));
        let too_large = Err(CapsuleProblem::CountTooLarge { most: MAX_BOTTLES });
        assert_eq!(count("10000001"), too_large);
        assert_eq!(count(&"9".repeat(30)), too_large);
        for text in ["", "-", "1.5", "1 500", "+3", "٣", "1e3"] {
            assert_eq!(count(text), Err(CapsuleProblem::CountFormat), "{text}");
        }
    }

    #[test]
    fn hundredths_are_exact() {
        for (text, value) in [("12.5", 1_250), ("12,05", 1_205), ("7", 700), ("0.10", 10), ("3.1000", 310)] {
            assert_eq!(hundredths(text), Some(value), "{text}");
        }
        for text in ["", ".5", "1.234", "-1", "1e2", "9999999999", "12.5.1", "١"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
        for text in ["12.5", "7", "0.1", "12.05", "100", "0"] {
            assert_eq!(hundredths(text).map(hundredths_to_string).as_deref(), Some(text));
        }
    }

    #[test]
    fn months_are_read_as_the_portals_write_them() {
        let august = Month::new(2016, 8);
        assert_eq!((month("201608"), month("2016-08-31"), month("31/08/2016")), (august, august, august));
        assert_eq!(month("2016-08"), None);
    }
}
