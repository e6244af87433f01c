//! Values of elements, each with the path at which it stands; what does not fit is noted, and reading goes on.

use domain::units::{Date, Volume};

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
        // The schema's decimal mark is a dot, whatever else the domain reads.
        let text = self.text().trim();
        let volume = (!text.contains(',')).then(|| Volume::parse_hl(text).ok()).flatten();
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
        if !crate::dti_plus::wine::is_text(self.text(), length) {
            self.unfit("un texte de la longueur prévue, sans caractère de contrôle", problems);
            return None;
        }
        Some(self.text().to_owned())
    }

    /// A day: AAAA-MM-JJ.
    pub(super) fn day(&self, problems: &mut Problems) -> Option<Date> {
        let day = self.text().trim().parse().ok();
        if day.is_none() {
            self.unfit("une date AAAA-MM-JJ", problems);
        }
        day
    }
}

/// No account counts as many.
const MOST_CAPSULES: i64 = 1_000_000_000;

/// The child of that name.
pub(super) fn find<'a, 'b>(children: &'b [At<'a>], name: &str) -> Option<&'b At<'a>> {
    children.iter().find(|child| child.name() == name)
}
