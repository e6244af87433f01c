use std::collections::BTreeMap;

use super::pool::Pool;
use super::register::Register;
use super::{Component, MakeUp, Origin, Provenance};
use crate::terms::{Arrival, BulkDestination, Errand, Indication};
use crate::units::{Date, LotId, MovementId, VatId, Volume, WineId};

/// What the vats and lots of an estate are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    pub(super) register: Register,
    pub(super) provenances: BTreeMap<Origin, Provenance>,
    pub(super) vats: BTreeMap<VatId, MakeUp>,
    pub(super) lots: BTreeMap<LotId, LotMakeUp>,
    /// What one aggregate of a movement gave and another has not yet taken.
    transit: BTreeMap<MovementId, MakeUp>,
    /// Bulk that left the estate, by what may bring it back.
    away: BTreeMap<Away, Pool>,
    /// What an entry moved, of movements that are taken back.
    kept: BTreeMap<(MovementId, VatId, Slot), MakeUp>,
}

/// What a lot is made of. Its bottles are alike: all were filled with the same wine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotMakeUp {
    /// All that was filled: by this its label is judged.
    pub filled: MakeUp,
    /// What is on hand.
    pub on_hand: MakeUp,
    /// What left: sold, sent away, lost.
    pub gone: MakeUp,
}

/// Why bulk is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Away {
    /// It was sent to be worked on, and comes back as that wine.
    Sent(Errand, WineId),
    /// It left for good, unless it is brought back.
    Left(WineId),
}

/// Which of the entries that a movement may make on one vat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// What entered or left.
    Flow,
    /// What was lost besides.
    Loss,
}

impl Away {
    /// Where bulk that leaves is to be looked for.
    pub(super) fn by_departure(destination: &BulkDestination, wine: WineId) -> Self {
        match destination {
            BulkDestination::Errand { errand } => Self::Sent(*errand, wine.declared()),
            _ => Self::Left(wine.declared()),
        }
    }

    /// Where bulk that comes in had left to, if it had left.
    pub(super) fn by_arrival(arrival: &Arrival, wine: WineId) -> Option<Self> {
        match arrival {
            Arrival::Back { errand } => Some(Self::Sent(*errand, wine.declared())),
            Arrival::SmallBulkBack | Arrival::UntaxedBack { .. } | Arrival::Replaced { .. } => {
                Some(Self::Left(wine.declared()))
            }
            Arrival::HandlingGain | Arrival::Other { .. } => None,
        }
    }
}

impl Lineage {
    pub(super) fn new(register: Register) -> Self {
        Self { register, ..Self::default() }
    }

    /// What a vat is made of; nothing where it is empty.
    pub fn vat(&self, vat: VatId) -> Option<&MakeUp> {
        self.vats.get(&vat)
    }

    /// What a lot is made of; nothing where it was not filled.
    pub fn lot(&self, lot: LotId) -> Option<&LotMakeUp> {
        self.lots.get(&lot)
    }

    /// Every vat that ever held wine.
    pub fn vats(&self) -> impl Iterator<Item = (VatId, &MakeUp)> {
        self.vats.iter().map(|(id, make_up)| (*id, make_up))
    }

    /// Every lot that was filled.
    pub fn lots(&self) -> impl Iterator<Item = (LotId, &LotMakeUp)> {
        self.lots.iter().map(|(id, make_up)| (*id, make_up))
    }

    /// What is known of an origin.
    pub fn provenance(&self, origin: Origin) -> Provenance {
        let known = self.provenances.get(&origin).cloned();
        known.unwrap_or_else(|| Provenance::unknown(origin))
    }

    /// What the name of a declared wine protects, where it is known.
    pub fn indication(&self, wine: WineId) -> Option<Indication> {
        self.register.indication(wine)
    }

    /// Wine that comes into the books, with what is told of it.
    pub(super) fn originate(&mut self, provenance: Provenance, volume: Volume) -> MakeUp {
        let origin = provenance.origin;
        self.provenances.entry(origin).or_insert(provenance);
        MakeUp::of(Component::of(origin), volume)
    }

    /// Wine that comes from elsewhere in the cellar within one movement.
    pub(super) fn hand_over(&mut self, movement: MovementId, given: MakeUp) {
        self.transit.entry(movement).or_default().add(given);
    }

    /// What another aggregate gave within the movement; of several that take, each first what it had given itself.
    pub(super) fn receive(&mut self, movement: MovementId, own: &MakeUp, volume: Volume) -> MakeUp {
        let mut given = self.transit.remove(&movement).unwrap_or_default();
        let received = given.draw_like(own, volume);
        if given.volume().is_positive() {
            self.transit.insert(movement, given);
        }
        received
    }

    /// Whether all that was given within a movement was taken.
    #[cfg(test)]
    pub(crate) fn is_settled(&self) -> bool {
        self.transit.is_empty()
    }

    pub(super) fn send_away(&mut self, away: Away, left: MakeUp) {
        self.away.entry(away).or_default().push(left);
    }

    /// What had left and comes back; beyond that, wine of which only its arrival is known.
    pub(super) fn bring_back(&mut self, away: Away, volume: Volume, else_from: Provenance) -> MakeUp {
        let mut back = self.away.entry(away).or_default().take(volume);
        let lacking = volume - back.volume();
        if lacking.is_positive() {
            back.add(self.originate(else_from, lacking));
        }
        back
    }

    /// A departure that is taken back.
    pub(super) fn call_back(&mut self, away: Away, sent: &MakeUp) -> MakeUp {
        self.away.entry(away).or_default().take_back(sent)
    }

    /// Keeps what an entry moved where it will be asked for again.
    pub(super) fn keep(&mut self, movement: MovementId, vat: VatId, slot: Slot, moved: &MakeUp) {
        if self.register.is_reversed(movement) {
            self.kept.insert((movement, vat, slot), moved.clone());
        }
    }

    pub(super) fn kept(&self, movement: MovementId, vat: VatId, slot: Slot) -> MakeUp {
        self.kept.get(&(movement, vat, slot)).cloned().unwrap_or_default()
    }
}

/// An origin that an entry of that day tells of no more than its wine.
pub(super) fn told(origin: Origin, wine: WineId, on: Date) -> Provenance {
    Provenance { wine: Some(wine.declared()), on: Some(on), ..Provenance::unknown(origin) }
}
