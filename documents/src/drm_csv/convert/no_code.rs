use std::fmt;

use domain::drm::Node;
use domain::drm::declared::Nature;

/// A line that a portal has no code for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("« {label} », rubrique {} : {missing}", .node.path())]
pub struct NoCode {
    /// The wine's label.
    pub label: String,
    /// The node.
    pub node: Node,
    /// What is missing.
    pub missing: Missing,
}

/// What a line lacks to be written in a portal's codes. The sentences are in French, as the portals are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The portal has no code for its node, or none for that kind of movement on it.
    Code {
        /// The kind, where the line tells one.
        nature: Option<Nature>,
    },
    /// The portal tells kinds of movements apart, and the line does not tell its own.
    Nature,
    /// The country of an export.
    Country,
    /// The number of a contract.
    Contract,
    /// The month of the sale that is replaced.
    ReplacedMonth,
    /// The buyer and the price of a contract that the row would make.
    Buyer,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Code { nature: None } => "ce portail n'a pas de code pour elle",
            Self::Code { nature: Some(nature) } => {
                return write!(f, "ce portail n'y a pas de code pour {}", in_words(*nature));
            }
            Self::Nature => "il manque la nature du mouvement, que ce portail distingue",
            Self::Country => "il manque le pays de l'export",
            Self::Contract => "il manque le numéro du contrat",
            Self::ReplacedMonth => "il manque le mois de la vente replacée",
            Self::Buyer => "il manque l'acheteur et le prix du contrat",
        })
    }
}

const fn in_words(nature: Nature) -> &'static str {
    match nature {
        Nature::Purchase => "un achat",
        Nature::SmallBulkReturn => "un retour de petit vrac",
        Nature::UntaxedReturn => "un retour de marchandise non taxée",
        Nature::TaxedReturn => "un retour de marchandise taxée",
        Nature::PaidStockReturn => "un retour du stock acquitté",
        Nature::Surplus => "un excédent",
        Nature::Handling => "une manipulation",
        Nature::Bottles => "une vente en bouteilles",
        Nature::BagInBox => "une vente en bag-in-box",
        Nature::Bulk => "une vente en vrac sans contrat",
        Nature::Contract => "une vente sous contrat",
        Nature::OutsideContract => "une vente hors contrat interprofessionnel",
        Nature::Warehouse => "une sortie vers un autre entrepôt",
        Nature::Export => "un export",
        Nature::Fallback => "un repli",
        Nature::Downgrade => "un déclassement",
        Nature::Transfer => "un transfert",
        Nature::Shortage => "un manquant",
        Nature::Distillation => "une distillation",
        Nature::Industry => "un usage industriel",
        Nature::Destruction => "une destruction",
        Nature::Accident => "une perte accidentelle",
        Nature::CounterEntry => "une contre-écriture",
    }
}
