//! Invoices, credit notes, payments, the counter, and the closings of the till.

mod buying;
mod counter;
mod issue;
mod lines;
mod pay;

pub use buying::{Buying, treatment};
pub use counter::CounterSale;
pub use issue::{
    CreditInvoice, DiscardInvoiceDraft, IssueInvoice, NewInvoice, ReplaceInvoice, SaveInvoiceDraft,
};
pub use pay::{CloseTill, RecordPayment, RefundPayment, ReversePayment};
