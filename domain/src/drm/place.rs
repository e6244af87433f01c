//! A place on the tree, and what it asks for.

use super::declared::Nature;
use super::{Node, Side};
use crate::terms::{Country, Regime};
use crate::units::Month;

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

    pub(super) fn abroad(node: Node, country: Country) -> Self {
        Self { country: Some(country), ..Self::of_nature(node, Nature::Export) }
    }

    /// The counterpart in the paid balance, which knows five nodes only: whatever is neither bought nor sold is told in
    /// words.
    pub(super) fn in_regime(self, regime: Regime) -> Self {
        if regime == Regime::Suspended || self.node.regime() == Regime::Paid || self.node.is_restatement() {
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
        // Bottles that come back to the paid stock are not suspended again: no return, taxed or not, is claimed for them.
        let nature =
            self.nature.filter(|nature| !matches!(nature, Nature::TaxedReturn | Nature::UntaxedReturn));
        Self { node, observation, replaced_month: None, nature, ..self }
    }
}

/// A node as an observation tells it.
pub(super) const fn in_words(node: Node) -> &'static str {
    match node {
        Node::VolumeProduced => "production",
        Node::PurchasesAndReturns | Node::PaidPurchases => "achat",
        Node::OtherEntries | Node::PaidOtherEntries => "autre entrée",
        Node::ReplacedUnderSuspension | Node::PaidReplacedUnderSuspension => "replacement en suspension",
        Node::FranceCrdSuspended | Node::FranceCrdSuspendedPreviousYear => "vente en France sous CRD",
        Node::FranceCrdPaid => "vente en France sous CRD acquittée",
        Node::FinalExits => "sortie définitive",
        Node::FamilyAndTasting => "consommation familiale, dégustation",
        Node::Losses => "perte",
        Node::OtherExits | Node::PaidOtherExits => "autre sortie",
        Node::BackFromBottling | Node::BackFromStorage | Node::BackFromWork | Node::BackFromDistillation => {
            "retour de mouvement temporaire"
        }
        Node::OutToBottling | Node::OutToStorage | Node::OutToWork | Node::OutToDistillation => {
            "mouvement temporaire"
        }
        Node::ReclassifiedIn | Node::ReclassifiedOut => "reclassement",
        Node::HandlingGain => "manipulation",
        Node::VciTakenIn | Node::VciClaimed => "revendication de VCI",
        Node::PlacedInCorsica => "mise sur le marché en Corse",
        Node::MadeIntoOther => "fabrication d'un autre produit",
        Node::OpeningRaised | Node::OpeningLowered => "inventaire du 31 juillet",
        Node::PaidSales => "vente",
    }
}
