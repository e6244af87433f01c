use super::declared::Nature;
use super::place::{Place, in_words};
use super::{Node, Side};
use crate::bottle_lot::LotEvent;
use crate::fact::Fact;
use crate::terms::{Country, Regime};
use crate::units::{Date, LotId, Month, MovementId, Volume, WineId};

/// What one event enters on one node of the return. The signed volume is negative only when a counter-entry takes
/// back, within the same month, what stands on the node already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The movement behind it.
    pub movement: MovementId,
    /// The month it belongs to.
    pub month: Month,
    /// The day.
    pub occurred_on: Date,
    /// The declared wine.
    pub wine: WineId,
    /// Suspended or paid.
    pub regime: Regime,
    /// Where it stands.
    pub node: Node,
    /// How much.
    pub volume_ml: Volume,
    /// The observation that the node requires, where it does.
    pub observation: Option<String>,
    /// The country, of an export.
    pub country: Option<Country>,
    /// The month of the sale, of a replacement under suspension.
    pub replaced_month: Option<Month>,
    /// What kind of movement it is, where portals tell kinds apart that the node sums up.
    pub nature: Option<Nature>,
    /// The number of the interprofession contract, of a sale under one.
    pub contract: Option<String>,
}

impl Entry {
    /// The same out of a lot, which knows what it is filled into: what happens to its bottles later does not tell it again.
    #[must_use]
    pub fn packed(self, in_boxes: bool) -> Self {
        let nature = match self.nature {
            Some(Nature::Bottles) if in_boxes => Some(Nature::BagInBox),
            nature => nature,
        };
        Self { nature, ..self }
    }

    /// What it does to the stock: above zero for an entry.
    pub fn effect(&self) -> Volume {
        match self.node.side() {
            Side::Entry => self.volume_ml,
            Side::Exit => -self.volume_ml,
        }
    }
}

/// The lot that the event fills in bag-in-boxes, if it is one that does.
pub const fn boxed(fact: &Fact) -> Option<LotId> {
    match fact {
        Fact::Lot(lot, LotEvent::BottlesFilled { capsules: Some(kind), .. }) if kind.bag_in_box => Some(*lot),
        _ => None,
    }
}

/// The common part of the entries of one event.
pub(super) struct Line {
    /// The movement behind them.
    pub(super) movement: MovementId,
    /// The day.
    pub(super) occurred_on: Date,
    /// The declared wine.
    pub(super) wine: WineId,
    /// Suspended or paid.
    pub(super) regime: Regime,
}

impl Line {
    /// An inventory that found what was booked enters nothing, and neither does wine that is being made.
    pub(super) fn enter(self, place: Place, volume_ml: Volume) -> Option<Entry> {
        // Wine that is being made is in no balance until it is claimed.
        if volume_ml == Volume::ZERO || self.wine.is_being_made() {
            return None;
        }
        let month = Month::of(self.occurred_on)?;
        let place = place.in_regime(self.regime);
        Some(Entry {
            movement: self.movement,
            month,
            occurred_on: self.occurred_on,
            wine: self.wine,
            regime: self.regime,
            node: place.node,
            volume_ml,
            observation: place.observation,
            country: place.country,
            replaced_month: place.replaced_month,
            nature: place.nature,
            contract: place.contract,
        })
    }

    /// The counter-entry of what stood at `place` on `original_on`. In the month of the original it is taken off the
    /// same node. Later that month may be filed, so it enters the opposite side: a taxed sale as a replacement under
    /// suspension with its month, a replacement as a taxed sale, a reclassification the other way, everything else as other entries or exits with an
    /// observation.
    pub(super) fn counter(self, place: Place, volume_ml: Volume, original_on: Date) -> Option<Entry> {
        let original = Month::of(original_on)?;
        if original.contains(self.occurred_on) {
            return self.enter(place, -volume_ml);
        }
        let observation = format!("contre-écriture du {original_on} : {}", in_words(place.node));
        let counter = match (place.node, place.node.side()) {
            (Node::FranceCrdSuspended | Node::FranceCrdSuspendedPreviousYear, _) => {
                let replaced_month = Some(original);
                let replaced = Place::observed(Node::ReplacedUnderSuspension, observation);
                Place { replaced_month, ..replaced.with_nature(Nature::TaxedReturn) }
            }
            // Bottles alone are taken back, so what is sold again is bottles.
            (Node::ReplacedUnderSuspension, _) => Place::of_nature(Node::FranceCrdSuspended, Nature::Bottles),
            // A reclassified wine passes the other way, so that both sides still meet.
            (Node::ReclassifiedIn, _) => Place::of_nature(Node::ReclassifiedOut, Nature::CounterEntry),
            (Node::ReclassifiedOut, _) => Place::of_nature(Node::ReclassifiedIn, Nature::CounterEntry),
            (_, Side::Entry) => {
                Place::observed(Node::OtherExits, observation).with_nature(Nature::CounterEntry)
            }
            (_, Side::Exit) => {
                Place::observed(Node::OtherEntries, observation).with_nature(Nature::CounterEntry)
            }
        };
        // The paid balance tells neither a replacement nor what is sold again: it is a counter-entry, no more.
        let counter = match self.regime {
            Regime::Suspended => counter,
            Regime::Paid => counter.with_nature(Nature::CounterEntry),
        };
        self.enter(counter, volume_ml)
    }
}
