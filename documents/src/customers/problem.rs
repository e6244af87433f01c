use super::Place;
use crate::declare::problems;

problems! {
    /// What is wrong with a list of customers.
    pub enum CustomersProblem {
        /// The bytes are another kind of file.
        NotCsv = "CUSTOMERS_CSV_NOT_CSV" "not a CSV file: {format}" {
            /// PDF, XML, ZIP (an .xlsx is one), OLE (an .xls is one), UTF-16 or BINARY.
            format: &'static str,
        },
        /// Neither UTF-8 nor, without any doubt, Windows-1252: a name could be mangled, so nothing is read.
        Encoding = "CUSTOMERS_CSV_ENCODING" "byte {byte} leaves the encoding in doubt; save the file as UTF-8" {
            /// The first doubtful byte, in hexadecimal.
            byte: String,
        },
        /// A cell holds characters that only a wrong conversion makes: `�`, `Ã©`, a control character.
        Mangled = "CUSTOMERS_CSV_MANGLED_TEXT" "the text was mangled before it came here",
        /// There is a header at most.
        NoRows = "CUSTOMERS_CSV_NO_ROWS" "no row",
        /// The first row names no column of customers: it is a file of another kind, or has no header.
        NoHeader = "CUSTOMERS_CSV_NO_HEADER" "no column for the name of a customer",
        /// Two columns are the same thing.
        ColumnTwice = "CUSTOMERS_CSV_COLUMN_TWICE" "the same as column {first}" {
            /// The first of them, counted from 1.
            first: usize,
        },
        /// A quote is opened and never closed; what follows is not read.
        QuoteUnclosed = "CUSTOMERS_CSV_QUOTE_UNCLOSED" "a quote is never closed",
        /// A quoted cell goes on after its closing quote.
        QuoteStray = "CUSTOMERS_CSV_QUOTE_STRAY" "text after a closing quote",
        /// Something stands beyond the last column of the header.
        TooManyColumns = "CUSTOMERS_CSV_TOO_MANY_COLUMNS" "a value beyond column {last}" {
            /// The last column of the header.
            last: usize,
        },
        /// More rows than are read at once.
        TooManyRows = "CUSTOMERS_CSV_TOO_MANY_ROWS" "more than {most} rows" {
            /// How many may be.
            most: usize,
        },
        /// More mistakes than a person would read; what follows is not told.
        TooManyMistakes = "CUSTOMERS_CSV_TOO_MANY_MISTAKES" "more than {most} mistakes" {
            /// How many are told.
            most: usize,
        },
        /// Not a kind of customer.
        Kind = "CUSTOMERS_CSV_KIND" "not a kind of customer" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// No country has that code or name.
        Country = "CUSTOMERS_CSV_COUNTRY" "not a country" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Neither French nor English.
        Language = "CUSTOMERS_CSV_LANGUAGE" "neither French nor English",
        /// Not a number of days from the invoice.
        PaymentDays = "CUSTOMERS_CSV_PAYMENT_DAYS" "not a number of days from the invoice",
        /// Neither yes nor no.
        YesNo = "CUSTOMERS_CSV_YES_NO" "neither yes nor no",
        /// Not a day.
        Date = "CUSTOMERS_CSV_DATE" "not a day, DD/MM/YYYY or YYYY-MM-DD",
        /// When a consent was given or refused is not told.
        ConsentUndated = "CUSTOMERS_CSV_CONSENT_UNDATED" "a consent without its day",
    }
}

/// One mistake of a file, where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The physical line, counted from 1, on which the row begins.
    pub line: u32,
    /// The column; none where the whole row or file is meant.
    pub column: Option<Place>,
    /// The cell as it stands in the file.
    pub value: String,
    /// What is wrong.
    pub problem: CustomersProblem,
}
