//! The rules of a French wine cellar, pure: no I/O, no clock, no randomness.
//!
//! Each aggregate is a folder with `command event state decide evolve refusal tests`; [`decider`] says how they
//! fit `cqrs-es`. [`drm`] maps what happened to the excise return.

pub mod bottle_lot;
pub mod capsule_account;
pub mod claims;
pub mod decider;
pub mod drm;
pub mod drm_period;
pub mod estate;
pub mod harvest;
pub mod identity;
pub mod lineage;
