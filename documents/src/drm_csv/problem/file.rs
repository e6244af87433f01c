use crate::declare::problems;

problems! {
    /// What is wrong with a file or with the shape of a row.
    pub enum FileProblem {
        /// The bytes are another kind of file.
        NotCsv = "DRM_CSV_NOT_CSV" "not a CSV file: {format}" {
            /// PDF, XML, ZIP (an .xlsx is one), OLE (an .xls is one), UTF-16 or BINARY.
            format: &'static str,
        },
        /// Neither UTF-8 nor, without any doubt, Windows-1252: a label could be mangled, so nothing is read.
        Encoding = "DRM_CSV_ENCODING" "byte {byte} leaves the encoding in doubt; save the file as UTF-8" {
            /// The first doubtful byte, in hexadecimal.
            byte: String,
        },
        /// A cell holds characters that only a wrong conversion makes: `�`, `Ã©`, a control character.
        Mangled = "DRM_CSV_MANGLED_TEXT" "the text was mangled before it came here",
        /// There is no row to read.
        NoRows = "DRM_CSV_NO_ROWS" "no row",
        /// A quote is opened and never closed; what follows is not read.
        QuoteUnclosed = "DRM_CSV_QUOTE_UNCLOSED" "a quote is never closed",
        /// A quoted cell goes on after its closing quote.
        QuoteStray = "DRM_CSV_QUOTE_STRAY" "text after a closing quote",
        /// The row is too short; often its separator is not that of the file.
        TooFewColumns = "DRM_CSV_TOO_FEW_COLUMNS" "{found} columns, {needed} are needed" {
            /// How many there are.
            found: usize,
            /// How many there must be.
            needed: usize,
        },
        /// Something stands beyond the last column; often a comma in a cell without quotes.
        TooManyColumns = "DRM_CSV_TOO_MANY_COLUMNS" "a value beyond column {last}" {
            /// The last column of the format.
            last: usize,
        },
        /// The row is neither CAVE nor CRD nor ANNEXE.
        RowType = "DRM_CSV_ROW_TYPE" "unknown type of row" {
            /// The nearest type.
            nearest: Option<&'static str>,
        },
        /// The same row, cell for cell, stands above.
        DuplicateRow = "DRM_CSV_DUPLICATE_ROW" "the same row as on line {first_line}" {
            /// Where it stands first.
            first_line: u32,
        },
        /// More mistakes than a person would read; what follows is not told.
        TooManyMistakes = "DRM_CSV_TOO_MANY_MISTAKES" "more than {most} mistakes" {
            /// How many are told.
            most: usize,
        },
    }
}
