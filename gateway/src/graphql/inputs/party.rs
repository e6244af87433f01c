use async_graphql::InputObject;
use uuid::Uuid;

use crate::directory::{self, Address, Consent, Details, ElectronicAddress};
use crate::graphql::enums::{GqlPartyKind, GqlTongue};
use crate::graphql::scalars::GqlDate;
use crate::operations::Fresh;

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
    /// Where goods may go, the usual place first, 20 at most; as the invoices when there is none.
    #[graphql(default)]
    delivery_addresses: Vec<DeliveryAddressInput>,
    /// SIREN: nine digits, the last of them a key. It follows from the SIRET or a French VAT number.
    siren: Option<String>,
    /// SIRET: fourteen digits, the SIREN first, a key last.
    siret: Option<String>,
    /// Number for VAT: of the European Union as its country writes them, a French one with its key and the SIREN; of
    /// another country when it begins with that of the billing address.
    vat_number: Option<String>,
    /// Number of an operator in suspension of excise: two letters and eleven letters or digits.
    accise: Option<String>,
    /// Where electronic invoices go; left out, it follows from the SIREN.
    electronic_address: Option<ElectronicAddressInput>,
    /// Days from the invoice within which they pay: 60 at most between professionals. Left out, as the law has it where
    /// nothing was agreed.
    payment_days: Option<i32>,
    /// The code of the price list that they buy by: 1 to 20 letters, digits, `-` and `_`.
    price_list: Option<String>,
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

/// Where goods may go.
#[derive(InputObject, Clone, Debug)]
pub struct DeliveryAddressInput {
    /// The id that it has, so that it stays the same place for who named it, or one of the client's own; left out, a new
    /// one.
    address_id: Option<Uuid>,
    /// What the customer calls the place, or who receives there; at most 100 characters.
    label: Option<String>,
    /// The place.
    address: AddressInput,
}

/// Where electronic invoices go (EN 16931, BT-49).
#[derive(InputObject, Clone, Debug)]
pub struct ElectronicAddressInput {
    /// The scheme, a code of the list EAS: `0225` for the French directory, `0088` for a GLN, `EM` for an e-mail.
    #[graphql(default = "0225")]
    scheme: String,
    /// The address within the scheme, 1 to 125 characters; of `0225` it begins with the SIREN.
    id: String,
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

impl PartyInput {
    /// All of it, new delivery addresses with ids that follow from the command.
    pub fn details(self, fresh: Fresh) -> Details {
        let places = self.delivery_addresses.into_iter().enumerate();
        let delivery_addresses = places.map(|(number, place)| directory::DeliveryAddress {
            id: place.address_id.unwrap_or_else(|| fresh.id(&format!("delivery address {number}"))),
            label: place.label,
            address: place.address.into(),
        });
        let electronic_address = self.electronic_address;
        Details {
            kind: self.kind.into(),
            name: self.name,
            contact_name: self.contact_name,
            email: self.email,
            phone: self.phone,
            billing_address: self.billing_address.map(Into::into),
            delivery_addresses: delivery_addresses.collect(),
            siren: self.siren,
            siret: self.siret,
            vat_number: self.vat_number,
            accise: self.accise,
            electronic_address: electronic_address
                .map(|it| ElectronicAddress { scheme: it.scheme, id: it.id }),
            payment_days: self.payment_days,
            price_list: self.price_list,
            language: self.language.into(),
            marketing_consent: self.marketing_consent.map(Into::into),
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
