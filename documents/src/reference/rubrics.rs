//! The words by which the French form of the return names its rubrics.

use domain::drm::{CapsuleNode, Node};
use domain::terms::Regime;

/// The groups of the tree, by the segment of their path.
const GROUPS: [(&str, &str); 5] = [
    ("mouvements-temporaires", "Mouvements temporaires"),
    ("mouvements-internes", "Mouvements internes"),
    ("replacements", "Replacements"),
    ("ventes-france-crd-suspendus", "Ventes en France sous CRD droits suspendus"),
    ("sorties-sans-paiement-droits", "Sorties sans paiement de droits"),
];

/// The rubric of a node, without its groups ([`groups`]): those of CIEL's DTI+ viti schema 1.0.14, written out.
pub const fn rubric(node: Node) -> &'static str {
    match node {
        Node::VolumeProduced => "Volume produit",
        Node::PurchasesAndReturns => "Achats et réintégrations",
        Node::BackFromBottling | Node::OutToBottling => "Embouteillage",
        Node::BackFromStorage | Node::OutToStorage => "Relogement",
        Node::BackFromWork | Node::OutToWork => "Travail à façon",
        Node::BackFromDistillation | Node::OutToDistillation => "Distillation à façon",
        Node::ReclassifiedIn | Node::ReclassifiedOut => {
            "Replis, déclassement, transfert, changement d’appellation"
        }
        Node::HandlingGain => "Manipulations",
        Node::VciTakenIn => "Intégration de VCI agréé",
        Node::OtherEntries | Node::PaidOtherEntries => "Autres entrées",
        Node::ReplacedUnderSuspension | Node::PaidReplacedUnderSuspension => "Replacement en suspension",
        Node::FranceCrdSuspended => "Année courante",
        Node::FranceCrdSuspendedPreviousYear => "Année précédente",
        Node::FranceCrdPaid => "Ventes en France sous CRD droits acquittés",
        Node::FinalExits => "Sorties définitives",
        Node::FamilyAndTasting => "Consommation familiale, dégustation",
        Node::PlacedInCorsica => "Mise sur le marché en Corse",
        Node::MadeIntoOther => "Fabrication d’un autre produit",
        Node::VciClaimed => "Revendication de VCI",
        Node::Losses => "Autres mouvements internes",
        Node::OtherExits | Node::PaidOtherExits => "Autres sorties",
        Node::PaidPurchases => "Achats",
        Node::PaidSales => "Ventes",
        Node::OpeningRaised | Node::OpeningLowered => "Stock de début de période",
    }
}

/// The groups above a node, the outermost first; none where it stands directly among entries or exits.
pub fn groups(node: Node) -> Vec<&'static str> {
    let named = |segment| GROUPS.iter().find(|(known, _)| *known == segment).map(|(_, words)| *words);
    node.path().split('/').filter_map(named).collect()
}

/// The rubric of what moves capsules.
pub const fn capsule_rubric(node: CapsuleNode) -> &'static str {
    match node {
        CapsuleNode::Bought => "Achats",
        CapsuleNode::Returned => "Retours",
        CapsuleNode::Found => "Excédents",
        CapsuleNode::OtherEntries => "Autres entrées",
        CapsuleNode::Used => "Utilisations",
        CapsuleNode::Destroyed => "Destructions",
        CapsuleNode::Missing => "Manquants",
        CapsuleNode::OtherExits => "Autres sorties",
    }
}

/// How the form calls a regime.
pub const fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::Suspended => "Droits suspendus",
        Regime::Paid => "Droits acquittés",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_segment_between_the_side_and_the_leaf_has_its_words() {
        for node in Node::ALL {
            assert_eq!(groups(*node).len() + 2, node.path().split('/').count(), "{}", node.path());
        }
        assert_eq!(groups(Node::Losses), ["Sorties sans paiement de droits", "Mouvements internes"]);
    }

    #[test]
    fn no_two_nodes_of_a_balance_have_the_same_words() {
        let whole = |node: Node| (node.regime(), node.side(), groups(node), rubric(node));
        for (index, node) in Node::ALL.iter().enumerate() {
            let same = Node::ALL[..index].iter().find(|other| whole(**other) == whole(*node));
            assert_eq!(same, None, "{}", node.name());
        }
    }
}
