use super::numbers::{number, told};
use super::{IdentityRefusal, Siren};

number! {
    /// The intra-community VAT number of a French enterprise: `FR`, a key of two characters, its SIREN (CGI, art. 286
    /// ter; European Commission, VIES, structure `FRXX 999999999`).
    VatNumber, "^FR[0-9A-HJ-NP-Z]{2}[0-9]{9}$"
}

impl VatNumber {
    /// The number, written without spaces in capitals; refused where its parts are not there, its SIREN is none, or its
    /// key is of digits and not that of the SIREN. A key with a letter, any but I and O, is taken as it is: the
    /// administration does not publish how it is made.
    pub fn parse(text: &str) -> Result<Self, IdentityRefusal> {
        let refused = || IdentityRefusal::VatNumberInvalid { vat_number: told(text) };
        let rest = text.strip_prefix("FR").filter(|rest| rest.is_ascii() && rest.len() == 11);
        let (key, siren) = rest.map(|rest| rest.split_at(2)).ok_or_else(refused)?;
        let siren = Siren::parse(siren).map_err(|_| refused())?;
        let has_letter = key.bytes().any(|byte| byte.is_ascii_uppercase());
        let holds = if has_letter { key.bytes().all(is_of_a_key) } else { key == key_of(siren.as_str()) };
        if holds { Ok(Self(text.to_owned())) } else { Err(refused()) }
    }

    /// The number with the key of two digits that follows from the SIREN.
    pub fn of(siren: &Siren) -> Self {
        Self(format!("FR{}{siren}", key_of(siren.as_str())))
    }

    /// True for a number of that enterprise.
    pub fn is_of(&self, siren: &Siren) -> bool {
        self.0.ends_with(siren.as_str())
    }
}

fn is_of_a_key(byte: u8) -> bool {
    byte.is_ascii_digit() || (byte.is_ascii_uppercase() && byte != b'I' && byte != b'O')
}

/// (12 + 3 × (SIREN mod 97)) mod 97, in two digits; of nine ASCII digits.
pub(super) fn key_of(digits: &str) -> String {
    let digit = |byte: u8| u32::from(byte.wrapping_sub(b'0'));
    let remainder = digits.bytes().fold(0, |rest, byte| (rest * 10 + digit(byte)) % 97);
    format!("{:02}", (12 + 3 * remainder) % 97)
}
