use domain::units::PartyId;
use projections::paging::Listed;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Address, Consent, DeliveryAddress, Details, ElectronicAddress, Tongue};

/// What a party is to the estate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// A company, an association, a public body that buys.
    Company,
    /// A person who buys for themselves.
    Consumer,
    /// Who sells to the estate.
    Supplier,
    /// Who carries its goods.
    Carrier,
}

impl Kind {
    /// Its name in storage and interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "COMPANY",
            Self::Consumer => "CONSUMER",
            Self::Supplier => "SUPPLIER",
            Self::Carrier => "CARRIER",
        }
    }
}

/// A party of the estate. What is personal is `None` once it was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its id, the one that events name.
    pub id: PartyId,
    /// How often it was written; a change names the one it changes.
    pub revision: i64,
    /// What it is.
    pub kind: Kind,
    /// The text by which it stands in lists.
    #[serde(skip_serializing)]
    pub sort_key: String,
    /// Of a company its name, of a person the full name.
    pub name: Option<String>,
    /// Whom one speaks to there.
    pub contact_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Where invoices go.
    pub billing_address: Option<Address>,
    /// Where goods go as a rule.
    pub delivery_address: Option<DeliveryAddress>,
    /// Where they may go besides.
    pub further_delivery_addresses: Option<Vec<DeliveryAddress>>,
    /// SIREN.
    pub siren: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Number for VAT.
    pub vat_number: Option<String>,
    /// Number of an operator in suspension of excise.
    pub accise: Option<String>,
    /// Where electronic invoices go, when it does not follow from the SIREN.
    pub electronic_address: Option<ElectronicAddress>,
    /// Days from the invoice within which they pay, where they were agreed.
    pub payment_days: Option<i32>,
    /// The code of the price list that they buy by.
    pub price_list: Option<String>,
    /// The language one writes to them in.
    pub language: Option<Tongue>,
    /// Whether they may be written to for marketing.
    pub marketing_consent: Option<Consent>,
    /// When it was entered.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was last changed.
    #[serde(with = "time::serde::rfc3339")]
    pub updated_at: OffsetDateTime,
    /// When it was erased.
    #[serde(with = "time::serde::rfc3339::option")]
    pub erased_at: Option<OffsetDateTime>,
}

impl Party {
    /// Where goods may go, the usual place first.
    pub fn delivery_addresses(&self) -> impl Iterator<Item = &DeliveryAddress> {
        self.delivery_address.iter().chain(self.further_delivery_addresses.iter().flatten())
    }

    /// Where electronic invoices go: as it was told, or as it follows from the SIREN.
    pub fn electronic_address(&self) -> Option<ElectronicAddress> {
        self.electronic_address.clone().or_else(|| self.siren.as_deref().map(ElectronicAddress::of))
    }

    /// All that was entered, to be changed in part; `None` once it was erased.
    pub(super) fn details(&self) -> Option<Details> {
        let Self { contact_name, email, phone, billing_address, siren, siret, vat_number, .. } = self.clone();
        Some(Details {
            kind: self.kind,
            name: self.name.clone()?,
            contact_name,
            email,
            phone,
            billing_address,
            delivery_addresses: self.delivery_addresses().cloned().collect(),
            siren,
            siret,
            vat_number,
            accise: self.accise.clone(),
            electronic_address: self.electronic_address.clone(),
            payment_days: self.payment_days,
            price_list: self.price_list.clone(),
            language: self.language?,
            marketing_consent: self.marketing_consent.clone(),
        })
    }
}

impl Listed for Party {
    const FROM: &'static str = "directory.parties";
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.sort_key", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (String, PartyId);

    fn place(&self) -> Self::Place {
        (self.sort_key.clone(), self.id)
    }
}
