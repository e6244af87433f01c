//! Invoices, credit notes, payments, the counter, and the closings of the till.

mod buying;
mod counter;
mod issue;
mod lines;
mod pay;

pub use buying::{Buying, Carrying, Charge, treatment};
pub use counter::CounterSale;
pub use issue::{CreditInvoice, IssueInvoice, NewInvoice, ReplaceInvoice};
pub use pay::{CloseTill, RecordPayment, RefundPayment, ReversePayment};
