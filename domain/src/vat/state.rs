use std::collections::BTreeSet;

use super::Material;
use crate::timeline::Contents;
use crate::units::{Date, MovementId, Volume};

/// A vat as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Vat {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// In use.
    InService(Vessel),
    /// Out of use.
    Retired(Vessel),
}

/// What is known of a vat that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vessel {
    /// Its name on the vat plan.
    pub code: String,
    /// What it holds at most.
    pub capacity: Volume,
    /// What it is made of.
    pub material: Material,
    /// Since when it is in use.
    pub in_service_on: Date,
    /// What it held, day by day.
    pub contents: Contents,
    /// Movements that a counter-entry took back here.
    pub reversed: BTreeSet<MovementId>,
}
