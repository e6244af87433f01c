use std::iter::Peekable;
use std::str::Chars;

/// One record: the physical line on which it begins, counted from 1, and its cells without surrounding
/// blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) cells: Vec<String>,
}

/// What is wrong with a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    /// Opened and never closed: nobody can tell where the cell ends, so its row is given up and the reading
    /// ends there.
    Unclosed,
    /// Closed, and followed by more text in the same cell.
    Stray,
}

/// A quirk and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) quirk: Quirk,
    pub(crate) line: u32,
    /// Counted from 1.
    pub(crate) cell: usize,
    pub(crate) text: String,
}

/// Whether a line that begins with `#` is a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comments {
    /// It is a comment, and gives no row.
    Skipped,
    /// It is a row as any other: the format has no comments.
    Kept,
}

/// Splits a text into rows of cells, and tells what is wrong with its quotes.
///
/// Quotes as in RFC 4180, with blanks tolerated around them; a quote inside an unquoted cell is a character.
/// A line ends with LF, CRLF or CR. A comment gives no row, nor does a blank line. Written here because a reader of tables that is lenient with quotes, as the usual ones are,
/// silently takes a whole file for one cell when a quote is left open, and does not tell the physical line of
/// what it read.
pub(crate) fn split(text: &str, separator: char, comments: Comments) -> (Vec<Row>, Vec<Flaw>) {
    let skipped = comments == Comments::Skipped;
    let mut cutter = Cutter { rest: text.chars().peekable(), separator, skipped, line: 1, flaws: Vec::new() };
    let mut rows = Vec::new();
    while let Some(row) = cutter.row() {
        let comment = skipped && row.cells.first().is_some_and(|cell| cell.starts_with('#'));
        let unclosed = cutter.flaws.last().is_some_and(|flaw| flaw.quirk == Quirk::Unclosed);
        if !comment && !unclosed && row.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    (rows, cutter.flaws)
}

struct Cutter<'a> {
    rest: Peekable<Chars<'a>>,
    separator: char,
    /// True where comments are skipped.
    skipped: bool,
    line: u32,
    flaws: Vec<Flaw>,
}

impl Cutter<'_> {
    fn row(&mut self) -> Option<Row> {
        self.rest.peek()?;
        let line = self.line;
        let mut cells = Vec::new();
        self.skip_blanks();
        if self.skipped && self.rest.peek() == Some(&'#') {
            while !self.at_line_end() {
                self.rest.next();
            }
        }
        loop {
            cells.push(self.cell(cells.len() + 1));
            if self.rest.peek() == Some(&self.separator) {
                self.rest.next();
            } else {
                self.end_line();
                return Some(Row { line, cells });
            }
        }
    }

    /// Reads one cell up to its separator, the end of its line or of the text.
    fn cell(&mut self, number: usize) -> String {
        self.skip_blanks();
        let mut cell = String::new();
        if self.rest.peek() == Some(&'"') {
            self.quoted(number, &mut cell);
            self.skip_blanks();
            if !self.at_cell_end() {
                let flaw = Flaw { quirk: Quirk::Stray, line: self.line, cell: number, text: cell.clone() };
                self.flaws.push(flaw);
            }
        }
        while !self.at_cell_end() {
            cell.extend(self.rest.next());
        }
        cell.trim().to_owned()
    }

    fn quoted(&mut self, number: usize, cell: &mut String) {
        let line = self.line;
        self.rest.next();
        while let Some(character) = self.rest.next() {
            let doubled = character == '"' && self.rest.next_if_eq(&'"').is_some();
            if character == '"' && !doubled {
                return;
            }
            if character == '\n' || (character == '\r' && self.rest.peek() != Some(&'\n')) {
                self.line = self.line.saturating_add(1);
            }
            cell.push(character);
        }
        let text = cell.lines().next().unwrap_or_default().to_owned();
        self.flaws.push(Flaw { quirk: Quirk::Unclosed, line, cell: number, text });
    }

    fn skip_blanks(&mut self) {
        let separator = self.separator;
        while self.rest.next_if(|next| matches!(next, ' ' | '\t') && *next != separator).is_some() {}
    }

    fn at_line_end(&mut self) -> bool {
        matches!(self.rest.peek(), None | Some('\n' | '\r'))
    }

    fn at_cell_end(&mut self) -> bool {
        self.at_line_end() || self.rest.peek() == Some(&self.separator)
    }

    fn end_line(&mut self) {
        if self.rest.next() == Some('\r') {
            self.rest.next_if_eq(&'\n');
        }
        self.line = self.line.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let (rows, flaws) = split(text, ',', Comments::Skipped);
        assert_eq!(flaws, []);
        rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rows_keep_their_physical_line() {
        let text = "# it's a \"comment\na,b\r\n\r\n ,, \n c , d\re,\"two\nlines\",f\ng";
        let expected =
            [row(2, &["a", "b"]), row(5, &["c", "d"]), row(6, &["e", "two\nlines", "f"]), row(8, &["g"])];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn quotes_hold_separators_quotes_and_nothing() {
        assert_eq!(cells(r#"  "a, ""b""" ,"",c"d"#), [row(1, &["a, \"b\"", "", "c\"d"])]);
        assert_eq!(cells("\"#TYPE\",x\n"), []);
        assert_eq!(split("#1;a\n", ';', Comments::Kept).0, [Row { line: 1, cells: row(1, &["#1", "a"]).1 }]);
        assert_eq!(
            split("a\t\"b\"\t\t", '\t', Comments::Kept).0,
            [Row { line: 1, cells: row(1, &["a", "b", "", ""]).1 }]
        );
    }

    #[test]
    fn a_bad_quote_is_told_where_it_is() {
        let (rows, flaws) = split("a,\"b\"c,d\ne,\"f,g\nh,i", ',', Comments::Skipped);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].cells, ["a", "bc", "d"]);
        let flaw = |quirk, line, cell, text: &str| Flaw { quirk, line, cell, text: text.to_owned() };
        assert_eq!(flaws, [flaw(Quirk::Stray, 1, 2, "b"), flaw(Quirk::Unclosed, 2, 2, "f,g")]);
    }
}
