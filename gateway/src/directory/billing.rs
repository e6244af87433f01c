//! What an invoice needs of its buyer.

use domain::units::{EstateId, PartyId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::terms::days_by_default;
use super::{
    Address, DeliveryAddress, DirectoryError, ElectronicAddress, Kind, Party, PartyRefusal, Tongue, party,
};

/// Something that an invoice to that buyer must tell, and that the directory does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Mention {
    /// The address that it is billed to (CGI, annexe II, 242 nonies A, I, 1°; C. com., L. 441-9).
    BillingAddress,
    /// The SIREN of a French enterprise (CGI, annexe II, 242 nonies A, I, 1° bis, of décret 2022-1299).
    Siren,
    /// The VAT number of an enterprise elsewhere in the Union (CGI, annexe II, 242 nonies A, I, 3°).
    VatNumber,
    /// Where the electronic invoice of a French enterprise goes (EN 16931, BT-49; the reform's rules ask for it).
    ElectronicAddress,
}

/// A buyer, as an invoice takes it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// Whether they buy for themselves: other mentions, other terms.
    pub is_consumer: bool,
    /// What is missing for any invoice, in order; empty when one can be issued.
    pub missing: Vec<Mention>,
    /// Days from the invoice within which they pay, as agreed or as the law has it.
    pub payment_days: i32,
    /// The language of the invoice.
    pub language: Tongue,
    /// The code of the price list that they buy by.
    pub price_list: Option<String>,
    /// All that is printed of them: what is sealed with the invoice, and nowhere else.
    pub identity: BuyerIdentity,
}

/// Who a buyer is, as an invoice prints it. It is personal: it is kept under seal alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerIdentity {
    /// Of a company its name, of a person the full name.
    pub name: String,
    /// To whose attention.
    pub contact_name: Option<String>,
    /// Where the invoice goes by e-mail.
    pub email: Option<String>,
    /// Where it goes by post, and who owes.
    pub billing_address: Option<Address>,
    /// Where goods may go, the usual place first: the dispatch says which; none for the billing address.
    pub delivery_addresses: Vec<DeliveryAddress>,
    /// SIREN.
    pub siren: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Number for VAT.
    pub vat_number: Option<String>,
    /// Number of an operator in suspension of excise.
    pub accise: Option<String>,
    /// Where the electronic invoice goes.
    pub electronic_address: Option<ElectronicAddress>,
}

/// France and what counts as France for VAT and has a SIREN: the overseas departments, and Monaco for VAT alone.
const FRENCH: [&str; 7] = ["FR", "GP", "MQ", "GF", "RE", "YT", "MC"];

/// The countries of the Union but for France (ISO 3166).
const UNION: [&str; 26] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The buyer of that id. Refused for somebody who is unknown or was erased.
pub async fn buyer(
    connection: &mut PgConnection,
    estate: EstateId,
    id: PartyId,
) -> Result<Buyer, DirectoryError> {
    let party = party(connection, estate, id).await?.ok_or(PartyRefusal::NotFound)?;
    let buyer = party.buyer().ok_or(PartyRefusal::Erased)?;
    Ok(buyer)
}

impl Party {
    /// The party as a buyer; `None` once it was erased.
    pub fn buyer(&self) -> Option<Buyer> {
        let identity = BuyerIdentity {
            name: self.name.clone()?,
            contact_name: self.contact_name.clone(),
            email: self.email.clone(),
            billing_address: self.billing_address.clone(),
            delivery_addresses: self.delivery_addresses().cloned().collect(),
            siren: self.siren.clone(),
            siret: self.siret.clone(),
            vat_number: self.vat_number.clone(),
            accise: self.accise.clone(),
            electronic_address: self.electronic_address(),
        };
        Some(Buyer {
            is_consumer: self.kind == Kind::Consumer,
            missing: identity.missing(self.kind),
            payment_days: self.payment_days.unwrap_or_else(|| days_by_default(self.kind)),
            language: self.language?,
            price_list: self.price_list.clone(),
            identity,
        })
    }
}

impl BuyerIdentity {
    fn missing(&self, kind: Kind) -> Vec<Mention> {
        let is_professional = kind != Kind::Consumer;
        let country = self.billing_address.as_ref().map_or("FR", |address| address.country.as_str());
        let is_french = is_professional && FRENCH.contains(&country);
        // An enterprise of Monaco has a French VAT number and no SIREN; its electronic address must then be told.
        let needs_siren = is_french && country != "MC";
        let needs_vat_number = is_professional && (UNION.contains(&country) || country == "MC");
        let mentions = [
            (Mention::BillingAddress, self.billing_address.is_none()),
            (Mention::Siren, needs_siren && self.siren.is_none()),
            (Mention::VatNumber, needs_vat_number && self.vat_number.is_none()),
            (Mention::ElectronicAddress, is_french && self.electronic_address.is_none()),
        ];
        mentions.into_iter().filter(|(_, is_missing)| *is_missing).map(|(mention, _)| mention).collect()
    }
}
