use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DeclaredCapsules, DeclaredWine, DocumentRange, Statistics, UnclearedDocument};
use crate::drm::{Node, Return, WineBalance};
use crate::terms::Regime;
use crate::units::{Month, Volume};

/// The return of one establishment for one month, from which every format is written and into which each is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DrmReturn {
    /// The month.
    pub period: Month,
    /// Whose it is.
    pub declarant: Declarant,
    /// Its wines, one a label and regime.
    pub wines: Vec<DeclaredWine>,
    /// Its capsules, one a kind.
    pub capsules: Vec<DeclaredCapsules>,
    /// The paper documents used.
    pub documents: Vec<DocumentRange>,
    /// The documents not cleared.
    pub uncleared: Vec<UnclearedDocument>,
    /// The European statistics.
    pub statistics: Statistics,
}

/// Who declares: what a file tells of it; CIEL knows an establishment by its excise number alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Declarant {
    /// Trade name.
    pub name: Option<String>,
    /// Excise number, 13 characters.
    pub accise: Option<String>,
    /// CVI number, 10 characters.
    pub cvi: Option<String>,
    /// SIRET, 14 digits.
    pub siret: Option<String>,
    /// Identifier at the interprofession.
    pub interprofession_id: Option<String>,
}

impl DrmReturn {
    /// The wine of that label in that regime.
    pub fn wine(&self, label: &str, regime: Regime) -> Option<&DeclaredWine> {
        self.wines.iter().find(|wine| wine.spec.label == label && wine.regime == regime)
    }

    /// True where nothing moved (néant): stocks there may be.
    pub fn is_nil(&self) -> bool {
        self.wines.iter().all(|wine| wine.lines.is_empty())
            && self.capsules.iter().all(|account| account.movements.is_empty())
            && self.documents.is_empty()
            && self.uncleared.is_empty()
    }

    /// True when it declares what the ledger's return says: the same month, as many wines, each with the same stocks
    /// and the same volume on every node, and the same capsules with the same stocks. The ledger knows wines by their ids
    /// and this by their labels, so they are held against each other by their figures.
    pub fn says(&self, ledger: &Return) -> bool {
        let mut declared: Vec<_> = self.wines.iter().map(figures_of_declared).collect();
        let mut booked: Vec<_> = ledger.wines.iter().map(figures_of_booked).collect();
        declared.sort();
        booked.sort();
        let mut capsules: Vec<_> = self.capsules.iter().map(|it| (it.kind, it.opening, it.closing)).collect();
        let mut counted: Vec<_> =
            ledger.capsules.iter().map(|it| (it.kind, it.opening, it.closing)).collect();
        capsules.sort();
        counted.sort();
        self.period == ledger.month && declared == booked && capsules == counted
    }
}

type Figures = (Regime, Volume, Volume, Vec<(Node, Volume)>);

fn figures(regime: Regime, opening: Volume, closing: Volume, on: impl Fn(Node) -> Volume) -> Figures {
    let nodes = Node::ALL.iter().map(|node| (*node, on(*node)));
    (regime, opening, closing, nodes.filter(|(_, volume)| *volume != Volume::ZERO).collect())
}

fn figures_of_declared(wine: &DeclaredWine) -> Figures {
    figures(wine.regime, wine.opening_ml, wine.closing_ml, |node| wine.on(node))
}

fn figures_of_booked(wine: &WineBalance) -> Figures {
    figures(wine.regime, wine.opening_ml, wine.closing_ml, |node| wine.on(node))
}
