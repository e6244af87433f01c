//! The numbers of a party, held against their keys and against one another.

use domain::identity::{Siren, Siret, VatNumber, is_accise_number, is_of_the_union, is_union_vat_number};
use serde::{Deserialize, Serialize};

use super::PartyRefusal;

/// Where the party's platform takes electronic invoices in (EN 16931, BT-49).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectronicAddress {
    /// The scheme, a code of the list EAS: `0225` for the French directory, `0088` for a GLN, `EM` for an e-mail.
    pub scheme: String,
    /// The address within the scheme.
    pub id: String,
}

/// The scheme of the French directory of the reform: an address begins with the SIREN (AFNOR XP Z12-013).
pub(super) const FRENCH_DIRECTORY: &str = "0225";
const SIREN_SCHEME: &str = "0002";
const SIRET_SCHEME: &str = "0009";

impl ElectronicAddress {
    /// The one that an enterprise of that SIREN has when it told no other.
    pub fn of(siren: &str) -> Self {
        Self { scheme: FRENCH_DIRECTORY.to_owned(), id: siren.to_owned() }
    }

    /// As it is kept; `None` for the one that follows from the SIREN.
    pub(super) fn checked(
        self,
        siren: Option<&str>,
        siret: Option<&str>,
    ) -> Result<Option<Self>, PartyRefusal> {
        let (scheme, id) = (joined(&self.scheme), self.id.trim().to_owned());
        let is_code = scheme.len() == 4 && scheme.bytes().all(|byte| byte.is_ascii_digit());
        let is_word = ["AN", "AQ", "AS", "AU", "EM"].contains(&scheme.as_str());
        let fits = (1..=125).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        if !(is_code || is_word) || !fits {
            return Err(PartyRefusal::ElectronicAddress);
        }
        let begins = |number: Option<&str>| number.is_some_and(|number| id.starts_with(number));
        let is_own = match scheme.as_str() {
            FRENCH_DIRECTORY | SIREN_SCHEME => begins(siren),
            SIRET_SCHEME => begins(siret),
            _ => true,
        };
        if !is_own {
            return Err(PartyRefusal::ElectronicAddressOfOther);
        }
        if scheme == FRENCH_DIRECTORY
            && !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-_/".contains(&byte))
        {
            return Err(PartyRefusal::ElectronicAddress);
        }
        let told = Self { scheme, id };
        Ok(Some(told).filter(|told| siren.is_none_or(|siren| *told != Self::of(siren))))
    }
}

/// A number as it is kept: without the blanks, dots and hyphens that people write in it, in capitals. A blank one is
/// left out.
pub(super) fn written(text: Option<String>) -> Option<String> {
    text.map(|text| joined(&text)).filter(|text| !text.is_empty())
}

fn joined(text: &str) -> String {
    let kept = |letter: &char| !letter.is_whitespace() && !matches!(letter, '.' | '-' | '\u{2011}');
    text.chars().filter(kept).flat_map(char::to_uppercase).collect()
}

pub(super) fn siren(text: Option<String>) -> Result<Option<Siren>, PartyRefusal> {
    let number = written(text).map(|text| Siren::parse(&text));
    number.transpose().map_err(|_| PartyRefusal::Siren)
}

pub(super) fn siret(text: Option<String>) -> Result<Option<Siret>, PartyRefusal> {
    let number = written(text).map(|text| Siret::parse(&text));
    number.transpose().map_err(|_| PartyRefusal::Siret)
}

/// A VAT number: of the Union as its country writes them, or of the country of the billing address, of which nothing
/// is known here but that it begins with the country.
pub(super) fn vat_number(
    text: Option<String>,
    country: Option<&str>,
) -> Result<Option<String>, PartyRefusal> {
    let Some(number) = written(text) else { return Ok(None) };
    let is_text = (4..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_of_country = country.is_some_and(|country| number.starts_with(country));
    let is_foreign = is_text && is_of_country && !is_of_the_union(&number);
    if is_foreign || is_union_vat_number(&number) { Ok(Some(number)) } else { Err(PartyRefusal::VatNumber) }
}

/// The enterprise of a French VAT number.
pub(super) fn siren_of(vat_number: &str) -> Option<Siren> {
    VatNumber::parse(vat_number).ok().and_then(|_| Siren::parse(vat_number.get(4..)?).ok())
}

pub(super) fn accise(text: Option<String>) -> Result<Option<String>, PartyRefusal> {
    match written(text) {
        Some(number) if !is_accise_number(&number) => Err(PartyRefusal::Accise),
        number => Ok(number),
    }
}
