use crate::decider::refusals;
use crate::units::{Date, Month};

/// Wine may be placed under suspension again for two years after its sale (RG20 of DTI+).
pub const REPLACEABLE_MONTHS: i32 = 24;

refusals! {
    /// Why what was sold cannot be placed under suspension again.
    pub enum ReplacementRefusal {
        /// It was sold more than two years before (RG20): customs pay the duty back on request, the return cannot.
        TooOld = "REPLACEMENT_TOO_OLD" {
            /// When it had been sold.
            sold_on: Date,
            /// When it comes back.
            on: Date,
        },
    }
}

/// Accepts wine that comes back on a day and had been sold at most two years before, by months.
pub fn replaceable(sold_on: Date, on: Date) -> Result<(), ReplacementRefusal> {
    let months = Month::of(on).zip(Month::of(sold_on)).map(|(now, then)| now.since(then));
    if months.is_some_and(|months| months > REPLACEABLE_MONTHS) {
        return Err(ReplacementRefusal::TooOld { sold_on, on });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sold_comes_back_for_two_years() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (last, first) = (day("2026-10-31"), day("2026-10-01"));
        assert_eq!(replaceable(day("2024-10-01"), last), Ok(()));
        assert_eq!(replaceable(day("2026-10-31"), last), Ok(()));
        let sold_on = day("2024-09-30");
        assert_eq!(replaceable(sold_on, first), Err(ReplacementRefusal::TooOld { sold_on, on: first }));
    }
}
