//! The one place where the time of day is read.

use domain::units::Date;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds since 1970 UTC, and the day in Paris: the day of French estates and of their tax offices.
pub fn now() -> (i64, Date) {
    let now = Timestamp::now();
    (now.as_millisecond(), day_in_paris(now))
}

/// An instant as it is told, in UTC: `2026-09-14T08:30:00.123456Z`.
pub fn rfc3339(instant: OffsetDateTime) -> String {
    instant.format(&Rfc3339).unwrap_or_default()
}

fn day_in_paris(instant: Timestamp) -> Date {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let date = instant.to_zoned(zone).date();
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Date::from_ymd(i32::from(date.year()), month, day)
        .unwrap_or_else(|| Date::from(OffsetDateTime::now_utc().date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_paris() {
        let day = |text: &str| day_in_paris(text.parse().unwrap()).to_string();
        assert_eq!(day("2026-06-30T21:59:59Z"), "2026-06-30");
        assert_eq!(day("2026-06-30T22:00:00Z"), "2026-07-01");
        assert_eq!(day("2026-12-31T22:59:59Z"), "2026-12-31");
        assert_eq!(day("2026-12-31T23:00:00Z"), "2027-01-01");
    }
}
