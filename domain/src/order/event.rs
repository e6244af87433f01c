use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::invoice::PriceBasis;
use crate::terms::SaleDestination;
use crate::units::{ArticleId, Date, InvoiceId, LotId, Money, PartyId, Rate};

/// What a line of an order asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Wanted {
    /// Bottles of this lot.
    Lot(LotId),
    /// Bottles of whichever of the article's lots, chosen when the order is confirmed.
    Article(ArticleId),
}

/// One line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLine {
    /// What is asked for.
    pub wanted: Wanted,
    /// How many.
    pub bottles: i64,
    /// The price of one bottle, in the basis of the order.
    pub unit_price_cents: Money,
    /// What is taken off the line, from nothing to the whole.
    pub discount: Option<Rate>,
}

/// Bottles of a lot that were chosen for an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Allotment {
    /// The article of the line.
    pub article: ArticleId,
    /// The lot.
    pub lot: LotId,
    /// How many.
    pub bottles: i64,
}

/// Bottles of a lot that leave, stay or come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineCount {
    /// The lot.
    pub lot: LotId,
    /// How many.
    pub bottles: i64,
}

/// What has happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum OrderEvent {
    /// A customer ordered.
    OrderPlaced {
        /// The customer in the directory; none at the counter.
        customer: Option<PartyId>,
        /// Where the bottles go.
        destination: SaleDestination,
        /// Whether its prices are without or with VAT.
        basis: PriceBasis,
        /// What is ordered, each lot and each article once.
        lines: Vec<OrderLine>,
        /// The day.
        occurred_on: Date,
    },
    /// It was changed before anything was set aside; the last statement holds.
    OrderAmended {
        /// The customer in the directory; none at the counter.
        customer: Option<PartyId>,
        /// Where the bottles go.
        destination: SaleDestination,
        /// Whether its prices are without or with VAT.
        basis: PriceBasis,
        /// What is ordered, each lot and each article once.
        lines: Vec<OrderLine>,
        /// The day.
        occurred_on: Date,
    },
    /// The bottles were set aside.
    OrderConfirmed {
        /// The lots that were chosen for articles; a line that names its lot has none.
        allotted: Vec<Allotment>,
        /// The day.
        occurred_on: Date,
    },
    /// All bottles that had not left yet left.
    OrderDispatched {
        /// The day.
        occurred_on: Date,
    },
    /// A part of the bottles left, and some remain.
    OrderPartDispatched {
        /// What left.
        lines: Vec<LineCount>,
        /// The day.
        occurred_on: Date,
    },
    /// Bottles of a dispatch came back.
    OrderReturned {
        /// Which, by its place among the order's dispatches, from 1 on.
        dispatch: u32,
        /// What came back.
        lines: Vec<LineCount>,
        /// Why, in the person's words.
        reason: String,
        /// The day.
        occurred_on: Date,
    },
    /// Dispatches were invoiced.
    OrderInvoiced {
        /// The invoice.
        invoice: InvoiceId,
        /// Which, by their place among the order's dispatches, from 1 on.
        dispatches: Vec<u32>,
        /// The day.
        occurred_on: Date,
    },
    /// The invoice was taken back whole: its dispatches may be invoiced anew.
    OrderInvoiceTakenBack {
        /// The invoice.
        invoice: InvoiceId,
        /// The day.
        occurred_on: Date,
    },
    /// What has not left will not be delivered.
    OrderCancelled {
        /// Why.
        reason: String,
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(OrderEvent {
    OrderPlaced = "3",
    OrderAmended = "1",
    OrderConfirmed = "2",
    OrderDispatched = "1",
    OrderPartDispatched = "1",
    OrderReturned = "1",
    OrderInvoiced = "1",
    OrderInvoiceTakenBack = "1",
    OrderCancelled = "1",
});
