use std::collections::HashMap;

use super::annexes::Annexes;
use super::capsules::Capsules;
use super::establishment::Establishment;
use super::row::{Errors, Line, error};
use super::wines::Wines;
use super::word::{Category, RowType, category, row_type};
use crate::drm_csv::{Column, DrmFile, FileProblem, RowError};
use crate::reference::movements::Dialect;
use crate::text::{Comments, Flaw, Quirk, Row, Undecodable, Unreadable, decode, key, separator, split};

/// The most mistakes that are told: a file with more is not a return, and nobody reads them.
const MOST: usize = 1_000;

/// How many rows tell the separator: each has at least sixteen, far more than the commas of labels and decimals.
const LOOKED_AT: usize = 20;

/// Reads a file. Every mistake is told at once (the first thousand), in the order of the file; where there is
/// one, nothing is returned.
///
/// A mistake is told once: an account with a mistake in one of its rows is not held against its balance, and
/// a wrong period or establishment, which is usually on every row, is told where it first stands.
pub fn read(bytes: &[u8]) -> Result<DrmFile, Vec<RowError>> {
    let text = decode(bytes).map_err(|error| vec![undecodable(error)])?;
    let (rows, flaws) = split(&text, separator(&text, LOOKED_AT), Comments::Skipped);
    let is_header = |row: &Row| row.cells.first().is_some_and(|cell| key(cell) == "type");
    let rows: Vec<Row> = rows.into_iter().filter(|row| !is_header(row)).collect();
    if rows.is_empty() && flaws.is_empty() {
        return Err(vec![error(1, None, "", FileProblem::NoRows)]);
    }
    let mut reader = Reader::new(&rows, &flaws);
    for row in &rows {
        reader.row(Line::new(row));
        if reader.errors.len() > MOST {
            reader.lose_row();
            break;
        }
    }
    reader.finish()
}

fn undecodable(error: Undecodable) -> RowError {
    let problem = match error.why {
        Unreadable::Foreign { format } => FileProblem::NotCsv { format },
        Unreadable::Encoding { byte } => FileProblem::Encoding { byte },
    };
    RowError { line: error.line, column: None, value: error.value, problem: problem.into() }
}

struct Reader {
    /// What the stocks say; none where there is no stock of wine.
    dialect: Option<Dialect>,
    establishment: Establishment,
    wines: Wines,
    capsules: Capsules,
    annexes: Annexes,
    /// The rows seen, with the line of the first of each.
    seen: HashMap<Vec<String>, u32>,
    errors: Errors,
}

impl Reader {
    fn new(rows: &[Row], flaws: &[Flaw]) -> Self {
        let dialect = rows.iter().find_map(|row| dialect(Line::new(row)));
        let mut reader = Self {
            dialect,
            establishment: Establishment::default(),
            wines: Wines::new(dialect.unwrap_or(Dialect::InterLoire)),
            capsules: Capsules::default(),
            annexes: Annexes::default(),
            seen: HashMap::new(),
            errors: Errors::new(),
        };
        for flaw in flaws {
            let problem = match flaw.quirk {
                Quirk::Unclosed => FileProblem::QuoteUnclosed,
                Quirk::Stray => FileProblem::QuoteStray,
            };
            reader.errors.push(error(flaw.line, Column::at(flaw.cell), &flaw.text, problem));
            reader.lose_row();
        }
        reader
    }

    /// A row cannot be told to belong to any account, so none can be held to be whole.
    fn lose_row(&mut self) {
        self.wines.lose_row();
        self.capsules.lose_row();
        self.annexes.lose_row();
    }

    fn row(&mut self, line: Line<'_>) {
        let errors = &mut self.errors;
        if !line.is_whole(errors) {
            return self.lose_row();
        }
        // Not `&&`: whatever is wrong is told.
        let sound = line.ends_at(Column::BuyerName, errors) & line.is_clean(errors) & self.is_new(line);
        self.establishment.row(line, &mut self.errors);
        match row_type(line.cell(Column::Type)) {
            Ok(RowType::Wine) => self.wines.row(line, sound, &mut self.errors),
            Ok(RowType::Capsule) => self.capsules.row(line, sound, &mut self.errors),
            Ok(RowType::Annexe) => self.annexes.row(line, sound, &mut self.errors),
            Err(nearest) => {
                self.errors.push(line.error(Column::Type, FileProblem::RowType { nearest }));
                self.lose_row();
            }
        }
    }

    /// Tells a row that stands above already, cell for cell.
    fn is_new(&mut self, line: Line<'_>) -> bool {
        let told = line.cells().iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let cells = line.cells().iter().take(told).cloned().collect();
        let first_line = *self.seen.entry(cells).or_insert(line.number());
        if first_line != line.number() {
            let problem = FileProblem::DuplicateRow { first_line };
            self.errors.push(error(line.number(), None, &line.cells().join(" "), problem));
        }
        first_line == line.number()
    }

    fn finish(mut self) -> Result<DrmFile, Vec<RowError>> {
        if self.dialect == Some(Dialect::InterLoire) {
            self.establishment.is_interloire(&mut self.errors);
        }
        let accounts = self.wines.finish(&mut self.errors);
        let capsules = self.capsules.finish(&mut self.errors);
        let annexes = self.annexes.finish(&mut self.errors);
        let Establishment { period, identifier, siret, cvi, accise, .. } = self.establishment;
        match period {
            Some((period, _)) if self.errors.is_empty() => Ok(DrmFile {
                dialect: self.dialect.unwrap_or(Dialect::InterLoire),
                period,
                identifier: identifier.map(|(told, _)| told),
                siret: siret.map(|(told, _)| told),
                cvi: cvi.map(|(told, _)| told),
                accise: accise.map(|(told, _)| told),
                accounts,
                capsules,
                annexes,
            }),
            _ => Err(told(self.errors)),
        }
    }
}

/// The mistakes in the order of the file, the first thousand.
fn told(mut errors: Errors) -> Errors {
    errors.sort_by_key(|error| (error.line, error.column));
    if let Some(line) = errors.get(MOST).map(|next| next.line) {
        errors.truncate(MOST);
        errors.push(error(line, None, "", FileProblem::TooManyMistakes { most: MOST }));
    }
    errors
}

/// The dialect that a row gives away by the code of its stock.
fn dialect(line: Line<'_>) -> Option<Dialect> {
    match (row_type(line.cell(Column::Type)), category(line.cell(Column::Category))) {
        (Ok(RowType::Wine), Ok(Category::Stock(stock))) => {
            Dialect::of_stock_code(stock, line.cell(Column::Movement))
        }
        _ => None,
    }
}
