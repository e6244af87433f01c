use iban::Iban;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::LetterheadRefusal;

/// An account at a bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BankAccount {
    /// IBAN without spaces (ISO 13616).
    pub iban: String,
    /// BIC, 8 or 11 letters and digits (ISO 9362).
    pub bic: Option<String>,
}

impl BankAccount {
    /// The account with its numbers in capitals and without spaces; refused where a key is wrong, or the country knows no such
    /// IBAN.
    pub(super) fn accepted(self) -> Result<Self, LetterheadRefusal> {
        let iban = compact(&self.iban);
        if iban.parse::<Iban>().is_err() {
            return Err(LetterheadRefusal::IbanInvalid { iban: iban.chars().take(40).collect() });
        }
        let bic = self.bic.as_deref().map(compact).filter(|bic| !bic.is_empty());
        if let Some(bic) = bic.clone().filter(|bic| !is_bic(bic)) {
            return Err(LetterheadRefusal::BicInvalid { bic: bic.chars().take(40).collect() });
        }
        Ok(Self { iban, bic })
    }
}

/// Four letters of the bank, two of the country, two of the place, and three of the branch where they are told.
fn is_bic(text: &str) -> bool {
    let (bank, rest) = text.split_at_checked(6).unwrap_or_default();
    matches!(rest.len(), 2 | 5)
        && bank.bytes().all(|it| it.is_ascii_uppercase())
        && rest.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
}

fn compact(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).map(|it| it.to_ascii_uppercase()).collect()
}
