//! Where each kind of entry stands on the tree.

use super::declared::Nature;
use super::{Node, Side};
use crate::bottle_lot::BottleEntryKind;
use crate::terms::{BulkDestination, Country, LossCause, ReclassificationKind, Regime, SaleDestination};
use crate::units::{Date, Month, Volume};
use crate::vat::{EntryKind, Source};

/// A node with what it asks for besides a volume.
pub(super) struct Place {
    /// Where.
    pub(super) node: Node,
    /// What the node asks to be told.
    pub(super) observation: Option<String>,
    /// The country, of an export.
    pub(super) country: Option<Country>,
    /// The month of the sale, of a replacement under suspension.
    pub(super) replaced_month: Option<Month>,
    /// What kind of movement it is, where portals tell kinds apart.
    pub(super) nature: Option<Nature>,
    /// The number of the interprofession contract, of a sale under one.
    pub(super) contract: Option<String>,
}

impl Place {
    /// A node that asks for nothing.
    pub(super) const fn plain(node: Node) -> Self {
        Self { node, observation: None, country: None, replaced_month: None, nature: None, contract: None }
    }

    /// A node that holds movements of several kinds, and which kind this one is.
    pub(super) fn of_nature(node: Node, nature: Nature) -> Self {
        Self { nature: Some(nature), ..Self::plain(node) }
    }

    /// The same place, with the kind of movement.
    pub(super) fn with_nature(self, nature: Nature) -> Self {
        Self { nature: Some(nature), ..self }
    }

    /// A node that asks for an observation.
    pub(super) fn observed(node: Node, observation: impl Into<String>) -> Self {
        Self { observation: Some(observation.into()), ..Self::plain(node) }
    }

    fn abroad(node: Node, country: Country) -> Self {
        Self { country: Some(country), ..Self::of_nature(node, Nature::Export) }
    }

    /// The counterpart in the paid balance, which knows five nodes only: whatever is neither bought nor sold is told in
    /// words.
    pub(super) fn in_regime(self, regime: Regime) -> Self {
        if regime == Regime::Suspended {
            return self;
        }
        let node = match self.node {
            Node::PurchasesAndReturns => Node::PaidPurchases,
            Node::FranceCrdSuspended
            | Node::FranceCrdSuspendedPreviousYear
            | Node::FranceCrdPaid
            | Node::FinalExits => Node::PaidSales,
            node if node.side() == Side::Entry => Node::PaidOtherEntries,
            _ => Node::PaidOtherExits,
        };
        let told = matches!(node, Node::PaidOtherEntries | Node::PaidOtherExits);
        let observation = told.then(|| self.observation.unwrap_or_else(|| in_words(self.node).to_owned()));
        // Bottles that come back to the paid stock are not suspended again: no such return is claimed for them.
        let nature = self.nature.filter(|nature| *nature != Nature::TaxedReturn);
        Self { node, observation, replaced_month: None, nature, ..self }
    }
}

/// A node as an observation tells it.
pub(super) const fn in_words(node: Node) -> &'static str {
    match node {
        Node::VolumeProduced => "production",
        Node::PurchasesAndReturns => "achat",
        Node::OtherEntries => "autre entrée",
        Node::ReplacedUnderSuspension => "replacement en suspension",
        Node::FranceCrdSuspended | Node::FranceCrdSuspendedPreviousYear => "vente en France sous CRD",
        Node::FranceCrdPaid => "vente en France sous CRD acquittée",
        Node::FinalExits => "sortie définitive",
        Node::FamilyAndTasting => "consommation familiale, dégustation",
        Node::Losses => "perte",
        Node::OtherExits => "autre sortie",
        node => node.path(),
    }
}

/// Where a loss stands, by its cause.
pub(super) fn of_loss(cause: LossCause) -> Place {
    match cause {
        LossCause::Processing
        | LossCause::WoodStorage
        | LossCause::TankStorage
        | LossCause::Bottling
        | LossCause::PackedStorage
        | LossCause::Breakage => Place::plain(Node::Losses),
        LossCause::Sampling => Place::plain(Node::FamilyAndTasting),
        LossCause::Accident => {
            Place::observed(Node::OtherExits, "perte accidentelle").with_nature(Nature::Accident)
        }
        LossCause::Destruction => {
            Place::observed(Node::OtherExits, "destruction").with_nature(Nature::Destruction)
        }
        LossCause::Missing => Place::observed(Node::OtherExits, "manquant").with_nature(Nature::Shortage),
    }
}

/// Where a dispatch in bulk stands.
pub(super) fn of_bulk(destination: &BulkDestination) -> Place {
    match destination {
        BulkDestination::FranceWithoutContract => Place::of_nature(Node::FranceCrdSuspended, Nature::Bulk),
        BulkDestination::Contract { number } => {
            Place { contract: Some(number.clone()), ..Place::of_nature(Node::FinalExits, Nature::Contract) }
        }
        BulkDestination::OutsideContract => Place::of_nature(Node::FinalExits, Nature::OutsideContract),
        BulkDestination::Export { country } => Place::abroad(Node::FinalExits, *country),
        BulkDestination::Distillery => {
            Place::observed(Node::OtherExits, "distillation").with_nature(Nature::Distillation)
        }
        BulkDestination::Industry => {
            Place::observed(Node::OtherExits, "usage industriel").with_nature(Nature::Industry)
        }
    }
}

/// Where a sale of bottles stands. A lot does not say whether its containers are bottles or bag-in-box, so every sale
/// of one in France counts as bottles.
pub(super) fn of_sale(destination: &SaleDestination) -> Place {
    match destination {
        SaleDestination::FranceCrd => Place::of_nature(Node::FranceCrdSuspended, Nature::Bottles),
        SaleDestination::FranceCrdPaid => Place::of_nature(Node::FranceCrdPaid, Nature::Bottles),
        SaleDestination::Export { country } => Place::abroad(Node::FinalExits, *country),
        SaleDestination::FranceSuspended { .. } => Place::of_nature(Node::FinalExits, Nature::Warehouse),
    }
}

/// Where an inventory stands: a surplus enters, a shortage leaves; both ask for an observation.
pub(super) fn of_adjustment(difference: Volume, reason: &str) -> Place {
    let (node, nature) = if difference.is_negative() {
        (Node::OtherExits, Nature::Shortage)
    } else {
        (Node::OtherEntries, Nature::Surplus)
    };
    Place::observed(node, reason).with_nature(nature)
}

/// Where one side of a reclassification stands.
pub(super) fn of_reclassification(node: Node, kind: ReclassificationKind) -> Place {
    Place::of_nature(
        node,
        match kind {
            ReclassificationKind::Fallback => Nature::Fallback,
            ReclassificationKind::Downgrade => Nature::Downgrade,
            ReclassificationKind::Transfer => Nature::Transfer,
        },
    )
}

/// Where wine that enters a vat stands; transfers and the opening stock change no balance.
pub(super) fn of_source(source: &Source) -> Option<Place> {
    match source {
        Source::Harvest { .. } => Some(Place::plain(Node::VolumeProduced)),
        Source::Purchase { .. } => Some(Place::of_nature(Node::PurchasesAndReturns, Nature::Purchase)),
        Source::Transfer { .. } | Source::Opening => None,
    }
}

/// Where the entry stood that a counter-entry takes back; `change` is what the counter-entry does to the content.
pub(super) fn of_entry(kind: &EntryKind, change: Volume) -> Option<Place> {
    match kind {
        EntryKind::Received(source) => of_source(source),
        EntryKind::Lost(cause) => Some(of_loss(*cause)),
        EntryKind::Dispatched(destination) => Some(of_bulk(destination)),
        EntryKind::Adjusted => Some(of_adjustment(-change, "annulation d'inventaire")),
        EntryKind::Drawn(_) | EntryKind::Reclassified { .. } | EntryKind::Reversal => None,
    }
}

/// Where bottles stand that come back: with the month in which they had been sold.
pub(super) fn of_return(sold_on: Date, reason: String) -> Place {
    let place = Place::observed(Node::ReplacedUnderSuspension, reason).with_nature(Nature::TaxedReturn);
    Place { replaced_month: Month::of(sold_on), ..place }
}

/// Where the entry of a lot stood that a counter-entry takes back; `change` is what the counter-entry does.
pub(super) fn of_bottle_entry(kind: &BottleEntryKind, change: Volume) -> Option<Place> {
    match kind {
        BottleEntryKind::Sold(destination) => Some(of_sale(destination)),
        BottleEntryKind::Returned { sold_on } => Some(of_return(*sold_on, "retour annulé".to_owned())),
        BottleEntryKind::Lost(cause) => Some(of_loss(*cause)),
        BottleEntryKind::Adjusted => Some(of_adjustment(-change, "annulation d'inventaire")),
        BottleEntryKind::Filled(_) | BottleEntryKind::Reversal => None,
    }
}
