use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::terms::SaleDestination;
use crate::units::{Date, LotId, Money, PartyId};

/// One line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLine {
    /// The lot the bottles are taken from.
    pub lot: LotId,
    /// How many.
    pub bottles: i64,
    /// The price of one bottle without VAT.
    pub unit_price_cents: Money,
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
    /// The bottles left.
    OrderDispatched {
        /// The day.
        occurred_on: Date,
    },
    /// The order will not be delivered.
    OrderCancelled {
        /// Why.
        reason: String,
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(OrderEvent {
    OrderPlaced = "1",
    OrderConfirmed = "1",
    OrderDispatched = "1",
    OrderCancelled = "1",
});
