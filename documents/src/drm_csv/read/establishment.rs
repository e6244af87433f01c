use std::collections::HashSet;

use domain::units::Month;

use super::row::{Errors, Line, Told};
use crate::drm_csv::{Column, EstablishmentProblem};

/// Who returns, and for which month: the same on every row.
#[derive(Default)]
pub(super) struct Establishment {
    pub(super) period: Told<Month>,
    pub(super) identifier: Told<String>,
    pub(super) siret: Told<String>,
    pub(super) cvi: Told<String>,
    pub(super) accise: Told<String>,
    /// What was read already, so that a mistake that stands on every row is told once.
    seen: HashSet<[String; 3]>,
}

impl Establishment {
    /// Reads columns 2 to 4 of a row, and holds them against the rows above.
    pub(super) fn row(&mut self, line: Line<'_>, errors: &mut Errors) {
        let cells = [Column::Period, Column::Identifier, Column::Accise].map(|column| line.cell(column));
        if !self.seen.insert(cells.map(ToOwned::to_owned)) {
            return;
        }
        self.period(line, errors);
        self.identifier(line, errors);
        self.accise(line, errors);
        if cells[1].is_empty() && cells[2].is_empty() {
            errors.push(line.error(Column::Identifier, EstablishmentProblem::EstablishmentMissing));
        }
    }

    /// Holds the identifier against the form that `InterLoire` asks for.
    pub(super) fn is_interloire(&self, errors: &mut Errors) {
        let Some((identifier, line)) = &self.identifier else { return };
        if identifier.len() != 8 || !identifier.bytes().all(|byte| byte.is_ascii_digit()) {
            let problem = EstablishmentProblem::InterLoireIdentifier;
            errors.push(super::row::error(*line, Some(Column::Identifier), identifier, problem));
        }
    }

    fn period(&mut self, line: Line<'_>, errors: &mut Errors) {
        let Some(period) = Month::parse_compact(line.cell(Column::Period)) else {
            errors.push(line.error(Column::Period, EstablishmentProblem::PeriodFormat));
            return;
        };
        let (first, first_line) = *self.period.get_or_insert((period, line.number()));
        if first != period {
            let problem = EstablishmentProblem::PeriodDiffers { period: first, first_line };
            errors.push(line.error(Column::Period, problem));
        }
    }

    /// `12345601`, `12345601 (12345678901234)`, `(1234567890)`: a number in parentheses is a SIRET or a CVI
    /// number.
    fn identifier(&mut self, line: Line<'_>, errors: &mut Errors) {
        let cell = line.cell(Column::Identifier);
        let (identifier, numbers) = cell.split_once('(').unwrap_or((cell, ")"));
        let identifier = identifier.trim();
        let capitals = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let Some(numbers) = numbers.trim_end().strip_suffix(')').filter(|_| capitals(identifier)) else {
            errors.push(line.error(Column::Identifier, EstablishmentProblem::IdentifierFormat));
            return;
        };
        tell(&mut self.identifier, line, Column::Identifier, identifier, errors);
        for number in numbers.split([')', '(']).map(str::trim).filter(|number| !number.is_empty()) {
            let digits = number.bytes().all(|byte| byte.is_ascii_digit());
            match number.len() {
                14 if digits => tell(&mut self.siret, line, Column::Identifier, number, errors),
                10 if capitals(number) => tell(&mut self.cvi, line, Column::Identifier, number, errors),
                _ => errors.push(line.error(Column::Identifier, EstablishmentProblem::IdentifierFormat)),
            }
        }
    }

    fn accise(&mut self, line: Line<'_>, errors: &mut Errors) {
        let cell = line.cell(Column::Accise);
        if cell.is_empty() || (is_accise(cell) && cell.starts_with("FR")) {
            tell(&mut self.accise, line, Column::Accise, cell, errors);
        } else {
            errors.push(line.error(Column::Accise, EstablishmentProblem::AcciseFormat));
        }
    }
}

/// Thirteen characters, the first two a country (type `NumeroAcciseType` of DTI+).
pub(super) fn is_accise(text: &str) -> bool {
    let (country, rest) = text.as_bytes().split_at_checked(2).unwrap_or_default();
    country.iter().all(u8::is_ascii_uppercase)
        && rest.len() == 11
        && rest.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// Keeps a value that is told first here, and tells one that differs from what was told above.
fn tell(told: &mut Told<String>, line: Line<'_>, column: Column, value: &str, errors: &mut Errors) {
    if value.is_empty() {
        return;
    }
    let (first, first_line) = told.get_or_insert_with(|| (value.to_owned(), line.number()));
    if first != value {
        let problem =
            EstablishmentProblem::EstablishmentDiffers { first: first.clone(), first_line: *first_line };
        errors.push(line.error(column, problem));
    }
}
