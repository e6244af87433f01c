use std::collections::BTreeSet;

use crate::units::HarvestId;

/// A parcel as its events left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parcel {
    /// Nothing was ever written of it.
    #[default]
    Unknown,
    /// Part of the estate.
    Planted(Plot),
    /// No longer part of it.
    Retired(Plot),
}

/// What is known of a parcel that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// Its name.
    pub name: String,
    /// The geographical units that contain it.
    pub places: Vec<String>,
    /// What came from it.
    pub harvests: BTreeSet<HarvestId>,
}
