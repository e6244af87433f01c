//! How the sales are asked.

mod books;
mod closings;
mod drafts;
mod invoices;
mod payments;
mod sums;

pub use books::{documents_between, payments_between};
pub use closings::closings;
pub use drafts::{drafts, drafts_by_ids};
pub use invoices::{
    InvoiceFilter, InvoiceOrder, documents_by_ids, invoices, invoices_by_ids, invoices_of_orders,
};
pub use payments::{PaymentFilter, payments, payments_of_invoices};
pub use sums::{AgedBalance, RevenueBy, RevenueSum, aged_balances, revenue, vat_by_month};
