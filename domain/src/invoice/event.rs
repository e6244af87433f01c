use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Invoice, InvoiceNumber, SavedDraft, VatTotal};
use crate::decider::domain_events;
use crate::terms::PaymentMeans;
use crate::units::{Date, InvoiceId, Money, PaymentId};

/// What has happened to an invoice, credit note or corrective invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum InvoiceEvent {
    /// It was written down, at first or anew, and is not issued yet; the last word holds.
    InvoiceDrafted {
        /// What it is to charge.
        draft: Box<SavedDraft>,
    },
    /// The draft was given up.
    InvoiceDraftDiscarded {
        /// Why.
        reason: String,
    },
    /// It was issued.
    InvoiceIssued {
        /// The document.
        invoice: Box<Invoice>,
        /// The day of issue.
        occurred_on: Date,
    },
    /// A part of it was taken back.
    InvoiceCredited {
        /// The credit note.
        by: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// What of each line.
        lines: Vec<CreditedLine>,
        /// What by treatment.
        vat: Vec<VatTotal>,
        /// With VAT.
        gross_cents: Money,
        /// The day.
        occurred_on: Date,
    },
    /// A corrective invoice stands in its place; what was paid on it counts for that one.
    InvoiceReplaced {
        /// The corrective invoice.
        by: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// The day.
        occurred_on: Date,
    },
    /// Money came in.
    PaymentRecorded {
        /// The payment.
        payment: PaymentId,
        /// How much.
        amount_cents: Money,
        /// How.
        means: PaymentMeans,
        /// The number of the cheque, the text of the transfer.
        reference: Option<String>,
        /// The day.
        occurred_on: Date,
    },
    /// Money was given back.
    PaymentRefunded {
        /// The payment.
        payment: PaymentId,
        /// How much.
        amount_cents: Money,
        /// How.
        means: PaymentMeans,
        /// The number of the cheque, the text of the transfer.
        reference: Option<String>,
        /// The day.
        occurred_on: Date,
    },
    /// A payment or refund was recorded in error, and counts no longer.
    PaymentReversed {
        /// The payment.
        payment: PaymentId,
        /// What it counted for: below zero for a refund.
        amount_cents: Money,
        /// How it was told to be made.
        means: PaymentMeans,
        /// Why.
        reason: String,
        /// The day.
        occurred_on: Date,
    },
}

/// What was taken back of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreditedLine {
    /// The place of the line on the document.
    pub line: u16,
    /// How many pieces; none for an amount off their price.
    pub count: i64,
    /// How much, in the basis of the document.
    pub amount_cents: Money,
}

domain_events!(InvoiceEvent {
    InvoiceDrafted = "1",
    InvoiceDraftDiscarded = "1",
    InvoiceIssued = "1",
    InvoiceCredited = "1",
    InvoiceReplaced = "1",
    PaymentRecorded = "1",
    PaymentRefunded = "1",
    PaymentReversed = "1",
});
