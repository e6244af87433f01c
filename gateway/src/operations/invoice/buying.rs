use std::collections::BTreeSet;

use domain::decider::Refusal;
use domain::estate::Estate;
use domain::identity::EstateIdentity;
use domain::invoice::{
    Buyer, BuyerKind, Carriage, Carrying, Charge, DraftLine, InvoiceDraft, KnownSeller, Mention, PriceBasis,
    Terms, VatTreatment,
};
use domain::terms::SaleDestination;
use domain::units::{Date, Money, OrderId};
use journal::{Unit, UnitError};
use serde::Serialize;

/// Who buys and on what terms: what stands on an invoice besides what is sold.
#[derive(Clone, Debug, Serialize)]
pub struct Buying {
    /// Who.
    pub buyer: Buyer,
    /// What the directory knows of them. It follows from the directory, not from the command.
    #[serde(skip)]
    pub known: BTreeSet<Mention>,
    /// Their own reference.
    pub reference: Option<String>,
    /// How and when it is to be paid.
    pub terms: Terms,
    /// VAT is due with the invoice and not with the payment; as the estate keeps its books where it is not told.
    pub vat_on_debits: Option<bool>,
    /// How what left travels.
    pub carrying: Carrying,
}

/// What a draft takes from what was sold.
pub(super) struct Sold {
    pub(super) order: Option<OrderId>,
    pub(super) supplied_on: Date,
    pub(super) basis: PriceBasis,
    pub(super) destination: Option<SaleDestination>,
    pub(super) lines: Vec<DraftLine>,
    pub(super) carriage: Option<Carriage>,
}

/// How the estate stands as a seller when it invoices.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    seller: Option<KnownSeller>,
    small_business: bool,
    vat_on_debits: bool,
}

impl Standing {
    /// How its books tell it.
    pub(super) async fn of(unit: &mut Unit) -> Result<Self, UnitError> {
        let estate = unit.estate().uuid();
        let state = unit.state::<Estate>(estate).await?;
        let books = state.books().map_err(Refusal::from)?;
        let known = |identity: &EstateIdentity| KnownSeller { has_vat_number: identity.vat_number.is_some() };
        Ok(Self {
            seller: books.identity.as_deref().map(known),
            small_business: books.bookkeeping.small_business,
            vat_on_debits: books.bookkeeping.vat_on_debits,
        })
    }

    /// How VAT stands on wine that goes there.
    pub(super) fn treatment(self, buyer: BuyerKind, destination: Option<&SaleDestination>) -> VatTreatment {
        treatment(self.small_business, buyer, destination)
    }
}

impl Buying {
    /// The draft of an invoice for what was sold, and for what is charged besides.
    pub(super) fn draft(&self, standing: Standing, sold: Sold, charges: &[Charge]) -> InvoiceDraft {
        let wine = standing.treatment(self.buyer.kind, sold.destination.as_ref());
        InvoiceDraft {
            supplied_on: sold.supplied_on,
            seller: standing.seller,
            buyer: self.buyer.clone(),
            known: self.known.clone(),
            order: sold.order,
            dispatches: Vec::new(),
            buyer_reference: self.reference.clone(),
            basis: sold.basis,
            lines: sold.lines.into_iter().chain(charges.iter().map(|charge| charge.line(wine))).collect(),
            prepaid_cents: Money::ZERO,
            terms: self.terms,
            vat_on_debits: self.vat_on_debits.unwrap_or(standing.vat_on_debits),
            destination: sold.destination,
            carriage: sold.carriage,
        }
    }
}

/// How VAT stands on wine that goes there (CGI, art. 262, I; 262 ter, I; 293 B).
pub fn treatment(
    small_business: bool,
    buyer: BuyerKind,
    destination: Option<&SaleDestination>,
) -> VatTreatment {
    match destination {
        _ if small_business => VatTreatment::SmallBusiness,
        Some(SaleDestination::Export { country }) if !country.is_in_the_union() => VatTreatment::Export,
        Some(SaleDestination::Export { .. }) if buyer == BuyerKind::Company => VatTreatment::IntraCommunity,
        _ => VatTreatment::WINE,
    }
}
