use std::collections::BTreeSet;

use async_graphql::{Context, InputObject};
use domain::invoice::{
    Buyer, BuyerKind, Carrying, Charge, Language, PriceBasis, SavedDraft, SealedIdentity, Series, Terms,
};
use domain::terms::Country;
use domain::units::{Date, PartyId};
use uuid::Uuid;

use crate::directory::{self, BuyerIdentity, DirectoryError, Ground, PartyRefusal, ToSeal};
use crate::graphql::context::{app, read, session};
use crate::graphql::fault;
use crate::graphql::outcome::Declined;
use crate::graphql::parties::{self, by, settled};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};
use crate::operations::{Buying, Fresh};

/// What stands on an invoice besides what is sold.
#[derive(InputObject, Clone, Debug, Default)]
pub struct InvoiceTermsInput {
    /// The last day for payment; as it was agreed with the customer where it is not told, otherwise 30 days after the
    /// invoice for a business (C. com., art. L. 441-10, I) and at once for a private person.
    due_on: Option<GqlDate>,
    /// A year's rate for payment in advance; none is granted where it is not told.
    early_discount: Option<GqlRate>,
    /// A year's rate for payment too late; the European Central Bank's plus ten points where it is not told.
    late_penalty: Option<GqlRate>,
    /// The buyer's own reference.
    buyer_reference: Option<String>,
    /// VAT is due with the invoice and not with the payment; as the estate keeps its books where it is not told.
    vat_on_debits: Option<bool>,
    /// How what left travels, so that the invoice can serve as its accompanying document (DSA).
    carriage: Option<CarriageInput>,
}

impl InvoiceTermsInput {
    /// The same as it is written down before the invoice is issued; what is charged is told beside it.
    pub fn saved(self) -> SavedDraft {
        SavedDraft {
            order: None,
            customer: None,
            series: Series::INVOICES,
            basis: PriceBasis::Net,
            charges: Vec::new(),
            due_on: self.due_on.map(|day| day.0),
            early_discount: self.early_discount.map(|rate| rate.0),
            late_penalty: self.late_penalty.map(|rate| rate.0),
            buyer_reference: self.buyer_reference,
            vat_on_debits: self.vat_on_debits,
            carrying: self.carriage.map(Carrying::from).unwrap_or_default(),
        }
    }

    /// What was written down.
    pub fn of(draft: &SavedDraft) -> Self {
        let Carrying { carrier, reference, packages, gross_weight_g } = draft.carrying.clone();
        Self {
            due_on: draft.due_on.map(Into::into),
            early_discount: draft.early_discount.map(GqlRate),
            late_penalty: draft.late_penalty.map(GqlRate),
            buyer_reference: draft.buyer_reference.clone(),
            vat_on_debits: draft.vat_on_debits,
            carriage: Some(CarriageInput {
                carrier_id: carrier.map(PartyId::uuid),
                reference,
                packages,
                gross_weight_g,
            }),
        }
    }
}

/// How bottles travel.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CarriageInput {
    /// Who carries them, in the directory; the estate itself where nobody is told.
    carrier_id: Option<Uuid>,
    /// The reference of the movement, 40 characters at most; the number of the invoice where there is no other.
    reference: Option<String>,
    /// How many packages.
    packages: Option<u32>,
    /// What they weigh, in grams.
    gross_weight_g: Option<i64>,
}

impl From<CarriageInput> for Carrying {
    fn from(input: CarriageInput) -> Self {
        let CarriageInput { carrier_id, reference, packages, gross_weight_g } = input;
        Self { carrier: carrier_id.map(PartyId::new), reference, packages, gross_weight_g }
    }
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
    let carrying = terms.carriage.clone().map(Carrying::from).unwrap_or_default();
    if let Err(declined) = parties::known(context, carrying.carrier, fresh).await? {
        return Ok(Err(declined));
    }
    let (buyer, known, days) = match customer {
        None => (passer_by(), BTreeSet::new(), 0),
        Some(id) => {
            let found =
                read(context, async |connection, estate| directory::party(connection, estate, id).await);
            let party = found.await?.ok_or(DirectoryError::from(PartyRefusal::NotFound));
            let found =
                party.and_then(|party| Ok((party.kind.buyer(), party.buyer().ok_or(PartyRefusal::Erased)?)));
            let (kind, found) = match settled(context, found).await? {
                Ok(found) => found,
                Err(declined) => return Ok(Err(declined)),
            };
            let identity = match seal(context, id, &found.identity, fresh, on).await? {
                Ok(identity) => identity,
                Err(declined) => return Ok(Err(declined)),
            };
            let buyer = Buyer {
                party: Some(id),
                kind,
                identity: Some(identity),
                country: found.identity.country(),
                language: found.language.into(),
            };
            (buyer, found.identity.known(), u16::try_from(found.payment_days).unwrap_or(0))
        }
    };
    Ok(Ok(Buying {
        terms: Terms {
            due_on: terms.due_on.map_or_else(|| on.plus_days(days), |day| day.0),
            early_discount: terms.early_discount.map(|rate| rate.0),
            late_penalty: terms.late_penalty.map(|rate| rate.0),
        },
        reference: terms.buyer_reference,
        vat_on_debits: terms.vat_on_debits,
        buyer,
        known,
        carrying,
    }))
}

async fn seal(
    context: &Context<'_>,
    party: PartyId,
    identity: &BuyerIdentity,
    fresh: Fresh,
    on: Date,
) -> async_graphql::Result<Result<SealedIdentity, Declined>> {
    let (pool, estate) = (&app(context).pool, session(context).estate);
    let content = serde_json::to_value(identity).map_err(|error| fault(session(context), &error))?;
    let record = ToSeal {
        id: fresh.id("identity"),
        party,
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
