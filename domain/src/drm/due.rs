use crate::units::{Date, Month};

/// The day of the next month by which a return is filed (contract of CIEL, § 2).
const DUE: u8 = 10;

/// The day by which the return of a month is due: the 10th of the next month. `None` outside the calendar.
pub fn due_on(month: Month) -> Option<Date> {
    let next = month.next();
    Date::from_ymd(i32::from(next.year()), next.number(), DUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_is_due_on_the_tenth_of_the_next_month() {
        for (month, due) in [("2026-09", "2026-10-10"), ("2026-12", "2027-01-10")] {
            assert_eq!(due_on(month.parse().unwrap()), Some(due.parse().unwrap()));
        }
    }
}
