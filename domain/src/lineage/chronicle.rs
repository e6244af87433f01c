use super::Lineage;
use super::register::Register;
use crate::bottle_lot::{BottleLot, LotEvent};
use crate::decider::Decider;
use crate::estate::Estate;
use crate::fact::Fact;
use crate::harvest::Harvest;
use crate::parcel::Parcel;
use crate::timeline::Entry;
use crate::units::{Date, LotId, VatId};
use crate::vat::{Vat, VatEvent};

/// The types of the aggregates whose events say something to a make-up: who reads a ledger for that alone leaves out the
/// others.
pub const TOLD_BY: &[&str] = &[Estate::TYPE, Parcel::TYPE, Harvest::TYPE, Vat::TYPE, BottleLot::TYPE];

/// What happened to the vats and lots of an estate, collected in the order of the ledger to be told in that of its days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chronicle {
    register: Register,
    entries: Vec<(Date, Happening)>,
}

/// An entry of a vat or a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Happening {
    Vat(VatId, VatEvent),
    Lot(LotId, LotEvent),
}

impl Chronicle {
    /// What these events tell, in the order of the ledger.
    pub fn of<'fact>(facts: impl IntoIterator<Item = &'fact Fact>) -> Self {
        let mut chronicle = Self::default();
        for fact in facts {
            chronicle.take(fact);
        }
        chronicle
    }

    /// Takes one event in, the next of the ledger.
    pub fn take(&mut self, fact: &Fact) {
        self.register.take(fact);
        match fact {
            Fact::Vat(id, event) => {
                if let Some(entry) = Entry::of(event) {
                    self.entries.push((entry.on, Happening::Vat(*id, event.clone())));
                }
            }
            Fact::Lot(id, event) => {
                if let Some(on) = event.occurred_on() {
                    self.entries.push((on, Happening::Lot(*id, event.clone())));
                }
            }
            _ => {}
        }
    }

    /// What everything is made of after all of it.
    pub fn lineage(self) -> Lineage {
        self.tell(|_, _| {})
    }

    /// What everything was made of at the end of that day, with all that is known now.
    pub fn as_of(mut self, day: Date) -> Lineage {
        self.entries.retain(|(on, _)| *on <= day);
        self.lineage()
    }

    /// Tells it day by day: `seen` is shown the make-ups at the end of each day on which something happened.
    pub fn tell(mut self, mut seen: impl FnMut(Date, &Lineage)) -> Lineage {
        // Stable: of one day, what was written first took effect first, as on the timelines of vats and lots.
        self.entries.sort_by_key(|(on, _)| *on);
        let mut lineage = Lineage::new(self.register);
        let mut entries = self.entries.iter().peekable();
        while let Some((on, happening)) = entries.next() {
            match happening {
                Happening::Vat(id, event) => lineage.take_vat(*id, event),
                Happening::Lot(id, event) => lineage.take_lot(*id, event),
            }
            if entries.peek().is_none_or(|(next, _)| next != on) {
                seen(*on, &lineage);
            }
        }
        lineage
    }
}
