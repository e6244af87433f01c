//! Invoices, credit notes and corrective invoices: what stands on them, what they come to, and what is paid on them.
//!
//! A document is issued once and never changed. Its number comes from a [book](crate::invoice_book); what was credited and
//! paid afterwards stands on the document's own stream.

mod command;
mod credit;
mod decide;
mod event;
mod evolve;
mod issuing;
mod pricing;
mod refusal;
mod state;
#[cfg(test)]
mod tests;
mod value;

pub use command::{CreditLine, CreditOf, InvoiceCommand, Paying};
pub use credit::Credit;
pub use event::{CreditedLine, InvoiceEvent};
pub use issuing::{
    Issuing, credit, issue, pay, refund, replace, reverse_payment, streams, streams_of_payment,
};
pub use pricing::{DraftDiscount, DraftLine, DraftRefusal, InvoiceDraft, KnownSeller, Mention, Off, price};
pub use refusal::InvoiceRefusal;
pub use state::{InvoiceAccount, Issued, Paid, PaymentStatus, balance};
pub use value::*;
