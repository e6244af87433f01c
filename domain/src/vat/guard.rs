//! What the timeline of a vat allows: every entry is held against the whole of it.

use super::decide::Decision;
use super::{VatEvent, VatRefusal, Vessel};
use crate::terms::ReclassificationKind;
use crate::timeline::{Break, Entry};
use crate::units::{Date, Volume, WineId};

impl Vessel {
    /// Accepts a day on which the vat was in use.
    pub(super) fn in_service(&self, on: Date) -> Result<(), VatRefusal> {
        if on < self.in_service_on {
            let (vat, in_service_on) = (self.code.clone(), self.in_service_on);
            return Err(VatRefusal::NotYetInService { vat, in_service_on });
        }
        Ok(())
    }

    /// That much fits, on that day and on every later one.
    pub(super) fn entering(&self, entering_ml: Volume, on: Date) -> Result<(), VatRefusal> {
        self.in_service(on)?;
        let (highest, highest_on) = self.contents.highest_from(on);
        let room_ml = self.capacity - highest;
        if entering_ml > room_ml {
            return Err(VatRefusal::Full { vat: self.code.clone(), entering_ml, room_ml, on: highest_on });
        }
        Ok(())
    }

    /// That much is there, on that day and on every later one; gives the wine.
    pub(super) fn leaving(&self, requested_ml: Volume, on: Date) -> Result<WineId, VatRefusal> {
        self.in_service(on)?;
        let (available_ml, lowest_on) = self.contents.lowest_from(on);
        let short =
            || VatRefusal::Short { vat: self.code.clone(), requested_ml, available_ml, on: lowest_on };
        if requested_ml > available_ml {
            return Err(short());
        }
        self.contents.at(on).1.ok_or_else(short)
    }

    /// Wine leaves for bottles or for others once it is claimed, when its balance knows it.
    pub(super) fn claimed(&self, wine: WineId) -> Result<(), VatRefusal> {
        if wine.is_being_made() {
            return Err(VatRefusal::Unclaimed { vat: self.code.clone(), wine: wine.declared() });
        }
        Ok(())
    }

    /// Wine that is being made is claimed, once; claimed wine passes to another one.
    pub(super) fn reclassifiable(
        &self,
        from: WineId,
        to: WineId,
        kind: ReclassificationKind,
    ) -> Result<(), VatRefusal> {
        let vat = || self.code.clone();
        match kind {
            ReclassificationKind::Claim if from.is_being_made() => Ok(()),
            ReclassificationKind::Claim => Err(VatRefusal::ClaimedAlready { vat: vat(), wine: from }),
            _ if from == to => Err(VatRefusal::SameWine { vat: vat() }),
            _ => self.claimed(from),
        }
    }

    /// The last guard: the whole timeline must hold with these events taken in.
    pub(super) fn settle(&self, events: Vec<VatEvent>) -> Decision {
        let entries: Vec<Entry> = events.iter().filter_map(Entry::of).collect();
        match self.contents.check(&entries, self.capacity) {
            Ok(()) => Ok(events),
            Err(broken) => Err(self.broken(broken)),
        }
    }

    pub(super) fn other_wine(&self, holds: WineId, moves: WineId, on: Date) -> VatRefusal {
        VatRefusal::OtherWine { vat: self.code.clone(), holds, moves, on }
    }

    fn broken(&self, broken: Break) -> VatRefusal {
        let vat = self.code.clone();
        match broken {
            Break::OtherWine { holds, moves, on } => self.other_wine(holds, moves, on),
            Break::RenameNotWhole { holds, renamed, on } => {
                VatRefusal::ReclassifiedLater { vat, renamed_ml: renamed, holds_ml: holds, on }
            }
            Break::BelowZero { lacking, on } => {
                VatRefusal::Short { vat, requested_ml: lacking, available_ml: Volume::ZERO, on }
            }
            Break::AboveCapacity { excess, on } => {
                VatRefusal::Full { vat, entering_ml: excess, room_ml: Volume::ZERO, on }
            }
        }
    }
}
