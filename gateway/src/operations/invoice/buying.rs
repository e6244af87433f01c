use std::collections::BTreeSet;

use domain::invoice::{
    Buyer, BuyerKind, Carriage, DraftLine, InvoiceDraft, Item, Mention, PriceBasis, Terms, VatTreatment,
};
use domain::terms::SaleDestination;
use domain::units::{Date, Money, OrderId, PartyId, Rate};
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
    /// VAT is due with the invoice and not with the payment.
    pub vat_on_debits: bool,
    /// The seller is below the threshold and charges no VAT.
    pub small_business: bool,
    /// How what left travels.
    pub carrying: Carrying,
}

/// How bottles travel, so that the invoice can accompany them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Carrying {
    /// Who carries them; the estate itself where nobody is told.
    pub carrier: Option<PartyId>,
    /// The reference of the movement; the number of the invoice where there is no other.
    pub reference: Option<String>,
    /// How many packages.
    pub packages: Option<u32>,
    /// What they weigh, in grams.
    pub gross_weight_g: Option<i64>,
}

impl Carrying {
    /// The journey that began on that day.
    pub(super) fn departed(&self, departed_on: Date) -> Carriage {
        let Self { carrier, reference, packages, gross_weight_g } = self.clone();
        Carriage { departed_on, reference, carrier, packages, gross_weight_g }
    }
}

/// Something that is charged and is no wine of a lot.
#[derive(Clone, Debug, Serialize)]
pub struct Charge {
    /// What it is, as it is printed.
    pub label: String,
    /// True for a service, false for goods.
    pub service: bool,
    /// How many.
    pub count: i64,
    /// The price of one, in the basis of the document.
    pub unit_price_cents: Money,
    /// The rate of VAT; as wine where it is not told.
    pub vat_rate: Option<Rate>,
}

/// What a draft takes from what was sold.
pub(super) struct Sold {
    pub(super) order: Option<OrderId>,
    pub(super) supplied_on: Date,
    pub(super) basis: PriceBasis,
    pub(super) destination: Option<SaleDestination>,
    pub(super) lines: Vec<DraftLine>,
    pub(super) carriage: Option<Carriage>,
    pub(super) seller_described: bool,
}

impl Buying {
    /// How VAT stands on wine that goes there.
    pub(super) fn treatment(&self, destination: Option<&SaleDestination>) -> VatTreatment {
        if self.small_business {
            VatTreatment::SmallBusiness
        } else {
            treatment(self.buyer.kind, destination)
        }
    }

    /// The draft of an invoice for what was sold, and for what is charged besides.
    pub(super) fn draft(&self, sold: Sold, charges: &[Charge]) -> InvoiceDraft {
        let wine = self.treatment(sold.destination.as_ref());
        let charge = |charge: &Charge| DraftLine {
            label: charge.label.clone(),
            item: if charge.service { Item::Service } else { Item::Goods },
            count: charge.count,
            unit_price_cents: charge.unit_price_cents,
            discount: None,
            vat: match (wine, charge.vat_rate) {
                (VatTreatment::Standard(_), Some(rate)) => VatTreatment::Standard(rate),
                _ => wine,
            },
        };
        InvoiceDraft {
            supplied_on: sold.supplied_on,
            seller_described: sold.seller_described,
            buyer: self.buyer.clone(),
            known: self.known.clone(),
            order: sold.order,
            dispatches: Vec::new(),
            buyer_reference: self.reference.clone(),
            basis: sold.basis,
            lines: sold.lines.into_iter().chain(charges.iter().map(charge)).collect(),
            prepaid_cents: Money::ZERO,
            terms: self.terms,
            vat_on_debits: self.vat_on_debits,
            destination: sold.destination,
            carriage: sold.carriage,
        }
    }
}

/// How VAT stands on wine that goes there, of a seller who charges VAT (CGI, art. 262, I; 262 ter, I; 293 B).
pub fn treatment(buyer: BuyerKind, destination: Option<&SaleDestination>) -> VatTreatment {
    match destination {
        Some(SaleDestination::Export { country }) if !country.is_in_the_union() => VatTreatment::Export,
        Some(SaleDestination::Export { .. }) if buyer == BuyerKind::Company => VatTreatment::IntraCommunity,
        _ => VatTreatment::WINE,
    }
}
