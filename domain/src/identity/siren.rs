use super::numbers::{is_digits, number, told};
use super::{IdentityRefusal, luhn};

number! {
    /// The number of an enterprise in INSEE's register (SIREN): nine digits, the last the key of Luhn (Code de commerce,
    /// R. 123-220 and 221; INSEE, definitions, « numéro SIREN »).
    Siren, "^[0-9]{9}$"
}

impl Siren {
    /// The number, written without spaces; refused where it has not nine digits or its key does not hold. Nine zeros,
    /// whose key holds, are nobody's.
    pub fn parse(text: &str) -> Result<Self, IdentityRefusal> {
        let refused = || IdentityRefusal::SirenInvalid { siren: told(text) };
        if is_digits(text, 9) && luhn::holds(text) && text != "000000000" {
            Ok(Self(text.to_owned()))
        } else {
            Err(refused())
        }
    }
}
