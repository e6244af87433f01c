use std::collections::BTreeSet;

use super::{EntryKind, Vat, VatEvent, Vessel};
use crate::timeline::{Contents, Effect, Entry};
use crate::units::{Date, MovementId, Volume, WineId};

impl Vat {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &VatEvent) {
        match event {
            VatEvent::VatCommissioned { code, capacity_ml, material, occurred_on } => {
                *self = Self::InService(Vessel {
                    code: code.clone(),
                    capacity: *capacity_ml,
                    material: *material,
                    in_service_on: *occurred_on,
                    contents: Contents::default(),
                    reversed: BTreeSet::new(),
                });
            }
            VatEvent::VatRetired { .. } => {
                if let Self::InService(vessel) = std::mem::take(self) {
                    *self = Self::Retired(vessel);
                }
            }
            event => {
                if let (Self::InService(vessel) | Self::Retired(vessel), Some(entry)) =
                    (self, Entry::of(event))
                {
                    if let VatEvent::EntryReversed { reverses, .. } = event {
                        vessel.reversed.insert(*reverses);
                    }
                    vessel.contents.insert(entry);
                }
            }
        }
    }
}

impl Entry {
    /// The entry that an event of a vat makes on its timeline, if it makes one.
    pub fn of(event: &VatEvent) -> Option<Self> {
        match event {
            VatEvent::WineReceived { movement, source, wine, volume_ml, occurred_on } => {
                let kind = EntryKind::Received(source.clone());
                Some(flow(*occurred_on, *movement, kind, *wine, *volume_ml))
            }
            VatEvent::WineDrawn { movement, purpose, wine, volume_ml, occurred_on } => {
                Some(flow(*occurred_on, *movement, EntryKind::Drawn(*purpose), *wine, -*volume_ml))
            }
            VatEvent::LossRecorded { movement, cause, wine, volume_ml, occurred_on } => {
                Some(flow(*occurred_on, *movement, EntryKind::Lost(*cause), *wine, -*volume_ml))
            }
            VatEvent::BulkDispatched { movement, destination, wine, volume_ml, occurred_on } => {
                let kind = EntryKind::Dispatched(destination.clone());
                Some(flow(*occurred_on, *movement, kind, *wine, -*volume_ml))
            }
            VatEvent::ContentAdjusted { movement, wine, difference_ml, annual, occurred_on, .. } => {
                let kind = if *annual { EntryKind::AnnuallyAdjusted } else { EntryKind::Adjusted };
                Some(flow(*occurred_on, *movement, kind, *wine, *difference_ml))
            }
            VatEvent::WineReclassified { movement, kind, from, to, volume_ml, occurred_on } => Some(Self {
                on: *occurred_on,
                movement: *movement,
                kind: EntryKind::Reclassified { from: *from, to: *to, kind: *kind },
                effect: Effect::Rename { from: *from, to: *to, volume: *volume_ml },
            }),
            VatEvent::EntryReversed { movement, of, wine, volume_ml, change_ml, occurred_on, .. } => {
                let effect = match of {
                    EntryKind::Reclassified { from, to, .. } => {
                        Effect::Rename { from: *to, to: *from, volume: *volume_ml }
                    }
                    _ => Effect::Flow { wine: *wine, change: *change_ml },
                };
                Some(Self { on: *occurred_on, movement: *movement, kind: EntryKind::Reversal, effect })
            }
            VatEvent::VatCommissioned { .. }
            | VatEvent::AdditionMade { .. }
            | VatEvent::AnalysisRecorded { .. }
            | VatEvent::VatRetired { .. } => None,
        }
    }
}

fn flow(on: Date, movement: MovementId, kind: EntryKind, wine: WineId, change: Volume) -> Entry {
    Entry { on, movement, kind, effect: Effect::Flow { wine, change } }
}
