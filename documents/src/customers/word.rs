//! Cells that hold one of few words.

use domain::terms::Country;

use super::{CustomerKind, CustomerTongue};
use crate::reference::countries::{self, Destination};
use crate::text::{key, nearest};

/// What a customer is, or the nearest word.
pub(super) fn kind(text: &str) -> Result<CustomerKind, Option<&'static str>> {
    match key(text).as_str() {
        "entreprise" | "societe" | "professionnel" | "professionnelle" | "pro" | "b2b" | "company"
        | "business" | "association" | "collectivite" => Ok(CustomerKind::Company),
        "particulier" | "particuliere" | "consommateur" | "prive" | "b2c" | "consumer" | "individual"
        | "private" => Ok(CustomerKind::Consumer),
        "fournisseur" | "supplier" => Ok(CustomerKind::Supplier),
        "transporteur" | "carrier" => Ok(CustomerKind::Carrier),
        _ => Err(nearest(
            text,
            ["entreprise", "particulier", "fournisseur", "transporteur", "company", "consumer"],
        )),
    }
}

/// A country by its code or French name, or the nearest name.
pub(super) fn country(text: &str) -> Result<Country, Option<&'static str>> {
    match countries::find(text) {
        Some(Destination::Country(country)) => Ok(country),
        _ => Err(countries::nearest_name(text)),
    }
}

pub(super) fn tongue(text: &str) -> Option<CustomerTongue> {
    match key(text).as_str() {
        "fr" | "fra" | "francais" | "francaise" | "french" | "frfr" => Some(CustomerTongue::French),
        "en" | "eng" | "anglais" | "anglaise" | "english" | "engb" | "enus" => Some(CustomerTongue::English),
        _ => None,
    }
}

/// Yes or no, as French and English files write it.
pub(super) fn yes(text: &str) -> Option<bool> {
    match key(text).as_str() {
        "oui" | "o" | "vrai" | "yes" | "y" | "true" | "1" | "x" => Some(true),
        "non" | "n" | "faux" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// Days from the invoice: `30`, `30 jours`, `45 j nets`, `comptant`. An end of month is no number of days.
pub(super) fn payment_days(text: &str) -> Option<i32> {
    let text = key(text);
    if matches!(text.as_str(), "comptant" | "areception" | "areceptiondefacture" | "cash" | "immediate") {
        return Some(0);
    }
    let digits = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = text.get(digits.len()..)?;
    let units = [
        "",
        "j",
        "jour",
        "jours",
        "jnet",
        "jnets",
        "joursnets",
        "joursnet",
        "joursdatedefacture",
        "day",
        "days",
        "daysnet",
    ];
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain && units.contains(&unit) { digits.parse().ok() } else { None }
}
