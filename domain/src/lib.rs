//! The rules of a French wine cellar, pure: no I/O, no clock, no randomness.
//!
//! Each aggregate is a folder with `command event state decide evolve refusal tests`; [`decider`] says how they
//! fit `cqrs-es`. [`drm`] maps what happened to the excise return.

pub mod decider;
pub mod units;
