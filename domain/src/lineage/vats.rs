use super::fold::{Away, Slot, told};
use super::{Lineage, MakeUp, Origin, Provenance};
use crate::terms::{Arrival, ReclassificationKind};
use crate::units::{Date, MovementId, VatId, Volume, WineId};
use crate::vat::{EntryKind, Purpose, Source, VatEvent};

/// What an entry of a vat says of itself.
#[derive(Clone, Copy)]
struct At {
    vat: VatId,
    movement: MovementId,
    wine: WineId,
    on: Date,
}

impl Lineage {
    /// Takes one event of a vat in.
    pub(super) fn take_vat(&mut self, vat: VatId, event: &VatEvent) {
        match event {
            VatEvent::WineReceived { movement, source, wine, volume_ml, occurred_on } => {
                let at = At { vat, movement: *movement, wine: *wine, on: *occurred_on };
                self.enter(at, source, *volume_ml);
            }
            VatEvent::WineDrawn { movement, purpose, volume_ml, .. } => {
                let drawn = self.draw(vat, *movement, Slot::Flow, *volume_ml);
                match purpose {
                    Purpose::Transfer { .. } | Purpose::Bottling { .. } | Purpose::Reclassified { .. } => {
                        self.hand_over(*movement, drawn);
                    }
                }
            }
            VatEvent::LossRecorded { movement, volume_ml, .. } => {
                self.draw(vat, *movement, Slot::Loss, *volume_ml);
            }
            VatEvent::BulkDispatched { movement, destination, wine, volume_ml, .. } => {
                let drawn = self.draw(vat, *movement, Slot::Flow, *volume_ml);
                self.send_away(Away::by_departure(destination, *wine), drawn);
            }
            VatEvent::WineReclassified { movement, kind: ReclassificationKind::Downgrade, .. } => {
                let whole = self.content(vat).clone();
                self.keep(*movement, vat, Slot::Flow, &whole);
                self.content(vat).downgrade();
            }
            VatEvent::ContentAdjusted { movement, wine, difference_ml, occurred_on, .. } => {
                let at = At { vat, movement: *movement, wine: *wine, on: *occurred_on };
                if difference_ml.is_positive() {
                    self.gain(at, Origin::Found(*movement), *difference_ml);
                } else {
                    self.draw(vat, *movement, Slot::Flow, difference_ml.abs());
                }
            }
            VatEvent::EntryReversed {
                movement,
                reverses,
                of,
                wine,
                volume_ml,
                change_ml,
                occurred_on,
                ..
            } => {
                let at = At { vat, movement: *movement, wine: *wine, on: *occurred_on };
                self.take_back(at, *reverses, of, (*volume_ml, *change_ml));
            }
            VatEvent::WineReclassified { .. }
            | VatEvent::VatCommissioned { .. }
            | VatEvent::AdditionMade { .. }
            | VatEvent::AnalysisRecorded { .. }
            | VatEvent::VatRetired { .. } => {}
        }
    }

    fn enter(&mut self, at: At, source: &Source, volume: Volume) {
        let At { vat, movement, wine, on } = at;
        let entering = match source {
            Source::Harvest { harvest } => self.originate(self.register.harvest(*harvest), volume),
            Source::Opening => self.originate(told(Origin::Opening(movement), wine, on), volume),
            Source::Purchase { supplier } => {
                let bought = told(Origin::Purchase(movement), wine, on);
                self.originate(Provenance { supplier: *supplier, ..bought }, volume)
            }
            Source::Arrival(Arrival::HandlingGain) => {
                return self.gain(at, Origin::Arrival(movement), volume);
            }
            Source::Arrival(arrival) => {
                let unexplained = told(Origin::Arrival(movement), wine, on);
                match Away::by_arrival(arrival, wine) {
                    Some(away) => self.bring_back(away, volume, unexplained),
                    None => self.originate(unexplained, volume),
                }
            }
            Source::Transfer { .. } => self.receive(movement, &MakeUp::default(), volume),
            Source::Reclassified { kind, .. } => {
                let mut received = self.receive(movement, &MakeUp::default(), volume);
                if *kind == ReclassificationKind::Downgrade {
                    received.downgrade();
                }
                received
            }
        };
        self.keep(movement, vat, Slot::Flow, &entering);
        self.content(vat).add(entering);
    }

    /// Volume that is more of what is there: an oenological gain (left out of every share by Delegated Reg. (EU) 2019/33,
    /// art. 49 and 50), an inventory's surplus. Of an empty vat it is an origin.
    fn gain(&mut self, at: At, origin: Origin, volume: Volume) {
        let At { vat, movement, wine, on } = at;
        let before = self.content(vat).clone();
        if self.content(vat).grow(volume) {
            let gained = before.scaled(volume);
            return self.keep(movement, vat, Slot::Flow, &gained);
        }
        let found = self.originate(told(origin, wine, on), volume);
        self.keep(movement, vat, Slot::Flow, &found);
        self.content(vat).add(found);
    }

    fn draw(&mut self, vat: VatId, movement: MovementId, slot: Slot, volume: Volume) -> MakeUp {
        let drawn = self.content(vat).draw(volume);
        self.keep(movement, vat, slot, &drawn);
        drawn
    }

    /// A counter-entry moves, as far as it is still there, the very wine that the entry had moved.
    fn take_back(
        &mut self,
        at: At,
        reverses: MovementId,
        of: &EntryKind,
        (volume, change): (Volume, Volume),
    ) {
        let At { vat, movement, wine, .. } = at;
        let slot = if matches!(of, EntryKind::Lost(_)) { Slot::Loss } else { Slot::Flow };
        let moved = self.kept(reverses, vat, slot);
        match of {
            EntryKind::Reclassified { .. } => self.content(vat).restore(&moved),
            EntryKind::Received(source) => {
                let out = self.content(vat).draw_like(&moved, volume);
                match source {
                    Source::Transfer { .. } | Source::Reclassified { .. } => self.hand_over(movement, out),
                    Source::Arrival(arrival) => {
                        if let Some(away) = Away::by_arrival(arrival, wine) {
                            self.send_away(away, out);
                        }
                    }
                    Source::Harvest { .. } | Source::Purchase { .. } | Source::Opening => {}
                }
            }
            EntryKind::Drawn(_) => {
                let mut back = self.receive(movement, &moved, volume);
                back.restore(&moved);
                self.content(vat).add(back);
            }
            EntryKind::Dispatched(destination) => {
                let mut back = self.call_back(Away::by_departure(destination, wine), &moved);
                // What came back in another way in between is lacking, and was the same wine.
                back.add(moved.scaled(volume - back.volume()));
                self.content(vat).add(back);
            }
            EntryKind::Lost(_) | EntryKind::Adjusted | EntryKind::AnnuallyAdjusted | EntryKind::Reversal => {
                if change.is_negative() {
                    self.content(vat).draw_like(&moved, change.abs());
                } else {
                    self.content(vat).add(moved);
                }
            }
        }
    }

    fn content(&mut self, vat: VatId) -> &mut MakeUp {
        self.vats.entry(vat).or_default()
    }
}
