use serde::Serialize;

use super::{Invoice, InvoiceNumber, SavedDraft};
use crate::terms::PaymentMeans;
use crate::units::{Date, InvoiceId, Money, PaymentId};

/// What can be asked of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvoiceCommand {
    /// Write it down before it is issued, at first or anew.
    Save {
        /// What it is to charge.
        draft: Box<SavedDraft>,
    },
    /// See that it is a draft that still says this, before it is issued.
    AsDrafted {
        /// What was read of it.
        draft: Box<SavedDraft>,
    },
    /// Give a draft up.
    Discard {
        /// Why.
        reason: String,
    },
    /// Issue it: its number was taken in the same unit of work.
    Issue {
        /// The document.
        invoice: Box<Invoice>,
    },
    /// Take a part of it back with a credit note that was issued in the same unit of work.
    Credit {
        /// The credit note.
        by: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// What is taken back; nothing told is all that remains.
        lines: Option<Vec<CreditLine>>,
        /// The day.
        on: Date,
    },
    /// Let a corrective invoice, issued in the same unit of work, stand in its place.
    Replace {
        /// The corrective invoice.
        by: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// The day.
        on: Date,
    },
    /// Record that it was paid, or a part of it.
    Pay(Paying),
    /// Record that money was given back.
    Refund(Paying),
    /// Take out a payment or refund that was recorded in error.
    ReversePayment {
        /// The payment.
        payment: PaymentId,
        /// Why.
        reason: String,
        /// The day.
        on: Date,
    },
}

/// Money that changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paying {
    /// The payment to be.
    pub payment: PaymentId,
    /// How much.
    pub amount_cents: Money,
    /// How.
    pub means: PaymentMeans,
    /// The number of the cheque, the text of the transfer.
    pub reference: Option<String>,
    /// The day.
    pub on: Date,
}

/// What is taken back of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CreditLine {
    /// The place of the line on the document.
    pub line: u16,
    /// How much of it.
    pub of: CreditOf,
}

/// How much of a line is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CreditOf {
    /// That many pieces, at their price.
    Count(i64),
    /// An amount off their price, in the basis of the document; the pieces stay with the buyer.
    Amount(Money),
}
