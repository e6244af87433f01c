use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Date;

/// A calendar month, the period of a DRM, written `2026-09`. Years 1900 to 2999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// The month (1 to 12) of that year, or `None` outside the calendar of the type.
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if year >= 1900 && year < 3000 && month >= 1 && month <= 12 {
            Some(Self { year, month })
        } else {
            None
        }
    }

    /// The month of a day, or `None` outside the calendar of the type.
    pub fn of(date: Date) -> Option<Self> {
        Self::new(u16::try_from(date.year()).ok()?, date.month_number())
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The number of the month, 1 to 12.
    pub const fn number(self) -> u8 {
        self.month
    }

    /// The month after.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// The month before.
    #[must_use]
    pub const fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { year: self.year, month: self.month - 1 }
        }
    }

    /// Months from the other to this one: below zero where the other is later.
    pub fn since(self, other: Self) -> i32 {
        let count = |month: Self| i32::from(month.year) * 12 + i32::from(month.month);
        count(self) - count(other)
    }

    /// Reads the portals' `AAAAMM`.
    pub fn parse_compact(text: &str) -> Option<Self> {
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[4..].parse().ok()?)
    }

    /// The portals' `AAAAMM`.
    pub fn to_compact(self) -> String {
        format!("{:04}{:02}", self.year, self.month)
    }

    /// True when the day lies in this month.
    pub fn contains(self, date: Date) -> bool {
        Self::of(date) == Some(self)
    }

    /// The first day of the month.
    pub fn first_day(self) -> Option<Date> {
        Date::from_ymd(i32::from(self.year), self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Option<Date> {
        self.next().first_day().map(Date::previous)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2);
        parts
            .and_then(|(year, month)| Self::parse_compact(&format!("{year}{month}")))
            .ok_or_else(|| format!("{text}: not a month YYYY-MM"))
    }
}

impl TryFrom<Cow<'_, str>> for Month {
    type Error = String;

    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl JsonSchema for Month {
    fn schema_name() -> Cow<'static, str> {
        "Month".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A calendar month, the period of a return: `2026-09`.",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_written_and_follow_each_other() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(december.next().previous(), december);
        assert_eq!(Month::parse_compact("201606").unwrap().to_compact(), "201606");
        assert!(december.contains("2026-12-31".parse().unwrap()));
    }

    #[test]
    fn what_is_not_a_month_is_refused() {
        for text in ["2026-13", "2026-00", "26-01", "2026/01", "", "2026-1", "１２"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        for text in ["2026-1", "20261", "2026013", "abcdef"] {
            assert_eq!(Month::parse_compact(text), None, "{text}");
        }
    }
}
