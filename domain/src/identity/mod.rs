//! Who an enterprise is to the State: its numbers with their keys, its legal form, its address, its wine region.

mod accise;
mod address;
mod estate;
mod legal_form;
mod luhn;
mod numbers;
mod refusal;
mod region;
mod siren;
mod siret;
#[cfg(test)]
mod tests;
mod union_vat;
mod vat_number;

pub use accise::is_accise_number;
pub use address::{Address, PostalCode};
pub use estate::EstateIdentity;
pub use legal_form::LegalForm;
pub use refusal::IdentityRefusal;
pub use region::Region;
pub use siren::Siren;
pub use siret::Siret;
pub use union_vat::{is_of_the_union, is_union_vat_number};
pub use vat_number::VatNumber;
