use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Nature;
use crate::drm::{Node, Side, WineBalance};
use crate::terms::{Country, FiscalCategory, Regime, Strength, WineSpec};
use crate::units::{Abv, Month, Volume, WineId};

/// CIEL takes so many characters of observations.
const OBSERVATIONS: usize = 250;

/// One wine in one regime: its stocks and what moved them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredWine {
    /// What it is: its label is its identity from month to month.
    pub spec: WineSpec,
    /// Suspended or paid.
    pub regime: Regime,
    /// Alcoholic strength (TAV), where the code asks for it (RG14).
    pub abv: Option<Abv>,
    /// Whether it is a premix, where it is told; with a fiscal label CIEL ignores it (RG15).
    pub premix: Option<bool>,
    /// Stock at the beginning of the month.
    pub opening_ml: Volume,
    /// What entered and left, in the order of the schema.
    pub lines: Vec<Line>,
    /// Stock at its end.
    pub closing_ml: Volume,
    /// What explains its movements; CIEL takes 250 characters.
    pub observations: Option<String>,
}

/// What stands on one node, by all that a format may tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Where it stands.
    pub node: Node,
    /// Its kind, where it is known; a file of CIEL does not tell it.
    pub nature: Option<Nature>,
    /// How much; not below zero in a return that may be filed.
    pub volume_ml: Volume,
    /// The country, of an export, where it is told.
    pub country: Option<Country>,
    /// The month of the sale, of a replacement under suspension.
    pub replaced_month: Option<Month>,
    /// The number of the contract, of an exit under one.
    pub contract: Option<String>,
}

impl DeclaredWine {
    /// A balance as it is declared: the wine as it is known, its lines in any order, and what was observed, each once and
    /// in the order of the ledger.
    pub fn of(
        balance: &WineBalance,
        known: Option<(&WineSpec, Strength)>,
        mut lines: Vec<Line>,
        observations: &[String],
    ) -> Self {
        lines.retain(|line| line.volume_ml != Volume::ZERO && !line.node.is_restatement());
        lines.sort_by(|one, other| one.place().cmp(&other.place()));
        let strength = known.map(|(_, strength)| strength).unwrap_or_default();
        let observations: String = observations.join(" ; ").chars().take(OBSERVATIONS).collect();
        Self {
            spec: known.map_or_else(|| unknown(balance.wine), |(spec, _)| spec.clone()),
            regime: balance.regime,
            abv: strength.abv,
            premix: strength.premix,
            opening_ml: balance.opening_ml,
            lines,
            closing_ml: balance.closing_ml,
            observations: Some(observations).filter(|told| !told.is_empty()),
        }
    }

    /// The sum of one side.
    pub fn total(&self, side: Side) -> Volume {
        self.lines.iter().filter(|line| line.node.side() == side).map(|line| line.volume_ml).sum()
    }

    /// The volume on one node, whatever its kind.
    pub fn on(&self, node: Node) -> Volume {
        self.lines.iter().filter(|line| line.node == node).map(|line| line.volume_ml).sum()
    }

    /// Opening + entries − exits: what the closing stock has to be (RG11, RG12).
    pub fn computed_closing(&self) -> Volume {
        self.opening_ml + self.total(Side::Entry) - self.total(Side::Exit)
    }
}

impl Line {
    /// What makes it one line, and its order among the others.
    fn place(&self) -> (Node, Option<Nature>, Option<Country>, Option<Month>, Option<&str>) {
        (self.node, self.nature, self.country, self.replaced_month, self.contract.as_deref())
    }

    /// A volume on a node of which nothing else is told.
    pub const fn plain(node: Node, volume_ml: Volume) -> Self {
        Self { node, nature: None, volume_ml, country: None, replaced_month: None, contract: None }
    }
}

/// Stock of a wine that was never declared: no operation makes one, and the file's check names it.
fn unknown(wine: WineId) -> WineSpec {
    WineSpec {
        label: wine.to_string(),
        code: None,
        category: FiscalCategory::Still,
        colour: None,
        portal: None,
    }
}
