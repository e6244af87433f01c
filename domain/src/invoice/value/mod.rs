//! What stands on an invoice: everything but names and addresses, which are kept under seal outside the ledger.

mod buyer;
mod document;
mod line;
mod number;
mod saved;
mod totals;
mod vat;

pub use buyer::{Buyer, BuyerKind, Language, SealedIdentity};
pub use document::{Carriage, Invoice, InvoiceKind, Preceding, PriceBasis, Supply, Terms};
pub use line::{Bottles, Discount, InvoiceLine, Item};
pub use number::{InvoiceNumber, Series, SeriesYear};
pub use saved::{Carrying, Charge, SavedDraft};
pub use totals::{Totals, VatTotal};
pub use vat::{FRENCH_VAT_RATES, VatTreatment, is_french_rate};
