//! Values of elements, each with the path at which it stands; what does not fit is noted, and reading goes on.

use domain::units::{Date, MAX_VOLUME, Volume};

use super::element::Element;
use super::{DtiFault, DtiProblem};

/// The faults that were met so far.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<DtiProblem>);

/// An element with its path.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) element: &'a Element,
    pub(super) path: String,
}

impl<'a> At<'a> {
    pub(super) fn root(element: &'a Element) -> Self {
        Self { element, path: element.name.clone() }
    }

    /// The children, which are of these names in this order; those of `many` may stand more than once.
    pub(super) fn sequence(&self, names: &[&str], many: &[&str], problems: &mut Problems) -> Vec<At<'a>> {
        self.holds_no_text(problems);
        let mut reached = 0;
        let mut found: Vec<At<'a>> = Vec::new();
        for element in &self.element.children {
            let child = At { element, path: format!("{}/{}", self.path, element.name) };
            let name = element.name.clone();
            match names.iter().position(|known| *known == element.name) {
                Some(index) if index < reached => child.note(DtiFault::Unexpected { name }, problems),
                Some(_)
                    if !many.contains(&name.as_str())
                        && found.iter().any(|other| other.element.name == name) =>
                {
                    child.note(DtiFault::Twice { name }, problems);
                }
                Some(index) => {
                    reached = index;
                    found.push(child);
                }
                None => child.note(DtiFault::Unexpected { name }, problems),
            }
        }
        found
    }

    /// Notes a text that stands between elements.
    pub(super) fn holds_no_text(&self, problems: &mut Problems) {
        let text = self.text().trim();
        if !text.is_empty() {
            self.note(DtiFault::Text { text: text.chars().take(60).collect() }, problems);
        }
    }

    pub(super) fn name(&self) -> &'a str {
        &self.element.name
    }

    pub(super) fn text(&self) -> &'a str {
        &self.element.text
    }

    pub(super) fn note(&self, fault: DtiFault, problems: &mut Problems) {
        problems.0.push(DtiProblem { line: self.element.line, path: self.path.clone(), fault });
    }

    /// Notes a child that is missing.
    pub(super) fn missing(&self, name: &str, problems: &mut Problems) {
        self.note(DtiFault::Missing { name: name.to_owned() }, problems);
    }

    /// The child of that name, noted as missing where there is none.
    pub(super) fn required<'b>(
        &self,
        children: &'b [At<'a>],
        name: &str,
        problems: &mut Problems,
    ) -> Option<&'b At<'a>> {
        let found = find(children, name);
        if found.is_none() {
            self.missing(name, problems);
        }
        found
    }

    /// Notes a value that does not fit.
    pub(super) fn unfit(&self, expected: &'static str, problems: &mut Problems) {
        let value = self.text().chars().take(60).collect();
        self.note(DtiFault::Value { value, expected }, problems);
    }

    /// Hectolitres with at most five decimals, with a sign for a stock.
    pub(super) fn volume(&self, signed: bool, problems: &mut Problems) -> Option<Volume> {
        let most = MAX_VOLUME.ml();
        let volume = decimal(self.text(), 5).filter(|ml| ml.abs() <= most).map(Volume::from_ml);
        let volume = volume.filter(|volume| signed || !volume.is_negative());
        if volume.is_none() {
            self.unfit("un volume en hl, positif, à cinq décimales au plus", problems);
        }
        volume
    }

    /// A count that is not below zero.
    pub(super) fn count(&self, problems: &mut Problems) -> Option<i64> {
        let count =
            self.text().trim().parse::<i64>().ok().filter(|count| (0..=MOST_CAPSULES).contains(count));
        if count.is_none() {
            self.unfit("un nombre entier, positif", problems);
        }
        count
    }

    /// A text of so many characters.
    pub(super) fn string(
        &self,
        length: std::ops::RangeInclusive<usize>,
        problems: &mut Problems,
    ) -> Option<String> {
        if !self.element.children.is_empty() || !crate::dti_plus::wine::is_text(self.text(), length) {
            self.unfit("un texte de la longueur prévue, sans caractère de contrôle", problems);
            return None;
        }
        Some(self.text().to_owned())
    }

    /// A day: AAAA-MM-JJ; a time zone after it, which the schema takes, tells nothing.
    pub(super) fn day(&self, problems: &mut Problems) -> Option<Date> {
        let text = self.text().trim();
        let (day, zone) = text.split_at_checked(10).unwrap_or((text, ""));
        let day = day.parse().ok().filter(|_| is_zone(zone));
        if day.is_none() {
            self.unfit("une date AAAA-MM-JJ", problems);
        }
        day
    }
}

/// True for nothing, `Z` and `+01:00`.
fn is_zone(text: &str) -> bool {
    let is_offset = |offset: &str| {
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        offset.split_once(':').is_some_and(|(hours, minutes)| digits(hours) && digits(minutes))
    };
    matches!(text, "" | "Z") || text.strip_prefix(['+', '-']).is_some_and(is_offset)
}

/// A decimal as the schema writes it, in units of its last place: a sign, digits, a dot and so many more at most, noughts
/// not counted.
pub(super) fn decimal(text: &str, places: usize) -> Option<i64> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = fraction.trim_end_matches('0');
    let written = unsigned.bytes().any(|byte| byte.is_ascii_digit());
    if !written || !digits(whole) || !digits(fraction) || fraction.len() > places {
        return None;
    }
    let scaled: i64 = format!("0{whole}{fraction:0<places$}").parse().ok()?;
    Some(if text.starts_with('-') { -scaled } else { scaled })
}

/// No account counts as many.
const MOST_CAPSULES: i64 = 1_000_000_000;

/// The child of that name.
pub(super) fn find<'a, 'b>(children: &'b [At<'a>], name: &str) -> Option<&'b At<'a>> {
    children.iter().find(|child| child.name() == name)
}
