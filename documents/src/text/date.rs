use domain::units::{Date, Month};

/// A day `AAAA-MM-JJ` or `JJ/MM/AAAA`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let figure = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse::<u16>().ok() } else { None }
    };
    let parts = |separator: char| {
        let mut parts = text.splitn(3, separator);
        Some((parts.next()?, parts.next()?, parts.next()?))
    };
    let (year, month, day) = match parts('-') {
        Some(parts) => parts,
        None => parts('/').map(|(day, month, year)| (year, month, day))?,
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let small = |digits: &str| figure(digits).and_then(|figure| u8::try_from(figure).ok());
    let date = Date::from_ymd(i32::from(figure(year)?), small(month)?, small(day)?)?;
    // The calendar of a return: years 1900 to 2999.
    Month::of(date).map(|_| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_french_files_write_them() {
        let day = Date::from_ymd(2016, 8, 7);
        assert_eq!((date("2016-08-07"), date("07/08/2016")), (day, day));
        for text in [
            "",
            "2016-8-7",
            "2016-13-01",
            "31/02/2016",
            "2016-W01-1",
            "20160807",
            "07-08-2016",
            "2016/08/07",
            "0001-01-01",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
