//! Decimal text of a fixed number of places, as a whole number of its smallest unit.

/// Reads `1234`, `12.3` or `-0,05` with at most that many decimals; `None` for anything else, or beyond the range.
pub(super) fn parse(text: &str, places: usize) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > places || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let units: i64 = format!("{whole}{fraction:0<places$}").parse().ok()?;
    Some(if negative { -units } else { units })
}

/// Writes a whole number of the smallest unit with all its decimals; there is at least one.
pub(super) fn write(units: i64, places: usize) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>1$}", units.unsigned_abs(), places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_exactly() {
        for (text, expected) in [("8.50", 850), ("8,5", 850), ("8", 800), ("-0.05", -5), ("0.00", 0)] {
            assert_eq!(parse(text, 2), Some(expected), "{text}");
        }
        for text in ["", "8.505", ".5", "1e2", "8 500", "huit", "99999999999999999999", "--1", "+1"] {
            assert_eq!(parse(text, 2), None, "{text}");
        }
        assert_eq!(write(-5, 2), "-0.05");
        assert_eq!(write(51_000, 2), "510.00");
        assert_eq!(write(1, 3), "0.001");
    }
}
