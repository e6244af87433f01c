use std::collections::BTreeSet;

use super::Mention;
use crate::invoice::{Buyer, Carriage, Charge, Item, PriceBasis, Terms, VatTreatment};
use crate::terms::SaleDestination;
use crate::units::{Date, DispatchId, Money, OrderId, Rate};

/// An invoice before it has a number: what is to be charged, not yet priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceDraft {
    /// The day on which goods left or services were done.
    pub supplied_on: Date,
    /// What is known of the seller, to be printed; nothing until they have stated who they are.
    pub seller: Option<KnownSeller>,
    /// Who buys.
    pub buyer: Buyer,
    /// What is known of the buyer, to be printed.
    pub known: BTreeSet<Mention>,
    /// The order it is made for.
    pub order: Option<OrderId>,
    /// The dispatches that it charges; those of its order are found when it is issued.
    pub dispatches: Vec<DispatchId>,
    /// The buyer's own reference.
    pub buyer_reference: Option<String>,
    /// Whether the prices are without or with VAT.
    pub basis: PriceBasis,
    /// What is charged.
    pub lines: Vec<DraftLine>,
    /// Paid before it was issued.
    pub prepaid_cents: Money,
    /// How and when it is to be paid.
    pub terms: Terms,
    /// VAT is due with the invoice and not with the payment.
    pub vat_on_debits: bool,
    /// Where the bottles go.
    pub destination: Option<SaleDestination>,
    /// How they travel.
    pub carriage: Option<Carriage>,
}

/// What is known of a seller who has stated who they are: name, form, SIREN, address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownSeller {
    /// Whether their VAT number is known too.
    pub has_vat_number: bool,
}

/// A line before it is priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// What is sold, as it is to be printed.
    pub label: String,
    /// What it is.
    pub item: Item,
    /// How many.
    pub count: i64,
    /// The price of one.
    pub unit_price_cents: Money,
    /// What is taken off.
    pub discount: Option<DraftDiscount>,
    /// How VAT stands on it.
    pub vat: VatTreatment,
}

impl Charge {
    /// Its line, where VAT stands on wine like that.
    pub fn line(&self, wine: VatTreatment) -> DraftLine {
        DraftLine {
            label: self.label.clone(),
            item: if self.service { Item::Service } else { Item::Goods },
            count: self.count,
            unit_price_cents: self.unit_price_cents,
            discount: None,
            vat: match (wine, self.vat_rate) {
                (VatTreatment::Standard(_), Some(rate)) => VatTreatment::Standard(rate),
                _ => wine,
            },
        }
    }
}

/// What is to be taken off a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDiscount {
    /// How much.
    pub off: Off,
    /// What for.
    pub reason: Option<String>,
}

/// How a discount is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// As a share of the line.
    Share(Rate),
    /// As an amount.
    Amount(Money),
}
