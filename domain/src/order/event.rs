use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::invoice::PriceBasis;
use crate::terms::SaleDestination;
use crate::units::{Date, InvoiceId, LotId, Money, PartyId, Rate};

/// One line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLine {
    /// The lot the bottles are taken from.
    pub lot: LotId,
    /// How many.
    pub bottles: i64,
    /// The price of one bottle, in the basis of the order.
    pub unit_price_cents: Money,
    /// What is taken off the line, from nothing to the whole.
    pub discount: Option<Rate>,
}

/// Bottles of a line that leave or stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineCount {
    /// The lot of the line.
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
        /// What is ordered, each lot once.
        lines: Vec<OrderLine>,
        /// The day.
        occurred_on: Date,
    },
    /// The bottles were set aside.
    OrderConfirmed {
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
    OrderPlaced = "2",
    OrderConfirmed = "1",
    OrderDispatched = "1",
    OrderPartDispatched = "1",
    OrderInvoiced = "1",
    OrderInvoiceTakenBack = "1",
    OrderCancelled = "1",
});
