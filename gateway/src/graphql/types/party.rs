use async_graphql::{Context, Object, SimpleObject};
use uuid::Uuid;

use crate::clock::rfc3339;
use crate::directory;
use crate::graphql::context::session;
use crate::graphql::enums::{GqlMention, GqlPartyKind, GqlTongue};
use crate::graphql::scalars::GqlDate;
use crate::messages::{Labels, sentence};

/// A customer, supplier or carrier. What is personal is null once it was erased.
pub struct Party(pub directory::Party);

#[Object]
impl Party {
    /// Its id, the one that orders and events name.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// How often it was written; `updateParty` names the one that it changes.
    async fn revision(&self) -> i64 {
        self.0.revision
    }

    /// What it is to the estate.
    async fn kind(&self) -> GqlPartyKind {
        self.0.kind.into()
    }

    /// Of a company its name, of a person the full name.
    async fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Whom one speaks to there.
    async fn contact_name(&self) -> Option<&str> {
        self.0.contact_name.as_deref()
    }

    /// E-mail address.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// Telephone.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// Where invoices go.
    async fn billing_address(&self) -> Option<Address> {
        self.0.billing_address.clone().map(Into::into)
    }

    /// Where goods may go, the usual place first; as the invoices when there is none.
    async fn delivery_addresses(&self) -> Vec<DeliveryAddress> {
        self.0.delivery_addresses().cloned().map(Into::into).collect()
    }

    /// SIREN.
    async fn siren(&self) -> Option<&str> {
        self.0.siren.as_deref()
    }

    /// SIRET.
    async fn siret(&self) -> Option<&str> {
        self.0.siret.as_deref()
    }

    /// Number for VAT.
    async fn vat_number(&self) -> Option<&str> {
        self.0.vat_number.as_deref()
    }

    /// Number of an operator in suspension of excise.
    async fn accise(&self) -> Option<&str> {
        self.0.accise.as_deref()
    }

    /// Where electronic invoices go: as it was told, or as it follows from the SIREN.
    async fn electronic_address(&self) -> Option<ElectronicAddress> {
        let directory::ElectronicAddress { scheme, id } = self.0.electronic_address()?;
        Some(ElectronicAddress { scheme, id })
    }

    /// Days from the invoice within which they pay; null when none were agreed.
    async fn payment_days(&self) -> Option<i32> {
        self.0.payment_days
    }

    /// The code of the price list that they buy by.
    async fn price_list(&self) -> Option<&str> {
        self.0.price_list.as_deref()
    }

    /// What an invoice to them must tell and is not known: none can be issued before. Empty as well once it was erased.
    async fn missing_for_invoice(&self) -> Vec<GqlMention> {
        self.0.buyer().map_or_else(Vec::new, |buyer| buyer.missing.into_iter().map(Into::into).collect())
    }

    /// The language one writes to them in.
    async fn language(&self) -> Option<GqlTongue> {
        self.0.language.map(Into::into)
    }

    /// Whether they may be written to for marketing; null when they were not asked.
    async fn marketing_consent(&self) -> Option<MarketingConsent> {
        let consent = self.0.marketing_consent.clone()?;
        Some(MarketingConsent { given: consent.given, on: consent.on.into(), how: consent.how })
    }

    /// When it was entered, RFC 3339.
    async fn created_at(&self) -> String {
        rfc3339(self.0.created_at)
    }

    /// When it was last changed, RFC 3339.
    async fn updated_at(&self) -> String {
        rfc3339(self.0.updated_at)
    }

    /// When it was erased, RFC 3339.
    async fn erased_at(&self) -> Option<String> {
        self.0.erased_at.map(rfc3339)
    }
}

/// A postal address.
#[derive(SimpleObject)]
pub struct Address {
    /// Street and all that stands before the town.
    lines: Vec<String>,
    /// Postal code.
    postal_code: Option<String>,
    /// Town.
    city: String,
    /// ISO 3166, two capital letters.
    country: String,
}

impl From<directory::Address> for Address {
    fn from(address: directory::Address) -> Self {
        let directory::Address { lines, postal_code, city, country } = address;
        Self { lines, postal_code, city, country }
    }
}

/// Where goods may go.
#[derive(SimpleObject)]
pub struct DeliveryAddress {
    /// By which an order names it.
    id: Uuid,
    /// What the customer calls the place, or who receives there.
    label: Option<String>,
    /// The place.
    address: Address,
}

impl From<directory::DeliveryAddress> for DeliveryAddress {
    fn from(place: directory::DeliveryAddress) -> Self {
        Self { id: place.id, label: place.label, address: place.address.into() }
    }
}

/// Where electronic invoices go (EN 16931, BT-49).
#[derive(SimpleObject)]
pub struct ElectronicAddress {
    /// The scheme, a code of the list EAS.
    scheme: String,
    /// The address within the scheme.
    id: String,
}

/// Whether a person agreed, when, and how that is known.
#[derive(SimpleObject)]
pub struct MarketingConsent {
    /// Agreed, or refused.
    given: bool,
    /// When.
    on: GqlDate,
    /// By which means.
    how: String,
}

/// A person who was erased, and what the law has the estate keep all the same.
pub struct Erasure(pub directory::Erased);

#[Object]
impl Erasure {
    /// The person, of whom only the id is left.
    async fn party(&self) -> Party {
        Party(self.0.party.clone())
    }

    /// What has to be kept under seal, by its last day.
    async fn kept(&self) -> Vec<KeptRecord> {
        self.0.kept.iter().cloned().map(KeptRecord).collect()
    }

    /// True when no key of the person is left: then nothing that was sealed opens for anybody.
    async fn key_destroyed(&self) -> bool {
        self.0.key_destroyed
    }
}

/// A record that has to be kept although its person was erased.
pub struct KeptRecord(directory::Kept);

#[Object]
impl KeptRecord {
    /// The sealed record.
    async fn id(&self) -> Uuid {
        self.0.id
    }

    /// What it is.
    async fn what(&self) -> &str {
        &self.0.what
    }

    /// The day of the document.
    async fn made_on(&self) -> GqlDate {
        self.0.made_on.into()
    }

    /// The last day on which it is kept.
    async fn kept_until(&self) -> GqlDate {
        self.0.kept_until.into()
    }

    /// The legal ground: `ACCOUNTING`, `EXCISE_REGISTER`, `ACCOMPANYING_DOCUMENT`, `ONLINE_CONTRACT`, `TILL_RECORD`.
    async fn ground(&self) -> &'static str {
        self.0.ground.name()
    }

    /// Where the law says so.
    async fn source(&self) -> &'static str {
        self.0.ground.term(self.0.made_on).source
    }

    /// The sentence for the person.
    async fn message(&self, context: &Context<'_>) -> String {
        let params = vec![("kept_until", self.0.kept_until.into())];
        let ground = domain::decider::Refusal { code: self.0.ground.sentence(), params };
        sentence(&ground, &Labels::new(), session(context).language)
    }
}
