use async_graphql::InputObject;

use crate::directory::{Address, Consent, Details};
use crate::graphql::enums::{GqlPartyKind, GqlTongue};
use crate::graphql::scalars::GqlDate;

/// Everything on a party; what is left out is empty afterwards.
#[derive(InputObject, Clone, Debug)]
pub struct PartyInput {
    /// What it is to the estate.
    kind: GqlPartyKind,
    /// Of a company its name, of a person the full name; 1 to 120 characters.
    name: String,
    /// Whom one speaks to there, at most 120 characters.
    contact_name: Option<String>,
    /// E-mail address, at most 254 characters.
    email: Option<String>,
    /// Telephone: 3 to 40 digits, spaces and `+ . - ( ) /`.
    phone: Option<String>,
    /// Where invoices go.
    billing_address: Option<AddressInput>,
    /// Where goods go; as the invoices when it is left out.
    delivery_address: Option<AddressInput>,
    /// SIREN, at most 20 letters and digits.
    siren: Option<String>,
    /// SIRET, at most 20 letters and digits.
    siret: Option<String>,
    /// Number for VAT, at most 20 letters and digits.
    vat_number: Option<String>,
    /// The language one writes to them in.
    #[graphql(default_with = "GqlTongue::French")]
    language: GqlTongue,
    /// Whether they may be written to for marketing; left out when they were not asked.
    marketing_consent: Option<MarketingConsentInput>,
}

/// A postal address.
#[derive(InputObject, Clone, Debug)]
pub struct AddressInput {
    /// Street and all that stands before the town: 1 to 6 lines of at most 100 characters.
    lines: Vec<String>,
    /// Postal code, at most 16 characters.
    postal_code: Option<String>,
    /// Town, at most 100 characters.
    city: String,
    /// ISO 3166, two capital letters.
    #[graphql(default = "FR")]
    country: String,
}

/// Whether a person agreed, when, and how that is known.
#[derive(InputObject, Clone, Debug)]
pub struct MarketingConsentInput {
    /// Agreed, or refused.
    given: bool,
    /// When.
    on: GqlDate,
    /// By which means, in 1 to 250 characters.
    how: String,
}

impl From<PartyInput> for Details {
    fn from(input: PartyInput) -> Self {
        Self {
            kind: input.kind.into(),
            name: input.name,
            contact_name: input.contact_name,
            email: input.email,
            phone: input.phone,
            billing_address: input.billing_address.map(Into::into),
            delivery_address: input.delivery_address.map(Into::into),
            siren: input.siren,
            siret: input.siret,
            vat_number: input.vat_number,
            language: input.language.into(),
            marketing_consent: input.marketing_consent.map(Into::into),
        }
    }
}

impl From<AddressInput> for Address {
    fn from(input: AddressInput) -> Self {
        let AddressInput { lines, postal_code, city, country } = input;
        Self { lines, postal_code, city, country }
    }
}

impl From<MarketingConsentInput> for Consent {
    fn from(input: MarketingConsentInput) -> Self {
        Self { given: input.given, on: input.on.0, how: input.how }
    }
}
