use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use time::format_description::well_known::Iso8601;

/// A day of the cellar's calendar, written `2026-09-14`. It has no time and no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Date(time::Date);

impl Date {
    /// The day of that year, month (1 to 12) and day of the month, or `None` where the calendar has none.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// The first day of the calendar.
    pub const MIN: Self = Self(time::Date::MIN);
    /// Its last.
    pub const MAX: Self = Self(time::Date::MAX);

    /// The calendar's own type.
    pub const fn calendar(self) -> time::Date {
        self.0
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month_number(self) -> u8 {
        u8::from(self.0.month())
    }

    /// The day before; the first day of the calendar stays.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.previous_day().unwrap_or(self.0))
    }

    /// That many days later, at most the last day of the calendar.
    #[must_use]
    pub fn plus_days(self, days: u16) -> Self {
        Self(self.0.saturating_add(time::Duration::days(i64::from(days))))
    }

    /// How many days from that day to this one; below zero when this one is earlier.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_days()
    }

    /// The day after; the last day of the calendar stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.next_day().unwrap_or(self.0))
    }
}

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month_number(), self.0.day())
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // ISO 8601 has other forms (week dates, days of the year), some of them ten characters long.
        let is_plain = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !is_plain {
            return Err(format!("{text}: not YYYY-MM-DD"));
        }
        time::Date::parse(text, &Iso8601::DATE).map(Self).map_err(|error| format!("{text}: {error}"))
    }
}

impl TryFrom<Cow<'_, str>> for Date {
    type Error = String;

    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day of the cellar's calendar: `2026-09-14`.",
            "type": "string",
            "format": "date",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        for text in ["2026-09-14", "2024-02-29", "1900-01-01", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
            let json = format!("\"{text}\"");
            let date: Date = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&date).unwrap(), json);
        }
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in [
            "",
            "2026-9-14",
            "2026-02-29",
            "2026-13-01",
            "14/09/2026",
            "2026-09-14T00:00",
            "20260914",
            "2026-257",
            "2026-W38-1",
            "+002026257",
            "-000001257",
            "-001-01-01",
            " 2026-09-14",
            "２026-09-14",
            "2026-09-1é",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_day_after_the_last_is_the_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(day("2026-12-31").next(), day("2027-01-01"));
        assert_eq!(day("9999-12-31").next(), day("9999-12-31"));
        assert_eq!(Date::from_ymd(2026, 2, 29), None);
        assert_eq!(Date::from_ymd(2026, 0, 1), None);
    }
}
