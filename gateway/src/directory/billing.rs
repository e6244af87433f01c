//! What an invoice needs of its buyer.

use std::collections::BTreeSet;

use domain::invoice::{BuyerKind, Mention};
use domain::terms::Country;
use domain::units::{EstateId, PartyId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::terms::days_by_default;
use super::{
    Address, DeliveryAddress, DirectoryError, ElectronicAddress, Kind, Party, PartyRefusal, Tongue, party,
};

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
    /// What is known of the buyer of all that an invoice may tell.
    pub fn known(&self) -> BTreeSet<Mention> {
        let told = [
            (true, Mention::Name),
            (self.billing_address.is_some(), Mention::BillingAddress),
            (self.siren.is_some(), Mention::Siren),
            (self.vat_number.is_some(), Mention::VatNumber),
            (self.electronic_address.is_some(), Mention::ElectronicAddress),
        ];
        told.into_iter().filter(|(told, _)| *told).map(|(_, mention)| mention).collect()
    }

    /// The country that it is billed to; France where no address is told.
    pub fn country(&self) -> Country {
        let address = self.billing_address.as_ref();
        address.and_then(|address| Country::parse(&address.country)).unwrap_or(Country::FRANCE)
    }

    fn missing(&self, kind: Kind) -> Vec<Mention> {
        let known = self.known();
        let mut missing = Mention::wanted(kind.buyer(), self.country(), &[]);
        missing.retain(|mention| !known.contains(mention));
        missing
    }
}

impl Kind {
    /// What it is in law when it buys.
    pub const fn buyer(self) -> BuyerKind {
        match self {
            Self::Consumer => BuyerKind::Consumer,
            Self::Company | Self::Supplier | Self::Carrier => BuyerKind::Company,
        }
    }
}
