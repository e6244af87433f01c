use std::collections::BTreeMap;

use super::{Component, Lineage, MakeUp, Provenance};
use crate::units::Volume;

/// A part of a make-up that has one thing in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share<K> {
    /// What it has in common; `None` for what is not told.
    pub key: Option<K>,
    /// How much it is.
    pub volume_ml: Volume,
}

impl Lineage {
    /// How much of a make-up is known to be so.
    pub fn share(&self, make_up: &MakeUp, holds: impl Fn(Component, &Provenance) -> bool) -> Volume {
        let parts =
            make_up.parts().filter(|(component, _)| holds(*component, &self.provenance(component.origin)));
        parts.map(|(_, volume)| volume).sum()
    }

    /// A make-up split by what its parts have in common: the largest first, and of the same size in the order of the keys.
    /// The parts sum to the volume.
    pub fn split<K: Ord + Clone>(
        &self,
        make_up: &MakeUp,
        key: impl Fn(Component, &Provenance) -> Option<K>,
    ) -> Vec<Share<K>> {
        let mut volumes: BTreeMap<Option<K>, Volume> = BTreeMap::new();
        for (component, volume) in make_up.parts() {
            let key = key(component, &self.provenance(component.origin));
            *volumes.entry(key).or_default() += volume;
        }
        let mut shares: Vec<Share<K>> =
            volumes.into_iter().map(|(key, volume_ml)| Share { key, volume_ml }).collect();
        shares.sort_by_key(|share| -share.volume_ml);
        shares
    }
}
