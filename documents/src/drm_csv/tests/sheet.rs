//! A small file without a mistake, and edits that make one in it.

use crate::drm_csv::{Column, RowError, read};

const SHEET: &str = "\
CAVE,202608,99999902,FR0000000002V,AOC,,Muscadet AC,,,Blanc,Melon,,Muscadet (1B228),suspendu,stocks_debut,revendique,10,,,
CAVE,202608,99999902,FR0000000002V,AOC,,Muscadet AC,,,Blanc,Melon,,Muscadet (1B228),suspendu,sorties,ventefrancebouteillecrd,1.5,,,
CAVE,202608,99999902,FR0000000002V,AOC,,Muscadet AC,,,Blanc,Melon,,Muscadet (1B228),suspendu,stocks_fin,revendique,8.5,,,
CRD,202608,99999902,FR0000000002V,BLEU,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,stock_debut,debut,100,,,
CRD,202608,99999902,FR0000000002V,BLEU,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,sorties,utilisations,40,,,
CRD,202608,99999902,FR0000000002V,BLEU,TRANQ,Bouteille 75 cl,,,,,,,collectif suspendu,stock_fin,fin,60,,,
ANNEXE,202608,99999902,FR0000000002V,,,,,,,,,,,EMPREINTE,debut,121,,,
ANNEXE,202608,99999902,FR0000000002V,,,,,,,,,,,EMPREINTE,fin,123,,,
";

/// The rows of each kind, to copy.
pub(super) const WINE: usize = 2;
pub(super) const CAPSULE: usize = 5;
pub(super) const DOCUMENTS: usize = 7;

/// The small file with edits.
#[derive(Clone)]
pub(super) struct Sheet(Vec<Vec<String>>);

pub(super) fn sheet() -> Sheet {
    Sheet(SHEET.lines().map(|line| line.split(',').map(ToOwned::to_owned).collect()).collect())
}

impl Sheet {
    /// Another cell, by line and column, both counted from 1.
    pub(super) fn set(mut self, line: usize, column: usize, cell: &str) -> Self {
        let cells = &mut self.0[line - 1];
        cells.resize(cells.len().max(column), String::new());
        cells[column - 1] = cell.to_owned();
        self
    }

    /// A copy of a row at the end of the file, with other cells.
    pub(super) fn copy(mut self, line: usize, cells: &[(usize, &str)]) -> Self {
        self.0.push(self.0[line - 1].clone());
        let last = self.0.len();
        cells.iter().fold(self, |sheet, (column, cell)| sheet.set(last, *column, cell))
    }

    /// Without a row, a blank line in its place.
    pub(super) fn without(mut self, line: usize) -> Self {
        self.0[line - 1].clear();
        self
    }

    /// A row with fewer columns.
    pub(super) fn short(mut self, line: usize, columns: usize) -> Self {
        self.0[line - 1].truncate(columns);
        self
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|cells| cells.join(",") + "\n").collect()
    }

    /// The mistakes that are told.
    pub(super) fn errors(&self) -> Vec<RowError> {
        read(self.text().as_bytes()).err().unwrap_or_default()
    }
}

/// Code, line and column of every mistake.
pub(super) fn places(errors: &[RowError]) -> Vec<(&'static str, u32, Option<u8>)> {
    let place = |error: &RowError| (error.problem.code(), error.line, error.column.map(Column::number));
    errors.iter().map(place).collect()
}

#[test]
fn the_sheet_has_no_mistake() {
    assert_eq!(sheet().errors(), []);
}
