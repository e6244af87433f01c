use domain::drm::declared::{DocumentKind, DocumentRange};

use super::breach::{Finding, Place};
use super::circumstances::Case;

/// Lengths of an excise number and of the code of a customs office.
const CONSIGNEE_LENGTHS: &[usize] = &[13, 8];

pub(super) fn on_range(range: &DocumentRange) -> Finding {
    let place = Place::Document { kind: range.kind, first: range.first.clone() };
    Finding { place, parameters: Vec::new() }
}

fn each(case: &Case<'_>, breaks: impl Fn(&DocumentRange) -> bool) -> Vec<Finding> {
    case.drm.documents.iter().filter(|range| breaks(range)).map(on_range).collect()
}

/// RG35: an agreement for paid products alone has simplified documents alone.
pub(super) fn rg35(case: &Case<'_>) -> Vec<Finding> {
    each(case, |range| case.paid_only() && range.kind != DocumentKind::Paid)
}

/// RG36: the consignee is an excise number (13 letters and digits) or a customs office (8). That the number exists
/// is known to customs alone.
pub(super) fn rg36(case: &Case<'_>) -> Vec<Finding> {
    let formed = |number: &str| {
        CONSIGNEE_LENGTHS.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let told = case.drm.uncleared.iter().filter_map(|it| Some((it, it.consignee.as_deref()?)));
    told.filter(|(_, number)| !formed(number))
        .map(|(it, number)| {
            Finding { place: Place::Uncleared(it.document.clone()), parameters: Vec::new() }
                .with("numéro", number)
        })
        .collect()
}

/// A word is free; a number is a whole one above zero.
fn is_reference(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let numeric = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && digits.bytes().any(|byte| byte.is_ascii_digit());
    let whole = text.bytes().all(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte != b'0');
    !text.is_empty() && (whole || !numeric)
}

/// RG37: the first and last numbers are words, or whole numbers above zero.
pub(super) fn rg37(case: &Case<'_>) -> Vec<Finding> {
    each(case, |range| !is_reference(&range.first) || !is_reference(&range.last))
}

/// RG38: the count of documents is told, and above zero.
pub(super) fn rg38(case: &Case<'_>) -> Vec<Finding> {
    each(case, |range| range.count.is_none_or(|count| count == 0))
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn a_reference_is_a_word_or_a_whole_number_above_zero() {
        for text in ["1", "0012", "26FRG0001", "A-1", "12345678901234567890123"] {
            assert!(is_reference(text), "{text}");
        }
        for text in ["", " ", "0", "000", "-1", "1.5", "1,5", "+3"] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
