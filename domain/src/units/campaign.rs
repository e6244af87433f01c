use std::fmt;

use super::Month;

/// A wine year, from 1 August to 31 July; named by the year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Campaign(u16);

impl Campaign {
    /// The campaign that a month belongs to.
    pub const fn of(month: Month) -> Self {
        if month.number() >= 8 { Self(month.year()) } else { Self(month.year() - 1) }
    }

    /// The year in which the campaign begins.
    pub const fn first_year(self) -> u16 {
        self.0
    }

    /// True for the month in which a campaign begins, when the opening stock is the inventory of 31 July.
    pub const fn opens_in(month: Month) -> bool {
        month.number() == 8
    }
}

impl fmt::Display for Campaign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.0 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_runs_from_august_to_july() {
        let campaign = |text: &str| Campaign::of(text.parse().unwrap()).to_string();
        assert_eq!(campaign("2026-07"), "2025-2026");
        assert_eq!(campaign("2026-08"), "2026-2027");
        assert_eq!(campaign("2027-07"), "2026-2027");
    }
}
