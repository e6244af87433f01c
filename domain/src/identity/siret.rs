use super::numbers::{is_digits, number, told};
use super::{IdentityRefusal, Siren, luhn};

/// La Poste, whose establishments outgrew their keys.
const LA_POSTE: &str = "356000000";

number! {
    /// The number of an establishment (SIRET): the SIREN of its enterprise, four digits of its own, and the key of Luhn
    /// over all fourteen (Code de commerce, R. 123-221; INSEE, definitions, « numéro SIRET »).
    Siret, "^[0-9]{14}$"
}

impl Siret {
    /// The number, written without spaces; refused where it has not fourteen digits, its key does not hold, or it begins
    /// with no SIREN.
    ///
    /// Establishments of La Poste (SIREN 356000000) keep another key, as INSEE ran out of theirs: the sum of the digits
    /// is a multiple of five.
    pub fn parse(text: &str) -> Result<Self, IdentityRefusal> {
        let refused = || IdentityRefusal::SiretInvalid { siret: told(text) };
        let enterprise = text.get(..9).filter(|_| is_digits(text, 14)).ok_or_else(refused)?;
        Siren::parse(enterprise).map_err(|_| refused())?;
        let digit_sum = || text.bytes().map(|byte| u32::from(byte.wrapping_sub(b'0'))).sum::<u32>();
        if luhn::holds(text) || (enterprise == LA_POSTE && digit_sum().is_multiple_of(5)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(refused())
        }
    }

    /// True for an establishment of that enterprise.
    pub fn is_of(&self, siren: &Siren) -> bool {
        self.0.starts_with(siren.as_str())
    }
}
