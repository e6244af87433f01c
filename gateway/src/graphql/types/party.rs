use async_graphql::{Context, Object, SimpleObject};
use uuid::Uuid;

use crate::clock::rfc3339;
use crate::directory;
use crate::graphql::context::session;
use crate::graphql::enums::{GqlPartyKind, GqlTongue};
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

    /// Where goods go; as the invoices when it is null.
    async fn delivery_address(&self) -> Option<Address> {
        self.0.delivery_address.clone().map(Into::into)
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
