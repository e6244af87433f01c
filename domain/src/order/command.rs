use super::{LineCount, OrderLine};
use crate::invoice::PriceBasis;
use crate::terms::SaleDestination;
use crate::units::{Date, InvoiceId, PartyId};

/// What can be asked of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderCommand {
    /// Place it.
    Place {
        /// The customer; none at the counter.
        customer: Option<PartyId>,
        /// Where the bottles go.
        destination: SaleDestination,
        /// Whether its prices are without or with VAT.
        basis: PriceBasis,
        /// What is ordered.
        lines: Vec<OrderLine>,
        /// The day.
        on: Date,
    },
    /// Confirm it.
    Confirm {
        /// The day.
        on: Date,
    },
    /// Send it off, or a part of it.
    Dispatch {
        /// What leaves; nothing told is all that remains.
        lines: Option<Vec<LineCount>>,
        /// The day.
        on: Date,
    },
    /// Invoice every dispatch that is not invoiced, with an invoice issued in the same unit of work.
    Invoice {
        /// The invoice.
        invoice: InvoiceId,
        /// The day.
        on: Date,
    },
    /// Let the dispatches of an invoice that was taken back whole be invoiced anew.
    TakeInvoiceBack {
        /// The invoice.
        invoice: InvoiceId,
        /// The day.
        on: Date,
    },
    /// Give up what has not left.
    Cancel {
        /// Why.
        reason: String,
        /// The day.
        on: Date,
    },
}
