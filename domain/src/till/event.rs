use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Takings;
use crate::decider::domain_events;
use crate::invoice::{InvoiceNumber, VatTotal};
use crate::terms::PaymentMeans;
use crate::units::{Date, InvoiceId, Money, Month, PaymentId};

/// What has happened to the till of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum TillEvent {
    /// A document was issued.
    SaleEntered {
        /// The document.
        document: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// What it comes to by treatment; below zero for a credit note, and for an invoice that was replaced.
        vat: Vec<VatTotal>,
        /// The day.
        occurred_on: Date,
    },
    /// Money came in, was given back, or counts no longer.
    PaymentEntered {
        /// The payment.
        payment: PaymentId,
        /// The invoice.
        document: InvoiceId,
        /// How.
        means: PaymentMeans,
        /// How much; below zero for what was given back, or counts no longer.
        amount_cents: Money,
        /// The day.
        occurred_on: Date,
    },
    /// A day was closed: nothing is dated on it or before it any more.
    DayClosed {
        /// The totals of the day.
        closing: Closing,
        /// The day.
        occurred_on: Date,
    },
    /// A month was closed.
    MonthClosed {
        /// The month.
        month: Month,
        /// The totals of its days.
        closing: Closing,
        /// Its last day.
        occurred_on: Date,
    },
    /// The year was closed.
    YearClosed {
        /// The year.
        year: u16,
        /// The totals of its months.
        closing: Closing,
        /// Its last day.
        occurred_on: Date,
    },
}

/// The totals with which a time was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Closing {
    /// Those of the time.
    pub takings: Takings,
    /// What was sold with VAT since the first document of the estate (grand total perpétuel).
    pub grand_total_cents: Money,
    /// What was paid since the first payment of the estate.
    pub grand_received_cents: Money,
}

domain_events!(TillEvent {
    SaleEntered = "1",
    PaymentEntered = "1",
    DayClosed = "1",
    MonthClosed = "1",
    YearClosed = "1",
});
