use super::Origin;
use crate::units::{Date, HarvestId, ParcelId, PartyId, WineId};

/// What is known of an origin. What is not told is unknown, not denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The origin.
    pub origin: Origin,
    /// The declared wine that it came in as, or was to become.
    pub wine: Option<WineId>,
    /// Where it grew.
    pub parcel: Option<ParcelId>,
    /// The year of its grapes.
    pub vintage: Option<u16>,
    /// Its grape.
    pub grape: Option<String>,
    /// The places that its parcel lies in.
    pub places: Vec<String>,
    /// Who sold it.
    pub supplier: Option<PartyId>,
    /// The day on which it came into the books.
    pub on: Option<Date>,
}

impl Provenance {
    /// An origin of which nothing is known.
    pub const fn unknown(origin: Origin) -> Self {
        Self {
            origin,
            wine: None,
            parcel: None,
            vintage: None,
            grape: None,
            places: Vec::new(),
            supplier: None,
            on: None,
        }
    }

    /// The harvest, where it is one.
    pub const fn harvest(&self) -> Option<HarvestId> {
        match self.origin {
            Origin::Harvest(harvest) => Some(harvest),
            _ => None,
        }
    }
}
