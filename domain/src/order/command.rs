use super::{Allotment, LineCount, OrderLine};
use crate::invoice::PriceBasis;
use crate::terms::SaleDestination;
use crate::units::{Date, InvoiceId, PartyId};

/// What is ordered, by whom, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The customer; none at the counter.
    pub customer: Option<PartyId>,
    /// Where the bottles go.
    pub destination: SaleDestination,
    /// Whether its prices are without or with VAT.
    pub basis: PriceBasis,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
}

/// What can be asked of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderCommand {
    /// Place it.
    Place {
        /// What is ordered.
        wish: Wish,
        /// The day.
        on: Date,
    },
    /// Change it before it is confirmed.
    Amend {
        /// What is ordered now.
        wish: Wish,
        /// The day.
        on: Date,
    },
    /// Confirm it.
    Confirm {
        /// The lots that were chosen for its articles.
        allotted: Vec<Allotment>,
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
    /// Take bottles of a dispatch back.
    Return {
        /// Which, by its place among the order's dispatches, from 1 on.
        dispatch: u32,
        /// What comes back; nothing told is all of it.
        lines: Option<Vec<LineCount>>,
        /// Why.
        reason: String,
        /// Whether what was charged for them is taken back in the same unit of work, so that an invoice must charge them.
        credited: bool,
        /// The day.
        on: Date,
    },
    /// Invoice dispatches that are not invoiced, with an invoice issued in the same unit of work.
    Invoice {
        /// The invoice.
        invoice: InvoiceId,
        /// Which, by their places; nothing told is all of them.
        dispatches: Option<Vec<u32>>,
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
