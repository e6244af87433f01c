use std::collections::HashMap;

use domain::drm::declared::DocumentKind;

use super::row::{Errors, Line, Told, error, keep};
use crate::drm_csv::{
    Annexe, AnnexeProblem, Column, FileProblem, NonClearance, StatisticKind, document_code,
};
use crate::text::{date, key, nearest};

/// The longest document number (types of the DTI+ viti schema 1.0.14).
const LONGEST_NUMBER: usize = 30;

/// The annexes as they come in, in the order of their first rows.
#[derive(Default)]
pub(super) struct Annexes {
    drafts: Vec<Draft>,
    ranges: Vec<Range>,
    /// The line of each document not cleared, by its number.
    not_cleared: HashMap<String, u32>,
    /// The line of each statistic.
    statistics: HashMap<StatisticKind, u32>,
    lost: bool,
}

enum Draft {
    Whole(Annexe),
    /// The range of that index, which more rows may add to.
    Documents(usize),
}

/// The documents of a kind, of which not every row is read.
struct Range {
    kind: DocumentKind,
    line: u32,
    first: Told<String>,
    last: Told<String>,
    count: Told<u32>,
    faulty: bool,
}

impl Annexes {
    /// A row may have belonged to any annexe.
    pub(super) fn lose_row(&mut self) {
        self.lost = true;
    }

    /// Reads an ANNEXE row. One that is not sound is only told to belong to its annexe.
    pub(super) fn row(&mut self, line: Line<'_>, sound: bool, errors: &mut Errors) {
        let word = line.cell(Column::Category);
        let kind = key(word);
        if let Some(kind) = DocumentKind::ALL.into_iter().find(|known| key(document_code(*known)) == kind) {
            let range = self.range(kind, line);
            let before = errors.len();
            if sound {
                range.row(line, errors);
            }
            range.faulty |= !sound || errors.len() > before;
        } else if kind == "nonapurement" {
            self.not_cleared(line, sound, errors);
        } else if kind == "statseuropeennes" {
            self.statistic(line, sound, errors);
        } else {
            let kinds = DocumentKind::ALL.map(document_code);
            let nearest = nearest(word, kinds.into_iter().chain(["NONAPUREMENT", "STATS EUROPEENNES"]));
            errors.push(line.error(Column::Category, AnnexeProblem::Kind { nearest }));
            self.lose_row();
        }
    }

    /// The annexes, where every one is whole.
    pub(super) fn finish(self, errors: &mut Errors) -> Vec<Annexe> {
        let lost = self.lost;
        let finish = |range: Range| if range.faulty || lost { None } else { range.finish(errors) };
        let ranges: Vec<Option<Annexe>> = self.ranges.into_iter().map(finish).collect();
        let annexe = |draft| match draft {
            Draft::Whole(annexe) => Some(annexe),
            Draft::Documents(index) => ranges.get(index).cloned().flatten(),
        };
        self.drafts.into_iter().filter_map(annexe).collect()
    }

    fn range(&mut self, kind: DocumentKind, line: Line<'_>) -> &mut Range {
        let known = self.ranges.iter().position(|range| range.kind == kind);
        let index = known.unwrap_or(self.ranges.len());
        if known.is_none() {
            self.drafts.push(Draft::Documents(index));
            self.ranges.push(Range::new(kind, line.number()));
        }
        &mut self.ranges[index]
    }

    fn not_cleared(&mut self, line: Line<'_>, sound: bool, errors: &mut Errors) {
        if !sound {
            return;
        }
        let document = document_number(line, errors);
        let dispatched_on = date(line.cell(Column::CountryOrDate));
        if dispatched_on.is_none() {
            errors.push(line.error(Column::CountryOrDate, AnnexeProblem::DateFormat));
        }
        let consignee = line.told(Column::ContractOrConsignee);
        if consignee.as_deref().is_some_and(|consignee| !is_consignee(consignee)) {
            errors.push(line.error(Column::ContractOrConsignee, AnnexeProblem::ConsigneeFormat));
        }
        let (Some((document, column)), Some(dispatched_on)) = (document, dispatched_on) else { return };
        let first_line = *self.not_cleared.entry(document.clone()).or_insert(line.number());
        if first_line != line.number() {
            errors.push(line.error(column, AnnexeProblem::Twice { first_line }));
        }
        let annexe = Annexe::NonClearance(NonClearance { document, dispatched_on, consignee });
        self.drafts.push(Draft::Whole(annexe));
    }

    fn statistic(&mut self, line: Line<'_>, sound: bool, errors: &mut Errors) {
        if !sound {
            return;
        }
        if !line.ends_at(Column::Value, errors) {
            return;
        }
        let word = line.cell(Column::Movement);
        let kind = StatisticKind::ALL.into_iter().find(|kind| key(kind.code()) == key(word));
        if kind.is_none() {
            let nearest = nearest(word, StatisticKind::ALL.map(StatisticKind::code));
            errors.push(line.error(Column::Movement, AnnexeProblem::Entry { nearest }));
        }
        let volume = line.volume(Column::Value, errors);
        let (Some(kind), Some(volume)) = (kind, volume) else { return };
        let first_line = *self.statistics.entry(kind).or_insert(line.number());
        if first_line != line.number() {
            errors.push(line.error(Column::Movement, AnnexeProblem::Twice { first_line }));
        }
        self.drafts.push(Draft::Whole(Annexe::Statistic { kind, volume }));
    }
}

impl Range {
    const fn new(kind: DocumentKind, line: u32) -> Self {
        Self { kind, line, first: None, last: None, count: None, faulty: false }
    }

    fn row(&mut self, line: Line<'_>, errors: &mut Errors) {
        if !line.cell(Column::CountryOrDate).is_empty() {
            let last = usize::from(Column::Value.number());
            errors.push(line.error(Column::CountryOrDate, FileProblem::TooManyColumns { last }));
        }
        let word = line.cell(Column::Movement);
        let twice = |first_line| AnnexeProblem::Twice { first_line }.into();
        match key(word).as_str() {
            "debut" => {
                let number = paper_number(line, errors);
                keep(&mut self.first, line, number, errors, twice);
            }
            "fin" => {
                let number = paper_number(line, errors);
                keep(&mut self.last, line, number, errors, twice);
            }
            "nb" => {
                let count = document_count(line, errors);
                keep(&mut self.count, line, count, errors, twice);
            }
            _ => {
                let nearest = nearest(word, ["debut", "fin", "nb"]);
                errors.push(line.error(Column::Movement, AnnexeProblem::Entry { nearest }));
            }
        }
    }

    fn finish(self, errors: &mut Errors) -> Option<Annexe> {
        let Self { kind, line, first, last, count, .. } = self;
        let mut missing = |missing| {
            let problem = AnnexeProblem::Incomplete { missing };
            errors.push(error(line, Some(Column::Movement), document_code(kind), problem));
        };
        if first.is_none() {
            missing("debut");
        }
        if last.is_none() {
            missing("fin");
        }
        let ((first, _), (last, last_line)) = (first?, last?);
        if comes_before(&last, &first) {
            let problem = AnnexeProblem::Reversed { first: first.clone() };
            errors.push(error(last_line, Some(Column::Value), &last, problem));
        }
        Some(Annexe::Documents { kind, first, last, count: count.map(|(count, _)| count) })
    }
}

/// The number of a document with its column: 20 in the common format, 17 in `InterLoire`'s own example.
fn document_number(line: Line<'_>, errors: &mut Errors) -> Option<(String, Column)> {
    let (near, far) = (line.told(Column::Value), line.told(Column::Document));
    let (number, column) = match (near, far) {
        (Some(near), Some(other)) if near != other => {
            errors.push(line.error(Column::Value, AnnexeProblem::NumberConflict { other }));
            return None;
        }
        (_, Some(number)) => (number, Column::Document),
        (Some(number), None) => (number, Column::Value),
        (None, None) => {
            errors.push(line.error(Column::Document, AnnexeProblem::NumberMissing));
            return None;
        }
    };
    if !is_number(&number) {
        errors.push(line.error(column, AnnexeProblem::NumberFormat));
        return None;
    }
    Some((number, column))
}

/// The number of a paper document; an electronic one is cleared elsewhere.
fn paper_number(line: Line<'_>, errors: &mut Errors) -> Option<String> {
    let (number, column) = document_number(line, errors)?;
    if is_electronic(&number) {
        errors.push(line.error(column, AnnexeProblem::NumberIsElectronic));
        return None;
    }
    Some(number)
}

fn document_count(line: Line<'_>, errors: &mut Errors) -> Option<u32> {
    let column = if line.cell(Column::Value).is_empty() { Column::Document } else { Column::Value };
    let text = line.cell(column);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let count = text.parse::<u32>().ok().filter(|count| digits && *count > 0);
    if count.is_none() {
        errors.push(line.error(column, AnnexeProblem::CountFormat));
    }
    count
}

/// Any text, but no number that is negative, zero or decimal (rule RG37 of DTI+).
fn is_number(text: &str) -> bool {
    let figure = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_figure = figure.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let is_whole = text.bytes().all(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte != b'0');
    (!is_figure || is_whole) && text.chars().count() <= LONGEST_NUMBER
}

/// The numbering of French electronic documents (DAE): year, `FRG`, digits.
fn is_electronic(text: &str) -> bool {
    let (year, rest) = text.as_bytes().split_at_checked(2).unwrap_or_default();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    year.len() == 2 && digits(year) && rest.strip_prefix(b"FRG").is_some_and(digits)
}

/// An excise number of 13 characters or a customs office of 8, the first two a country.
fn is_consignee(text: &str) -> bool {
    let (country, rest) = text.as_bytes().split_at_checked(2).unwrap_or_default();
    country.iter().all(u8::is_ascii_uppercase)
        && matches!(rest.len(), 6 | 11)
        && rest.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// True for two numbers of which the first is the smaller; texts have no order.
fn comes_before(one: &str, other: &str) -> bool {
    let significant = |text: &str| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let text = text.trim_start_matches('0');
        digits.then(|| (text.len(), text.to_owned()))
    };
    match (significant(one), significant(other)) {
        (Some(one), Some(other)) => one < other,
        _ => false,
    }
}
