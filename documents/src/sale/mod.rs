//! The papers of a sale: the invoice as Factur-X, the delivery note, the order confirmation, the reminder, and what a
//! bookkeeper takes over. Everything on them comes from the value of the document and from [`Parties`]; a rule of law is
//! worded once, in [`mentions`].

pub mod books;
pub mod cii;
pub mod facturx;
mod look;
pub mod mentions;
mod paper;
pub mod papers;
mod parties;
mod refusal;

#[cfg(any(test, feature = "samples"))]
pub mod samples;

pub use look::{Look, Picture};
pub use paper::draws;
pub use parties::{BuyerOnPaper, Carrier, ElectronicAddress, Parties, Place, PostalAddress, Seller};
pub use refusal::SaleRefusal;
