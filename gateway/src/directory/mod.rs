//! People: the directory outside the journal, what the law has the estate keep of them under seal, and the keys.
//!
//! Events name a person by a `PartyId` alone (docs/personal-data.md). Every use case here is one transaction that tells
//! the database its estate first; row-level security shows it nothing else.

mod address;
mod billing;
mod cipher;
mod commands;
mod details;
mod erase;
mod erasures;
mod error;
mod export;
mod grounds;
mod import;
mod keyring;
mod known;
mod numbers;
mod party;
mod purge;
mod read;
mod reapply;
mod refusal;
mod rows;
mod sealed;
mod terms;
#[cfg(test)]
mod tests;
mod trail;
mod transaction;
mod write;

pub use address::{Address, DeliveryAddress};
pub use billing::{Buyer, BuyerIdentity, buyer};
pub use cipher::sha256;
pub use details::{Consent, Details, Fault, Field, Tongue};
pub use erase::{Erased, Kept, erase_person};
pub use error::DirectoryError;
pub use export::export_person;
pub use grounds::{GROUND_CODES, Ground, Term};
pub use import::{
    Import, ImportCause, ImportError, ImportMistake, ImportRefusal, Imported, ImportedLine, Outcome,
    import_customers,
};
pub use keyring::KeyState;
pub use known::require;
pub use numbers::ElectronicAddress;
pub use party::{Kind, Party};
pub use purge::{Purged, purge};
pub use read::{parties, parties_by_ids, party};
pub use reapply::{Reapplied, reapply_erasures};
pub use refusal::PartyRefusal;
pub use sealed::{Opened, Sealed, ToSeal, open, seal, seal_once, verify_hash};
pub use trail::By;
pub use write::{Written, create, update};
