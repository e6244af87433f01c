use super::{Node, Side};
use crate::bottle_lot::{BottleEntryKind, LotEvent};
use crate::fact::Fact;
use crate::terms::{BulkDestination, Country, LossCause, Regime, SaleDestination};
use crate::units::{Date, Month, MovementId, Volume, WineId};
use crate::vat::{EntryKind, Source, VatEvent};

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
}

impl Entry {
    /// What it does to the stock: above zero for an entry.
    pub fn effect(&self) -> Volume {
        match self.node.side() {
            Side::Entry => self.volume_ml,
            Side::Exit => -self.volume_ml,
        }
    }
}

/// The common part of the entries of one event.
struct Line {
    movement: MovementId,
    occurred_on: Date,
    wine: WineId,
    regime: Regime,
}

/// A node with what it asks for besides a volume.
struct Place {
    node: Node,
    observation: Option<String>,
    country: Option<Country>,
    replaced_month: Option<Month>,
}

impl Place {
    const fn plain(node: Node) -> Self {
        Self { node, observation: None, country: None, replaced_month: None }
    }

    fn observed(node: Node, observation: impl Into<String>) -> Self {
        Self { observation: Some(observation.into()), ..Self::plain(node) }
    }

    fn abroad(node: Node, country: Country) -> Self {
        Self { country: Some(country), ..Self::plain(node) }
    }

    /// The counterpart in the paid balance, which knows five nodes only.
    fn in_regime(self, regime: Regime) -> Self {
        if regime == Regime::Suspended {
            return self;
        }
        let node = match self.node {
            Node::PurchasesAndReturns => Node::PaidPurchases,
            Node::FranceCrdSuspended | Node::FranceCrdSuspendedPreviousYear | Node::FranceCrdPaid => {
                Node::PaidSales
            }
            node if node.side() == Side::Entry => Node::PaidOtherEntries,
            _ => Node::PaidOtherExits,
        };
        let observation = self.observation.or_else(|| Some(self.node.path().to_owned()));
        Self { node, observation, ..self }
    }
}

impl Line {
    /// An inventory that found what was booked enters nothing.
    fn enter(self, place: Place, volume_ml: Volume) -> Option<Entry> {
        if volume_ml == Volume::ZERO {
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
        })
    }

    /// The counter-entry of what stood at `place` on `original_on`. In the month of the original it is taken off the
    /// same node. Later that month may be filed, so it enters the opposite side: a taxed sale as a replacement under
    /// suspension with its month, everything else as other entries or exits with an observation.
    fn counter(self, place: Place, volume_ml: Volume, original_on: Date) -> Option<Entry> {
        let original = Month::of(original_on)?;
        if original.contains(self.occurred_on) {
            return self.enter(place, -volume_ml);
        }
        let observation = format!("contre-écriture du {} : {}", original_on, place.node.path());
        let node = match (place.node, place.node.side()) {
            (Node::FranceCrdSuspended | Node::FranceCrdSuspendedPreviousYear, _) => {
                let replaced_month = Some(original);
                let place = Place { replaced_month, ..Place::plain(Node::ReplacedUnderSuspension) };
                return self.enter(Place { observation: Some(observation), ..place }, volume_ml);
            }
            (_, Side::Entry) => Node::OtherExits,
            (_, Side::Exit) => Node::OtherEntries,
        };
        self.enter(Place::observed(node, observation), volume_ml)
    }
}

/// Where a loss stands, by its cause.
fn of_loss(cause: LossCause) -> Place {
    match cause {
        LossCause::Processing
        | LossCause::WoodStorage
        | LossCause::TankStorage
        | LossCause::Bottling
        | LossCause::PackedStorage
        | LossCause::Breakage => Place::plain(Node::Losses),
        LossCause::Sampling => Place::plain(Node::FamilyAndTasting),
        LossCause::Accident => Place::observed(Node::OtherExits, "perte accidentelle"),
        LossCause::Destruction => Place::observed(Node::OtherExits, "destruction"),
        LossCause::Missing => Place::observed(Node::OtherExits, "manquant"),
    }
}

/// Where a dispatch in bulk stands.
fn of_bulk(destination: &BulkDestination) -> Place {
    match destination {
        BulkDestination::FranceWithoutContract => Place::plain(Node::FranceCrdSuspended),
        BulkDestination::Contract { .. } | BulkDestination::OutsideContract => Place::plain(Node::FinalExits),
        BulkDestination::Export { country } => Place::abroad(Node::FinalExits, *country),
        BulkDestination::Distillery => Place::observed(Node::OtherExits, "distillation"),
        BulkDestination::Industry => Place::observed(Node::OtherExits, "usage industriel"),
    }
}

/// Where a sale of bottles stands.
fn of_sale(destination: &SaleDestination) -> Place {
    match destination {
        SaleDestination::FranceCrd => Place::plain(Node::FranceCrdSuspended),
        SaleDestination::FranceCrdPaid => Place::plain(Node::FranceCrdPaid),
        SaleDestination::Export { country } => Place::abroad(Node::FinalExits, *country),
        SaleDestination::FranceSuspended { .. } => Place::plain(Node::FinalExits),
    }
}

/// Where an inventory stands: a surplus enters, a shortage leaves; both ask for an observation.
fn of_adjustment(difference: Volume, reason: &str) -> Place {
    let node = if difference.is_negative() { Node::OtherExits } else { Node::OtherEntries };
    Place::observed(node, reason)
}

/// Where wine that enters a vat stands; transfers and the opening stock change no balance.
fn of_source(source: &Source) -> Option<Place> {
    match source {
        Source::Harvest { .. } => Some(Place::plain(Node::VolumeProduced)),
        Source::Purchase { .. } => Some(Place::plain(Node::PurchasesAndReturns)),
        Source::Transfer { .. } | Source::Opening => None,
    }
}

/// What an event enters in the return. Bottling and transfers enter nothing but their losses; a reclassification
/// enters both sides.
pub fn classify(fact: &Fact) -> Vec<Entry> {
    match fact {
        Fact::Vat(_, event) => classify_vat(event),
        Fact::Lot(_, event) => classify_lot(event).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn classify_vat(event: &VatEvent) -> Vec<Entry> {
    let line = |movement: &MovementId, occurred_on: &Date, wine: &WineId| Line {
        movement: *movement,
        occurred_on: *occurred_on,
        wine: *wine,
        regime: Regime::Suspended,
    };
    let entry = match event {
        VatEvent::WineReceived { movement, source, wine, volume_ml, occurred_on } => {
            of_source(source).and_then(|place| line(movement, occurred_on, wine).enter(place, *volume_ml))
        }
        VatEvent::LossRecorded { movement, cause, wine, volume_ml, occurred_on } => {
            line(movement, occurred_on, wine).enter(of_loss(*cause), *volume_ml)
        }
        VatEvent::BulkDispatched { movement, destination, wine, volume_ml, occurred_on } => {
            line(movement, occurred_on, wine).enter(of_bulk(destination), *volume_ml)
        }
        VatEvent::ContentAdjusted { movement, wine, difference_ml, reason, occurred_on, .. } => {
            let place = of_adjustment(*difference_ml, reason);
            line(movement, occurred_on, wine).enter(place, difference_ml.abs())
        }
        VatEvent::WineReclassified { movement, from, to, volume_ml, occurred_on, .. } => {
            let out = line(movement, occurred_on, from);
            let into = line(movement, occurred_on, to);
            return out
                .enter(Place::plain(Node::ReclassifiedOut), *volume_ml)
                .into_iter()
                .chain(into.enter(Place::plain(Node::ReclassifiedIn), *volume_ml))
                .collect();
        }
        VatEvent::EntryReversed {
            movement,
            of,
            wine,
            volume_ml,
            change_ml,
            original_on,
            occurred_on,
            ..
        } => {
            if let EntryKind::Reclassified { from, to, .. } = of {
                return reverse_reclassification(
                    *movement,
                    *occurred_on,
                    *from,
                    *to,
                    *volume_ml,
                    *original_on,
                );
            }
            of_entry(of, *change_ml)
                .and_then(|place| line(movement, occurred_on, wine).counter(place, *volume_ml, *original_on))
        }
        VatEvent::WineDrawn { .. }
        | VatEvent::VatCommissioned { .. }
        | VatEvent::AdditionMade { .. }
        | VatEvent::AnalysisRecorded { .. }
        | VatEvent::VatRetired { .. } => None,
    };
    entry.into_iter().collect()
}

/// A reclassification taken back: in its month both sides come off, later the wine passes the other way.
fn reverse_reclassification(
    movement: MovementId,
    occurred_on: Date,
    from: WineId,
    to: WineId,
    volume_ml: Volume,
    original_on: Date,
) -> Vec<Entry> {
    let line = |wine| Line { movement, occurred_on, wine, regime: Regime::Suspended };
    let same_month = Month::of(original_on).is_some_and(|month| month.contains(occurred_on));
    let (leaves, enters, volume_ml) = if same_month { (from, to, -volume_ml) } else { (to, from, volume_ml) };
    line(leaves)
        .enter(Place::plain(Node::ReclassifiedOut), volume_ml)
        .into_iter()
        .chain(line(enters).enter(Place::plain(Node::ReclassifiedIn), volume_ml))
        .collect()
}

/// Where the entry stood that a counter-entry takes back; `change` is what the counter-entry does to the content.
fn of_entry(kind: &EntryKind, change: Volume) -> Option<Place> {
    match kind {
        EntryKind::Received(source) => of_source(source),
        EntryKind::Lost(cause) => Some(of_loss(*cause)),
        EntryKind::Dispatched(destination) => Some(of_bulk(destination)),
        EntryKind::Adjusted => Some(of_adjustment(-change, "annulation d'inventaire")),
        EntryKind::Drawn(_) | EntryKind::Reclassified { .. } | EntryKind::Reversal => None,
    }
}

fn classify_lot(event: &LotEvent) -> Option<Entry> {
    let line = |movement: &MovementId, occurred_on: &Date, wine: &WineId, regime: &Regime| Line {
        movement: *movement,
        occurred_on: *occurred_on,
        wine: *wine,
        regime: *regime,
    };
    match event {
        LotEvent::BottlesSold { movement, destination, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_sale(destination), *volume_ml)
        }
        LotEvent::BottlesReturned {
            movement, sold_on, regime, wine, volume_ml, reason, occurred_on, ..
        } => {
            let place = of_return(*sold_on, reason.clone());
            line(movement, occurred_on, wine, regime).enter(place, *volume_ml)
        }
        LotEvent::BottlesBroken { movement, cause, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_loss(*cause), *volume_ml)
        }
        LotEvent::BottlesTasted { movement, regime, wine, volume_ml, occurred_on, .. } => {
            line(movement, occurred_on, wine, regime).enter(of_loss(LossCause::Sampling), *volume_ml)
        }
        LotEvent::CountAdjusted { movement, regime, wine, difference_ml, reason, occurred_on, .. } => {
            let place = of_adjustment(*difference_ml, reason);
            line(movement, occurred_on, wine, regime).enter(place, difference_ml.abs())
        }
        LotEvent::BottleEntryReversed {
            movement,
            of,
            regime,
            wine,
            change_ml,
            original_on,
            occurred_on,
            ..
        } => {
            let place = of_bottle_entry(of, *change_ml)?;
            line(movement, occurred_on, wine, regime).counter(place, change_ml.abs(), *original_on)
        }
        LotEvent::BottlesFilled { .. }
        | LotEvent::BottlesReserved { .. }
        | LotEvent::ReservationReleased { .. } => None,
    }
}

fn of_return(sold_on: Date, reason: String) -> Place {
    let place = Place::observed(Node::ReplacedUnderSuspension, reason);
    Place { replaced_month: Month::of(sold_on), ..place }
}

fn of_bottle_entry(kind: &BottleEntryKind, change: Volume) -> Option<Place> {
    match kind {
        BottleEntryKind::Sold(destination) => Some(of_sale(destination)),
        BottleEntryKind::Returned { sold_on } => Some(of_return(*sold_on, "retour annulé".to_owned())),
        BottleEntryKind::Lost(cause) => Some(of_loss(*cause)),
        BottleEntryKind::Adjusted => Some(of_adjustment(-change, "annulation d'inventaire")),
        BottleEntryKind::Filled(_) | BottleEntryKind::Reversal => None,
    }
}
