use std::collections::BTreeMap;

use super::{Invoice, InvoiceKind, InvoiceNumber, SavedDraft, VatTotal};
use crate::terms::PaymentMeans;
use crate::units::{Date, Money, PaymentId};

/// An invoice, credit note or corrective invoice as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InvoiceAccount {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// It is written down: neither numbered nor locked.
    Drafted(Box<SavedDraft>),
    /// The draft was given up.
    Discarded,
    /// It was issued.
    Issued(Box<Issued>),
}

/// A document that was issued, and what happened since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The document.
    pub invoice: Invoice,
    /// What is not credited of each line, by its place.
    pub(super) lines: BTreeMap<u16, LineLeft>,
    /// What is not credited of each treatment.
    pub(super) vat: Vec<VatTotal>,
    /// What was credited, with VAT.
    pub credited_cents: Money,
    /// The corrective invoice that stands in its place.
    pub replaced_by: Option<InvoiceNumber>,
    /// Every payment and refund, with those that were taken out.
    pub payments: BTreeMap<PaymentId, Paid>,
}

/// What is not credited of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineLeft {
    pub(super) count: i64,
    pub(super) amount_cents: Money,
}

/// Money that came in or was given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// How much: below zero for what was given back.
    pub amount_cents: Money,
    /// How.
    pub means: PaymentMeans,
    /// Its reference.
    pub reference: Option<String>,
    /// The day.
    pub on: Date,
    /// True once it was taken out as an error.
    pub reversed: bool,
}

/// How far an invoice is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentStatus {
    /// Nothing is paid.
    Unpaid,
    /// A part is.
    PartlyPaid,
    /// All of it, or nothing is due any more.
    Settled,
    /// More than is due: it can be given back.
    Overpaid,
}

/// What remains to be paid of a document with so much left unpaid: nothing of a credit note, which is taken off another, nor
/// of what does not stand, as another is in its place.
pub const fn balance(kind: InvoiceKind, stands: bool, unpaid_cents: Money) -> Money {
    match kind {
        InvoiceKind::Invoice | InvoiceKind::Corrective if stands => unpaid_cents,
        InvoiceKind::Invoice | InvoiceKind::Corrective | InvoiceKind::CreditNote => Money::ZERO,
    }
}

impl InvoiceAccount {
    /// The document, if it was issued.
    pub const fn issued(&self) -> Option<&Issued> {
        match self {
            Self::Unknown | Self::Drafted(_) | Self::Discarded => None,
            Self::Issued(issued) => Some(issued),
        }
    }
}

impl Issued {
    /// What was paid on it, less what was given back.
    pub fn paid_cents(&self) -> Money {
        self.payments.values().filter(|paid| !paid.reversed).map(|paid| paid.amount_cents).sum()
    }

    /// What was paid in cash and not given back in cash.
    pub(super) fn cash_cents(&self) -> Money {
        let cash = self.payments.values().filter(|paid| !paid.reversed && paid.means == PaymentMeans::Cash);
        cash.map(|paid| paid.amount_cents).sum()
    }

    /// What remains to be paid; below zero what can be given back. Of a credit note, which is taken off another document,
    /// and of an invoice that was replaced, nothing.
    pub fn balance_cents(&self) -> Money {
        let stands = self.replaced_by.is_none();
        balance(self.invoice.kind, stands, self.invoice.due_cents() - self.credited_cents - self.paid_cents())
    }

    /// True once nothing of it is left.
    pub fn is_credited_whole(&self) -> bool {
        self.lines.values().all(|left| left.count == 0 && left.amount_cents == Money::ZERO)
    }

    /// How far it is paid.
    pub fn payment_status(&self) -> PaymentStatus {
        let balance = self.balance_cents();
        if balance < Money::ZERO {
            PaymentStatus::Overpaid
        } else if balance == Money::ZERO {
            PaymentStatus::Settled
        } else if self.paid_cents() + self.invoice.prepaid_cents > Money::ZERO {
            PaymentStatus::PartlyPaid
        } else {
            PaymentStatus::Unpaid
        }
    }

    /// True when something is to be paid and the last day for it is over.
    pub fn is_late(&self, today: Date) -> bool {
        self.invoice.terms.due_on < today && self.balance_cents() > Money::ZERO
    }
}
