use super::Closing;
use crate::invoice::{InvoiceNumber, VatTotal};
use crate::terms::PaymentMeans;
use crate::units::{Date, InvoiceId, Money, Month, PaymentId};

/// What can be asked of the till of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TillCommand {
    /// Enter a document that is issued in the same unit of work.
    EnterSale {
        /// The document.
        document: InvoiceId,
        /// Its number.
        number: InvoiceNumber,
        /// What it comes to by treatment.
        vat: Vec<VatTotal>,
        /// The day.
        on: Date,
    },
    /// Enter a payment that is recorded in the same unit of work.
    EnterPayment {
        /// The payment.
        payment: PaymentId,
        /// The invoice.
        document: InvoiceId,
        /// How.
        means: PaymentMeans,
        /// How much.
        amount_cents: Money,
        /// The day.
        on: Date,
    },
    /// Close a day, and every day and month before it.
    CloseDay {
        /// The day.
        day: Date,
        /// What the year before was closed with; none where the estate had no till before.
        before: Option<Closing>,
    },
    /// Close a month, and every day and month before its end.
    CloseMonth {
        /// The month.
        month: Month,
        /// What the year before was closed with; none where the estate had no till before.
        before: Option<Closing>,
    },
    /// Close the year, and every day and month of it.
    CloseYear {
        /// The year.
        year: u16,
        /// What the year before was closed with; none where the estate had no till before.
        before: Option<Closing>,
    },
}
