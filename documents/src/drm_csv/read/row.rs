use domain::units::Volume;

use super::number;
use crate::drm_csv::{Column, FileProblem, MovementProblem, Problem, RowError};
use crate::text::{Row, is_mangled};

/// The fewest columns that a row may have.
const NEEDED: usize = 17;

/// The longest value that is told in an error: enough to find it again.
const TOLD: usize = 200;

/// A row, seen by its columns.
#[derive(Clone, Copy)]
pub(super) struct Line<'a>(&'a Row);

/// Where errors are gathered.
pub(super) type Errors = Vec<RowError>;

/// A value with the line on which it stands.
pub(super) type Told<T> = Option<(T, u32)>;

impl<'a> Line<'a> {
    pub(super) const fn new(row: &'a Row) -> Self {
        Self(row)
    }

    /// Its physical line in the file.
    pub(super) const fn number(self) -> u32 {
        self.0.line
    }

    /// The cell of a column; empty where the row is shorter.
    pub(super) fn cell(self, column: Column) -> &'a str {
        self.0.cells.get(column.index()).map_or("", String::as_str)
    }

    /// The cell of a column, or nothing where it is empty.
    pub(super) fn told(self, column: Column) -> Option<String> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty()).map(ToOwned::to_owned)
    }

    /// All cells.
    pub(super) fn cells(self) -> &'a [String] {
        &self.0.cells
    }

    /// An error in a column.
    pub(super) fn error(self, column: Column, problem: impl Into<Problem>) -> RowError {
        error(self.number(), Some(column), self.cell(column), problem)
    }

    /// True where the row has columns enough; else tells that it has not.
    pub(super) fn is_whole(self, errors: &mut Errors) -> bool {
        let found = self.0.cells.len();
        if found < NEEDED {
            let problem = FileProblem::TooFewColumns { found, needed: NEEDED };
            errors.push(error(self.number(), None, &self.0.cells.join(" "), problem));
        }
        found >= NEEDED
    }

    /// Tells what stands beyond a column, and says whether nothing does.
    pub(super) fn ends_at(self, last: Column, errors: &mut Errors) -> bool {
        let last = usize::from(last.number());
        let spilled = self.0.cells.iter().enumerate().skip(last).find(|(_, cell)| !cell.is_empty());
        let Some((index, cell)) = spilled else { return true };
        let problem = FileProblem::TooManyColumns { last };
        errors.push(error(self.number(), Column::at(index + 1), cell, problem));
        false
    }

    /// Tells every cell that was mangled on its way, and says whether none was.
    pub(super) fn is_clean(self, errors: &mut Errors) -> bool {
        let mangled = self.0.cells.iter().enumerate().filter(|(_, cell)| is_mangled(cell));
        let before = errors.len();
        errors
            .extend(mangled.map(|(index, cell)| {
                error(self.number(), Column::at(index + 1), cell, FileProblem::Mangled)
            }));
        errors.len() == before
    }

    /// The volume of a column, in hectolitres and not below zero; else tells what it is.
    pub(super) fn volume(self, column: Column, errors: &mut Errors) -> Option<Volume> {
        number::volume(self.cell(column)).map_err(|problem| errors.push(self.error(column, problem))).ok()
    }

    /// An observation, if it is no longer than CIEL accepts; else tells that it is.
    pub(super) fn observation(self, errors: &mut Errors) -> Option<String> {
        const MOST: usize = 250;
        let found = self.cell(Column::Value).chars().count();
        if found > MOST {
            let problem = MovementProblem::ObservationsTooLong { found, most: MOST };
            errors.push(self.error(Column::Value, problem));
        }
        (found <= MOST).then(|| self.cell(Column::Value).to_owned())
    }
}

/// Keeps a value in its slot, or tells that the slot is taken.
pub(super) fn keep<T>(
    slot: &mut Told<T>,
    line: Line<'_>,
    value: Option<T>,
    errors: &mut Errors,
    twice: impl FnOnce(u32) -> Problem,
) {
    match slot {
        Some((_, first_line)) => errors.push(line.error(Column::Category, twice(*first_line))),
        None => *slot = value.map(|value| (value, line.number())),
    }
}

/// An error anywhere, its value cut to what a person can read.
pub(super) fn error(line: u32, column: Option<Column>, value: &str, problem: impl Into<Problem>) -> RowError {
    let mut told: String = value.chars().take(TOLD).collect();
    if told.len() < value.len() {
        told.push('…');
    }
    RowError { line, column, value: told, problem: problem.into() }
}
