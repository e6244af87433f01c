//! The rules of a French wine cellar, pure: no I/O, no clock, no randomness.
//!
//! Each aggregate is a folder with `command event state decide evolve refusal tests`; [`decider`] says how they
//! fit `cqrs-es`. [`drm`] maps what happened to the excise return.

pub mod article;
pub mod bookkeeping;
pub mod bottle_lot;
pub mod capsule_account;
pub mod claims;
pub mod decider;
pub mod drm;
pub mod drm_period;
pub mod estate;
pub mod harvest;
pub mod identity;
pub mod invoice;
pub mod invoice_book;
pub mod letterhead;
pub mod lineage;
pub mod movement;
pub mod order;
pub mod parcel;
pub mod policy;
pub mod terms;
pub mod till;
pub mod timeline;
pub mod units;
pub mod upcast;
pub mod vat;

#[cfg(test)]
mod event_contract;
mod fact;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod walk;
#[cfg(test)]
mod whole_balance;

pub use fact::{DecodeError, Fact};
