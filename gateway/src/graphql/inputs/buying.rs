use std::collections::BTreeSet;

use async_graphql::{Context, InputObject};
use domain::invoice::{Buyer, BuyerKind, Language, Mention, SealedIdentity, Terms};
use domain::terms::Country;
use domain::units::{Date, PartyId};
use serde_json::json;
use uuid::Uuid;

use crate::directory::{self, Ground, Kind, Party, PartyRefusal, ToSeal, Tongue};
use crate::graphql::context::{app, read, session};
use crate::graphql::outcome::Declined;
use crate::graphql::parties::{by, settled};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};
use crate::operations::{Buying, Charge, Fresh};

/// Days between an invoice and its payment where nothing else is told: 30 between businesses (C. com., art. L. 441-10, I), at
/// once for a private person.
const DAYS_BETWEEN_BUSINESSES: u16 = 30;

/// What stands on an invoice besides what is sold.
#[derive(InputObject, Clone, Debug, Default)]
pub struct InvoiceTermsInput {
    /// The last day for payment; 30 days after the invoice for a business, at once for a private person where it is not told.
    due_on: Option<GqlDate>,
    /// A year's rate for payment in advance; none is granted where it is not told.
    early_discount: Option<GqlRate>,
    /// A year's rate for payment too late; the European Central Bank's plus ten points where it is not told.
    late_penalty: Option<GqlRate>,
    /// The buyer's own reference.
    buyer_reference: Option<String>,
    /// VAT is due with the invoice and not with the payment.
    vat_on_debits: Option<bool>,
    /// The seller is below the threshold and charges no VAT (CGI, art. 293 B).
    small_business: Option<bool>,
}

/// Something that is charged and is no wine of a lot.
#[derive(InputObject, Clone, Debug)]
pub struct ChargeInput {
    /// What it is, as it is printed.
    label: String,
    /// True for a service, transport say; false for goods.
    service: bool,
    /// How many.
    count: i64,
    /// The price of one, in the basis of the document.
    unit_price: GqlMoney,
    /// The rate of VAT; as wine where it is not told.
    vat_rate: Option<GqlRate>,
}

impl From<ChargeInput> for Charge {
    fn from(input: ChargeInput) -> Self {
        Self {
            label: input.label,
            service: input.service,
            count: input.count,
            unit_price_cents: input.unit_price.0,
            vat_rate: input.vat_rate.map(|rate| rate.0),
        }
    }
}

/// Who buys and on what terms: the customer's identity is sealed as it will be printed, under an id that follows from the
/// command, so that the command sent again names the same.
pub async fn buying(
    context: &Context<'_>,
    customer: Option<PartyId>,
    terms: InvoiceTermsInput,
    fresh: Fresh,
    on: Date,
) -> async_graphql::Result<Result<Buying, Declined>> {
    let (buyer, known) = match customer {
        None => (passer_by(), BTreeSet::new()),
        Some(id) => {
            let found =
                read(context, async |connection, estate| directory::party(connection, estate, id).await);
            let Some(party) = found.await? else {
                return settled(context, Err(PartyRefusal::NotFound.into())).await;
            };
            let identity = match seal(context, &party, fresh, on).await? {
                Ok(identity) => identity,
                Err(declined) => return Ok(Err(declined)),
            };
            (buyer(&party, identity), known(&party))
        }
    };
    let days = if buyer.kind == BuyerKind::Company { DAYS_BETWEEN_BUSINESSES } else { 0 };
    Ok(Ok(Buying {
        terms: Terms {
            due_on: terms.due_on.map_or_else(|| on.plus_days(days), |day| day.0),
            early_discount: terms.early_discount.map(|rate| rate.0),
            late_penalty: terms.late_penalty.map(|rate| rate.0),
        },
        reference: terms.buyer_reference,
        vat_on_debits: terms.vat_on_debits.unwrap_or(false),
        small_business: terms.small_business.unwrap_or(false),
        buyer,
        known,
    }))
}

async fn seal(
    context: &Context<'_>,
    party: &Party,
    fresh: Fresh,
    on: Date,
) -> async_graphql::Result<Result<SealedIdentity, Declined>> {
    let (pool, estate) = (&app(context).pool, session(context).estate);
    let content = json!({
        "name": party.name,
        "contactName": party.contact_name,
        "email": party.email,
        "billingAddress": party.billing_address,
        "deliveryAddress": party.delivery_address,
        "siren": party.siren,
        "siret": party.siret,
        "vatNumber": party.vat_number,
    });
    let record = ToSeal {
        id: fresh.id("identity"),
        party: party.id,
        what: "invoice identity",
        made_on: on,
        ground: Ground::Accounting,
        content: &content,
    };
    let sealed = directory::seal_once(pool, estate, &by(context), record).await;
    let sealed = settled(context, sealed).await?;
    Ok(sealed.map(|sealed| SealedIdentity { id: sealed.id, sha256: hex::encode(sealed.sha256) }))
}

/// Somebody at the counter who did not say their name.
fn passer_by() -> Buyer {
    let (kind, language) = (BuyerKind::Consumer, Language::French);
    Buyer { party: None, kind, identity: None, country: Country::FRANCE, language }
}

fn buyer(party: &Party, identity: SealedIdentity) -> Buyer {
    let address = party.billing_address.as_ref();
    Buyer {
        party: Some(party.id),
        kind: if party.kind == Kind::Consumer { BuyerKind::Consumer } else { BuyerKind::Company },
        identity: Some(identity),
        country: address.and_then(|address| Country::parse(&address.country)).unwrap_or(Country::FRANCE),
        language: match party.language {
            Some(Tongue::English) => Language::English,
            Some(Tongue::French) | None => Language::French,
        },
    }
}

fn known(party: &Party) -> BTreeSet<Mention> {
    let told = [
        (party.name.is_some(), Mention::Name),
        (party.billing_address.is_some(), Mention::Address),
        (party.siren.is_some(), Mention::Siren),
        (party.vat_number.is_some(), Mention::VatNumber),
    ];
    told.into_iter().filter(|(told, _)| *told).map(|(_, mention)| mention).collect()
}

/// The customer of that id.
pub fn customer(id: Option<Uuid>) -> Option<PartyId> {
    id.map(PartyId::new)
}
