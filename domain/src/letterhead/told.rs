use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BankAccount, InkColour, LetterheadRefusal};
use crate::identity::Siren;
use crate::policy::{Unfit, optional};
use crate::units::Money;

/// What an estate prints of itself besides its identity (CGI, ann. II, art. 242 nonies A; C. com., art. R. 123-237, R. 123-238).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Letterhead {
    /// The capital of a company.
    pub capital_cents: Option<Money>,
    /// The town of its register of commerce (RCS).
    pub registry: Option<String>,
    /// Where electronic invoices reach it in the French directory (scheme 0225); at its SIREN where nothing is told.
    pub electronic_address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Where it is paid.
    pub account: Option<BankAccount>,
    /// The colour of titles and rules; the usual one where none is told.
    pub ink: Option<InkColour>,
    /// The colour of ornaments; the usual one where none is told.
    pub accent: Option<InkColour>,
}

impl Letterhead {
    /// The same with its texts trimmed, for the estate of that SIREN.
    pub fn accepted(self, siren: &Siren) -> Result<Self, LetterheadRefusal> {
        if self.capital_cents.is_some_and(|capital| capital <= Money::ZERO) {
            return Err(LetterheadRefusal::CapitalInvalid);
        }
        let text = |told: &Option<String>| {
            optional(told.as_deref(), 100).map_err(|Unfit| LetterheadRefusal::ContactInvalid)
        };
        let email = text(&self.email)?;
        if email.as_deref().is_some_and(|email| !is_email(email)) {
            return Err(LetterheadRefusal::ContactInvalid);
        }
        Ok(Self {
            registry: text(&self.registry)?,
            electronic_address: text(&self.electronic_address)?
                .map(|told| electronic_address(told, siren))
                .transpose()?,
            phone: text(&self.phone)?,
            email,
            website: text(&self.website)?,
            account: self.account.map(BankAccount::accepted).transpose()?,
            ink: self.ink.map(InkColour::legible).transpose()?,
            ..self
        })
    }
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace) && !host.contains('@')
    })
}

fn electronic_address(told: String, siren: &Siren) -> Result<String, LetterheadRefusal> {
    let suffix = told.strip_prefix(siren.as_str());
    let fits = suffix.is_some_and(|suffix| {
        suffix.is_empty()
            || suffix.strip_prefix('_').is_some_and(|suffix| {
                !suffix.is_empty()
                    && suffix.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
            })
    });
    if fits {
        return Ok(told);
    }
    Err(LetterheadRefusal::ElectronicAddressInvalid { address: told.chars().take(40).collect() })
}
