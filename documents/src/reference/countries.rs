//! Countries of an export: their ISO 3166 codes and French names.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::terms::Country;

use super::table;
use crate::text::{key, nearest};

const TABLE: &str = include_str!("../../../fixtures/reference/countries.csv");

/// What the portals write where the country is not told.
const UNTOLD: [&str; 3] = ["Autres pays", "Autre pays", "Inconnu"];

static COUNTRIES: LazyLock<Vec<Named>> = LazyLock::new(|| entries().unwrap_or_default());

static BY_KEY: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let keys = |named: &'static Named| named.words().map(|word| (key(word), named.code));
    let codes = COUNTRIES.iter().map(|named| (key(&named.code.to_string()), named.code));
    COUNTRIES.iter().flat_map(keys).chain(codes).collect()
});

struct Named {
    code: Country,
    name: String,
    also: Vec<String>,
}

impl Named {
    fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// What stands where a country is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// That country.
    Country(Country),
    /// Some country, and the file does not say which: `Autres pays`.
    Untold,
}

fn entries() -> Result<Vec<Named>, String> {
    table::parse(TABLE, |cells| {
        let &[code, name, also] = cells else { return None };
        let also = also.split(';').filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect();
        Some(Named { code: Country::parse(code)?, name: name.to_owned(), also })
    })
}

/// The country of a code or a name, in any case and with or without accents.
pub fn find(text: &str) -> Option<Destination> {
    let text = key(text);
    if UNTOLD.iter().any(|untold| key(untold) == text) {
        return Some(Destination::Untold);
    }
    BY_KEY.get(&text).copied().map(Destination::Country)
}

/// The French name of a country; none for a code that ISO 3166 has not given to one.
pub fn name(country: Country) -> Option<&'static str> {
    COUNTRIES.iter().find(|named| named.code == country).map(|named| named.name.as_str())
}

/// The name that a mistyped one was most likely meant to be.
pub fn nearest_name(text: &str) -> Option<&'static str> {
    nearest(text, COUNTRIES.iter().flat_map(Named::words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Option<Destination> {
        Country::parse(code).map(Destination::Country)
    }

    #[test]
    fn every_row_is_read_and_no_word_names_two_countries() {
        let countries = entries().unwrap();
        assert_eq!(countries.len(), 249);
        let mut words: Vec<(String, Country)> = Vec::new();
        for named in &countries {
            words.extend(named.words().map(|word| (key(word), named.code)));
            words.push((key(&named.code.to_string()), named.code));
        }
        assert_eq!(BY_KEY.len(), words.len(), "each word once");
        assert!(words.iter().all(|(word, code)| !word.is_empty() && BY_KEY[word] == *code));
    }

    #[test]
    fn a_country_is_found_in_any_case_and_accent() {
        for text in ["BE", "be", "BELGIQUE", "Belgique", " belgique "] {
            assert_eq!(find(text), country("BE"), "{text}");
        }
        assert_eq!(find("france"), country("FR"));
        assert_eq!((find("ETATS-UNIS"), find("États-Unis d’Amérique")), (country("US"), country("US")));
        assert_eq!((find("Royaume Uni"), find("cote d ivoire")), (country("GB"), country("CI")));
        assert_eq!(find("AUTRES PAYS"), Some(Destination::Untold));
        assert_eq!((find("Belgik"), find(""), find("ZZ")), (None, None, None));
        assert_eq!(nearest_name("Belgik"), Some("Belgique"));
    }

    #[test]
    fn a_code_has_a_name() {
        assert_eq!(Country::parse("BE").and_then(name), Some("Belgique"));
        assert_eq!(Country::parse("ZZ").and_then(name), None);
    }
}
