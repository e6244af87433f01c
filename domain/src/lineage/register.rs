use std::collections::{BTreeMap, BTreeSet};

use super::{Origin, Provenance};
use crate::bottle_lot::LotEvent;
use crate::estate::EstateEvent;
use crate::fact::Fact;
use crate::harvest::HarvestEvent;
use crate::parcel::ParcelEvent;
use crate::terms::Indication;
use crate::units::{HarvestId, MovementId, ParcelId, WineId};
use crate::vat::VatEvent;

/// What holds whenever it was entered: declared wines, parcels, harvests, and which movements were taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Register {
    parcels: BTreeMap<ParcelId, Parcel>,
    harvests: BTreeMap<HarvestId, Provenance>,
    reversed: BTreeSet<MovementId>,
    wines: BTreeMap<WineId, Option<Indication>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parcel {
    grape: Option<String>,
    places: Vec<String>,
}

impl Register {
    /// Takes one event in.
    pub(super) fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::Estate(_, EstateEvent::WineDeclared { wine, spec, .. }) => {
                self.wines.insert(*wine, spec.indication());
            }
            Fact::Parcel(id, ParcelEvent::ParcelRegistered { grape, .. }) => {
                self.parcels.entry(*id).or_default().grape = Some(grape.clone());
            }
            Fact::Parcel(id, ParcelEvent::ParcelLocated { places }) => {
                self.parcels.entry(*id).or_default().places.clone_from(places);
            }
            Fact::Harvest(id, HarvestEvent::HarvestBrought { parcel, wine, vintage, occurred_on, .. }) => {
                let provenance = Provenance {
                    wine: Some(wine.declared()),
                    parcel: Some(*parcel),
                    vintage: Some(*vintage),
                    on: Some(*occurred_on),
                    ..Provenance::unknown(Origin::Harvest(*id))
                };
                self.harvests.insert(*id, provenance);
            }
            Fact::Vat(_, VatEvent::EntryReversed { reverses, .. })
            | Fact::Lot(_, LotEvent::BottleEntryReversed { reverses, .. }) => {
                self.reversed.insert(*reverses);
            }
            _ => {}
        }
    }

    /// What is known of a harvest.
    pub(super) fn harvest(&self, id: HarvestId) -> Provenance {
        let known = self.harvests.get(&id).cloned();
        let mut provenance = known.unwrap_or_else(|| Provenance::unknown(Origin::Harvest(id)));
        if let Some(parcel) = provenance.parcel.and_then(|parcel| self.parcels.get(&parcel)) {
            provenance.grape.clone_from(&parcel.grape);
            provenance.places.clone_from(&parcel.places);
        }
        provenance
    }

    /// What the name of a declared wine protects, where it is known.
    pub(super) fn indication(&self, wine: WineId) -> Option<Indication> {
        self.wines.get(&wine.declared()).copied().flatten()
    }

    /// Whether a counter-entry takes that movement back, now or later.
    pub(super) fn is_reversed(&self, movement: MovementId) -> bool {
        self.reversed.contains(&movement)
    }
}
