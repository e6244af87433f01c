use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::IdentityRefusal;
use super::numbers::{is_digits, number, told};
use crate::policy::name;
use crate::terms::Country;

number! {
    /// A French postal code: five digits (La Poste, base officielle des codes postaux).
    PostalCode, "^[0-9]{5}$"
}

impl PostalCode {
    /// The code, written without spaces; refused where it has not five digits.
    pub fn parse(text: &str) -> Result<Self, IdentityRefusal> {
        if is_digits(text, 5) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentityRefusal::PostalCodeInvalid { postal_code: told(text) })
        }
    }
}

/// France and its overseas departments, which have codes of their own (ISO 3166-1).
const IN_FRANCE: [&str; 6] = ["FR", "GP", "MQ", "GF", "RE", "YT"];

/// An address in France, overseas included, as it stands on an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    /// What stands above the commune: 1 to 4 lines (NF Z 10-011), each of 1 to 100 characters.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: PostalCode,
    /// Commune, with its CEDEX where it has one: 1 to 80 characters.
    pub commune: String,
    /// `FR`, or the code of its own that an overseas department has.
    pub country: Country,
}

impl Address {
    /// The country of an address in France; refused for another, or a code that is none.
    pub fn country(text: &str) -> Result<Country, IdentityRefusal> {
        let country = Country::parse(text).filter(|_| IN_FRANCE.contains(&text));
        country.ok_or_else(|| IdentityRefusal::CountryInvalid { country: told(text) })
    }

    /// The address with its texts trimmed; refused where one is empty, too long or has control characters, or lines are
    /// too few or too many, or it is not in France.
    pub fn accepted(self) -> Result<Self, IdentityRefusal> {
        Self::country(&self.country.to_string())?;
        let lines: Option<Vec<String>> = self.lines.iter().map(|line| name(line, 100)).collect();
        let lines = lines.filter(|lines| (1..=4).contains(&lines.len()));
        let commune = name(&self.commune, 80);
        match (lines, commune) {
            (Some(lines), Some(commune)) => Ok(Self { lines, commune, ..self }),
            _ => Err(IdentityRefusal::AddressInvalid),
        }
    }
}
