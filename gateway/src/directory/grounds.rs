//! Why the law has the estate keep something that names a person, and until when: one table, dated, with its sources.

use domain::units::Date;
use serde::{Deserialize, Serialize};

/// A legal ground on which a sealed record is kept although its person asks to be erased (GDPR, article 17(3)(b)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ground {
    /// Invoices, credit notes and what else proves an entry of the accounts.
    #[serde(rename = "ACCOUNTING")]
    Accounting,
    /// Excise and cellar registers.
    #[serde(rename = "EXCISE_REGISTER")]
    ExciseRegister,
    /// Documents that accompanied wine: DAE, DSA, the invoice that served as one.
    #[serde(rename = "ACCOMPANYING_DOCUMENT")]
    AccompanyingDocument,
    /// A contract with a consumer concluded by electronic means, of 120 € or more.
    #[serde(rename = "ONLINE_CONTRACT")]
    OnlineContract,
    /// Records of what consumers paid at the counter.
    #[serde(rename = "TILL_RECORD")]
    TillRecord,
}

/// Every ground's code, as a sentence names it.
pub const GROUND_CODES: [&str; 5] = [
    "GROUND_ACCOUNTING",
    "GROUND_EXCISE_REGISTER",
    "GROUND_ACCOMPANYING_DOCUMENT",
    "GROUND_ONLINE_CONTRACT",
    "GROUND_TILL_RECORD",
];

impl Ground {
    /// Its name in storage and interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounting => "ACCOUNTING",
            Self::ExciseRegister => "EXCISE_REGISTER",
            Self::AccompanyingDocument => "ACCOMPANYING_DOCUMENT",
            Self::OnlineContract => "ONLINE_CONTRACT",
            Self::TillRecord => "TILL_RECORD",
        }
    }

    /// The code of its sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Accounting => "GROUND_ACCOUNTING",
            Self::ExciseRegister => "GROUND_EXCISE_REGISTER",
            Self::AccompanyingDocument => "GROUND_ACCOMPANYING_DOCUMENT",
            Self::OnlineContract => "GROUND_ONLINE_CONTRACT",
            Self::TillRecord => "GROUND_TILL_RECORD",
        }
    }

    /// The rule for a record of that day: the last one in force by then.
    pub fn term(self, made_on: Date) -> &'static Term {
        let of_ground = || TERMS.iter().filter(|term| term.ground == self);
        let in_force = of_ground().filter(|term| term.since <= ymd(made_on)).max_by_key(|term| term.since);
        // What is older than every rule is kept by the first of them; each ground has one (see the tests).
        in_force.or_else(|| of_ground().min_by_key(|term| term.since)).unwrap_or(&TERMS[0])
    }

    /// The last day on which a record of that day is kept.
    pub fn kept_until(self, made_on: Date) -> Date {
        let term = self.term(made_on);
        let years = match term.begins {
            Begins::WithTheRecord => term.years,
            // The account ends at most twelve months after the record; which day is the estate's own.
            Begins::WhenTheAccountEnds => term.years + 1,
        };
        later(made_on, years)
    }
}

/// From when a term is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// From the day of the record.
    WithTheRecord,
    /// From the end of the accounting year or register in which the record stands.
    WhenTheAccountEnds,
}

/// How long the law has something kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// On which ground.
    pub ground: Ground,
    /// For records of this day or later: year, month, day.
    pub since: (i32, u8, u8),
    /// For how many years.
    pub years: i32,
    /// Counted from when.
    pub begins: Begins,
    /// Where that stands.
    pub source: &'static str,
}

/// Read in November 2026. A change of the law is a new line with its day, never a change of an old one.
pub const TERMS: [Term; 5] = [
    Term {
        ground: Ground::Accounting,
        since: (2000, 9, 21),
        years: 10,
        begins: Begins::WhenTheAccountEnds,
        source: "Code de commerce, art. L123-22",
    },
    // Six years from the last operation in the register. The EU asks for five after the account is closed (2018/273).
    Term {
        ground: Ground::ExciseRegister,
        since: (2013, 10, 18),
        years: 6,
        begins: Begins::WhenTheAccountEnds,
        source: "Livre des procédures fiscales, art. L102 B, I",
    },
    // Of a document: six years from the day on which it was drawn up.
    Term {
        ground: Ground::AccompanyingDocument,
        since: (2013, 10, 18),
        years: 6,
        begins: Begins::WithTheRecord,
        source: "Livre des procédures fiscales, art. L102 B, I",
    },
    // Ten years from the delivery, which the one that seals it gives as the day of the record.
    Term {
        ground: Ground::OnlineContract,
        since: (2016, 7, 1),
        years: 10,
        begins: Begins::WithTheRecord,
        source: "Code de la consommation, art. L213-1, D213-1 et D213-2",
    },
    Term {
        ground: Ground::TillRecord,
        since: (2018, 1, 1),
        years: 6,
        begins: Begins::WhenTheAccountEnds,
        source: "Livre des procédures fiscales, art. L102 B, I; BOI-TVA-DECLA-30-10-30",
    },
];

fn ymd(date: Date) -> (i32, u8, u8) {
    (date.year(), date.month_number(), date.calendar().day())
}

/// The same day years later; of a 29 February that is none there, the day after.
fn later(date: Date, years: i32) -> Date {
    let (year, month, day) = ymd(date);
    let same = Date::from_ymd(year.saturating_add(years), month, day);
    same.or_else(|| Date::from_ymd(year.saturating_add(years), 3, 1)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Ground; 5] = [
        Ground::Accounting,
        Ground::ExciseRegister,
        Ground::AccompanyingDocument,
        Ground::OnlineContract,
        Ground::TillRecord,
    ];

    #[test]
    fn every_ground_has_a_rule_of_its_own_and_is_stored_by_its_name() {
        for (ground, code) in ALL.into_iter().zip(GROUND_CODES) {
            assert_eq!(ground.term("1999-01-01".parse().unwrap()).ground, ground);
            assert_eq!(ground.term("2026-01-01".parse().unwrap()).ground, ground);
            assert_eq!(serde_json::to_value(ground).unwrap(), ground.name());
            assert_eq!((ground.sentence(), format!("GROUND_{}", ground.name()).as_str()), (code, code));
        }
        let mut lines: Vec<_> = TERMS.iter().map(|term| (term.ground, term.since)).collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), TERMS.len(), "one line a ground and day");
    }

    #[test]
    fn a_record_is_kept_through_the_last_day_that_the_law_can_mean() {
        let until = |ground: Ground, on: &str| ground.kept_until(on.parse().unwrap()).to_string();
        assert_eq!(until(Ground::Accounting, "2026-11-23"), "2037-11-23");
        assert_eq!(until(Ground::ExciseRegister, "2026-11-23"), "2033-11-23");
        assert_eq!(until(Ground::AccompanyingDocument, "2026-11-23"), "2032-11-23");
        assert_eq!(until(Ground::OnlineContract, "2026-11-23"), "2036-11-23");
        assert_eq!(until(Ground::TillRecord, "2026-11-23"), "2033-11-23");
        assert_eq!(until(Ground::AccompanyingDocument, "2024-02-29"), "2030-03-01");
    }
}
