use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The letters by which a sequence of numbers is known: `FA` for invoices, `AV` for credit notes. One to four capital
/// letters of the Latin alphabet.
///
/// Several series may run side by side, each without a gap (CGI, ann. II, art. 242 nonies A, I, 7°; BOI-TVA-DECLA-30-20-20-10).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Series {
    letters: [u8; 4],
    count: u8,
}

/// A series in a calendar year: what one book numbers from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct SeriesYear {
    /// The series.
    pub series: Series,
    /// The year of issue.
    pub year: u16,
}

/// The number of an invoice: series, year, and its place in both, from 1 on.
///
/// It is written `FA-2026-000123`, with more digits from a million on: at most 21 characters of `[A-Z0-9-]`, where the
/// French rules accept 35 of `[A-Za-z0-9+-_/]` (BR-FR-01, BR-FR-02).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct InvoiceNumber {
    /// The series and year.
    pub of: SeriesYear,
    /// The place in it, from 1 on.
    pub count: u32,
}

impl Series {
    /// Invoices, corrective ones among them.
    pub const INVOICES: Self = Self { letters: *b"FA\0\0", count: 2 };
    /// Credit notes (avoirs).
    pub const CREDIT_NOTES: Self = Self { letters: *b"AV\0\0", count: 2 };

    /// The series of these letters, or `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.is_empty() || bytes.len() > 4 || !bytes.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let mut letters = [0; 4];
        letters.iter_mut().zip(bytes).for_each(|(place, letter)| *place = *letter);
        Some(Self { letters, count: u8::try_from(bytes.len()).ok()? })
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.letters
            .iter()
            .take(usize::from(self.count))
            .try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

impl fmt::Debug for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for SeriesYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.series, self.year)
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:06}", self.of, self.count)
    }
}

impl fmt::Debug for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for InvoiceNumber {
    type Err = String;

    /// Reads a number as it is written; anything else, a missing zero among it, is none.
    fn from_str(text: &str) -> Result<Self, String> {
        let malformed = || format!("{text}: not the number of an invoice");
        let mut parts = text.split('-');
        let (Some(series), Some(year), Some(count), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(malformed());
        };
        let series = Series::parse(series).ok_or_else(malformed)?;
        let year = year.parse().map_err(|_| malformed())?;
        let count = count.parse().map_err(|_| malformed())?;
        let number = Self { of: SeriesYear { series, year }, count };
        if count == 0 || number.to_string() != text { Err(malformed()) } else { Ok(number) }
    }
}

impl TryFrom<Cow<'_, str>> for InvoiceNumber {
    type Error = String;

    fn try_from(text: Cow<'_, str>) -> Result<Self, String> {
        text.parse()
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> Self {
        number.to_string()
    }
}

impl TryFrom<Cow<'_, str>> for Series {
    type Error = String;

    fn try_from(text: Cow<'_, str>) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text}: not a series"))
    }
}

impl From<Series> for String {
    fn from(series: Series) -> Self {
        series.to_string()
    }
}

impl JsonSchema for Series {
    fn schema_name() -> Cow<'static, str> {
        "Series".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The letters of a sequence of numbers: `FA`.",
            "type": "string",
            "pattern": "^[A-Z]{1,4}$",
        })
    }
}

impl JsonSchema for InvoiceNumber {
    fn schema_name() -> Cow<'static, str> {
        "InvoiceNumber".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The number of an invoice: series, year and place: `FA-2026-000123`.",
            "type": "string",
            "pattern": "^[A-Z]{1,4}-[0-9]{4}-[0-9]{6,10}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_and_read_back() {
        let of = SeriesYear { series: Series::INVOICES, year: 2026 };
        for (count, text) in
            [(123, "FA-2026-000123"), (999_999, "FA-2026-999999"), (1_000_000, "FA-2026-1000000")]
        {
            let number = InvoiceNumber { of, count };
            assert_eq!((number.to_string().as_str(), text.parse()), (text, Ok(number)));
            assert_eq!(serde_json::to_string(&number).unwrap(), format!("\"{text}\""));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let not = [
            "",
            "FA",
            "FA-2026",
            "FA-2026-0",
            "FA-2026-000000",
            "FA-2026-123",
            "fa-2026-000123",
            "FA-26-000123",
        ];
        for text in not.into_iter().chain([
            "FA-2026-000123-1",
            "FACTU-2026-000001",
            "F1-2026-000001",
            "FA-2026-+00001",
        ]) {
            assert!(text.parse::<InvoiceNumber>().is_err(), "{text}");
        }
    }
}
