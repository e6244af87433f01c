use std::collections::BTreeSet;

use super::{Parcel, ParcelEvent, Plot};

impl Parcel {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &ParcelEvent) {
        match event {
            ParcelEvent::ParcelRegistered { name, .. } => {
                *self =
                    Self::Planted(Plot { name: name.clone(), places: Vec::new(), harvests: BTreeSet::new() });
            }
            ParcelEvent::ParcelLocated { places } => {
                if let Self::Planted(plot) = self {
                    plot.places.clone_from(places);
                }
            }
            ParcelEvent::ParcelHarvested { harvest, .. } => {
                if let Self::Planted(plot) = self {
                    plot.harvests.insert(*harvest);
                }
            }
            ParcelEvent::ParcelHarvestWithdrawn { harvest, .. } => {
                if let Self::Planted(plot) = self {
                    plot.harvests.remove(harvest);
                }
            }
            ParcelEvent::ParcelRetired { .. } => {
                if let Self::Planted(plot) = std::mem::take(self) {
                    *self = Self::Retired(plot);
                }
            }
        }
    }
}
