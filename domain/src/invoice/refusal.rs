use crate::decider::refusals;
use crate::policy::DateRefusal;
use crate::units::{Date, Money, PaymentId, QuantityRefusal};

use super::{DraftRefusal, InvoiceNumber};

refusals! {
    /// Why an invoice, its credit or its payment is refused.
    pub enum InvoiceRefusal {
        /// There is no such invoice at the estate.
        NotFound = "INVOICE_NOT_FOUND",
        /// It was issued already.
        AlreadyIssued = "INVOICE_ALREADY_ISSUED" {
            /// Its number.
            number: InvoiceNumber,
        },
        /// The draft was given up.
        DraftDiscarded = "INVOICE_DRAFT_DISCARDED",
        /// The draft says something else now than what is to be issued: look at it again.
        DraftChanged = "INVOICE_DRAFT_CHANGED",
        /// What was paid before is not below zero, nor above what is to be paid.
        PrepaidInvalid = "INVOICE_PREPAID_INVALID" {
            /// The most.
            gross_cents: Money,
        },
        /// It was replaced by a corrective invoice: that one is credited, paid or replaced.
        Replaced = "INVOICE_REPLACED" {
            /// The number of the corrective invoice.
            by: InvoiceNumber,
        },
        /// Only an invoice is credited, replaced or paid; a credit note is not.
        NotAnInvoice = "NOT_AN_INVOICE" {
            /// The number of the document.
            number: InvoiceNumber,
        },
        /// What was credited before stays: credit the rest instead.
        CreditedAlready = "INVOICE_CREDITED_ALREADY" {
            /// What was credited.
            credited_cents: Money,
        },
        /// It has no such line.
        LineUnknown = "INVOICE_LINE_NOT_FOUND" {
            /// What was asked for.
            line: i64,
        },
        /// A line is credited once by a credit note.
        LineTwice = "CREDIT_LINE_TWICE" {
            /// The line.
            line: i64,
        },
        /// More than what remains of a line.
        CountBeyond = "CREDIT_BEYOND_COUNT" {
            /// The line.
            line: i64,
            /// What remains of it.
            remaining: i64,
        },
        /// More than what remains of a line.
        AmountBeyond = "CREDIT_BEYOND_AMOUNT" {
            /// The line.
            line: i64,
            /// What remains of it.
            remaining_cents: Money,
        },
        /// A credit takes something off.
        CreditOfNothing = "CREDIT_OF_NOTHING",
        /// It was dated before what it refers to.
        BeforeIssue = "DATE_BEFORE_INVOICE" {
            /// The day of issue.
            issued_on: Date,
        },
        /// An amount is above zero, and not above a hundred million euros.
        PaymentInvalid = "PAYMENT_AMOUNT_INVALID" {
            /// What was entered.
            amount_cents: Money,
        },
        /// Cash is not taken beyond 1 000 € (C. mon. fin., art. D. 112-3).
        CashBeyondLaw = "CASH_BEYOND_LAW" {
            /// What was paid in cash on this invoice, with this payment.
            cash_cents: Money,
            /// The most.
            limit_cents: Money,
        },
        /// The reference of a payment has at most 100 characters.
        PaymentReferenceInvalid = "PAYMENT_REFERENCE_INVALID",
        /// It was recorded already, otherwise.
        PaymentKnown = "PAYMENT_ALREADY_RECORDED" {
            /// The payment.
            payment: PaymentId,
        },
        /// There is no such payment on the invoice.
        PaymentUnknown = "PAYMENT_NOT_FOUND",
        /// More is not given back than was paid beyond what is due.
        RefundBeyond = "REFUND_BEYOND_BALANCE" {
            /// What can be given back.
            refundable_cents: Money,
        },
        /// A payment that was given back since cannot be taken out: take the refund out first.
        PaymentRefunded = "PAYMENT_GIVEN_BACK",
        /// A reason of 1 to 250 characters is needed.
        ReasonMissing = "REASON_MISSING",
    } | /// What is to stand on the document is refused.
        DraftRefusal
      | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
}
