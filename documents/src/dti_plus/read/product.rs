use domain::drm::Node;
use domain::drm::declared::{DeclaredWine, Line};
use domain::terms::{Regime, WineCode, WineSpec};
use domain::units::{Abv, Month, Volume};

use super::document::month;
use super::value::{At, Problems, decimal, find};
use crate::ReadReturn;
use crate::dti_plus::wine::order;
use crate::reference::{category_of, colour_of, is_fiscal_label};

const CHILDREN: [&str; 7] =
    ["libelle-fiscal", "code-inao", "libelle-personnalise", "tav", "premix", "observations", "balance-stock"];

/// Reads the wines of a regime.
pub(super) fn read(rights: &At<'_>, regime: Regime, into: &mut ReadReturn, problems: &mut Problems) {
    let products = rights.sequence(&["produit"], &["produit"], problems);
    if products.is_empty() {
        rights.missing("produit", problems);
    }
    for product in products {
        if let Some(wine) = wine(&product, regime, problems) {
            into.drm.wines.push(wine);
            into.wine_lines.push(product.element.line);
        }
    }
}

fn wine(product: &At<'_>, regime: Regime, problems: &mut Problems) -> Option<DeclaredWine> {
    let parts = product.sequence(&CHILDREN, &[], problems);
    let code = code(product, &parts, problems);
    let label = product
        .required(&parts, "libelle-personnalise", problems)
        .and_then(|label| label.string(1..=100, problems));
    let abv = find(&parts, "tav").map(|tav| strength(tav, problems));
    let premix = find(&parts, "premix").map(|premix| boolean(premix, problems));
    let observations = find(&parts, "observations").map(|told| told.string(0..=250, problems));
    let Some(balance) = find(&parts, "balance-stock") else {
        product.missing("balance-stock", problems);
        return None;
    };
    let stocks = balance.sequence(
        &["stock-debut-periode", "entrees-periode", "sorties-periode", "stock-fin-periode"],
        &[],
        problems,
    );
    let mut stock =
        |name: &str| balance.required(&stocks, name, problems).and_then(|stock| stock.volume(true, problems));
    let (opening_ml, closing_ml) = (stock("stock-debut-periode"), stock("stock-fin-periode"));
    let lines = lines(&stocks, regime, problems);
    let (code, label) = (code?, label?);
    Some(DeclaredWine {
        spec: WineSpec {
            category: category_of(&code),
            colour: colour_of(&code),
            label,
            code: Some(code),
            portal: None,
        },
        regime,
        abv: abv.flatten(),
        premix: premix.flatten(),
        opening_ml: opening_ml?,
        lines,
        closing_ml: closing_ml?,
        observations: observations.flatten(),
    })
}

fn code(product: &At<'_>, parts: &[At<'_>], problems: &mut Problems) -> Option<WineCode> {
    match (find(parts, "libelle-fiscal"), find(parts, "code-inao")) {
        (Some(label), None) => {
            let text = label.text().trim();
            if !is_fiscal_label(text) {
                label.unfit("un libellé fiscal de la liste de CIEL", problems);
                return None;
            }
            Some(WineCode::Fiscal(text.to_owned()))
        }
        // Its spaces count: they are read as they stand.
        (None, Some(inao)) => inao.string(6..=8, problems).map(WineCode::Inao),
        (Some(_), Some(inao)) => {
            inao.unfit("un libellé fiscal ou un code INAO, et non les deux", problems);
            None
        }
        (None, None) => {
            product.missing("libelle-fiscal ou code-inao", problems);
            None
        }
    }
}

fn strength(tav: &At<'_>, problems: &mut Problems) -> Option<Abv> {
    let hundredths = decimal(tav.text(), 2).and_then(|hundredths| u16::try_from(hundredths).ok());
    let abv = hundredths.filter(|value| (51..10_000).contains(value)).and_then(Abv::from_centipercent);
    if abv.is_none() {
        tav.unfit("un TAV entre 0,5 et 100, à deux décimales, avec un point", problems);
    }
    abv
}

fn boolean(premix: &At<'_>, problems: &mut Problems) -> Option<bool> {
    match premix.text().trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => {
            premix.unfit("true ou false", problems);
            None
        }
    }
}

/// The movements, each at its leaf, in the order of the schema.
fn lines(stocks: &[At<'_>], regime: Regime, problems: &mut Problems) -> Vec<Line> {
    let nodes: Vec<Node> = order().filter(|node| node.regime() == regime).collect();
    let mut walk = Walk { nodes: &nodes, reached: 0, lines: Vec::new() };
    for side in ["entrees-periode", "sorties-periode"] {
        if let Some(side) = find(stocks, side) {
            walk.down(side, side.name(), problems);
        }
    }
    walk.lines
}

struct Walk<'a> {
    nodes: &'a [Node],
    reached: usize,
    lines: Vec<Line>,
}

impl Walk<'_> {
    /// Goes through the elements below a path of the balance.
    fn down(&mut self, at: &At<'_>, path: &str, problems: &mut Problems) {
        at.holds_no_text(problems);
        Self::wants_current_year(at, path, problems);
        let mut groups: Vec<&str> = Vec::new();
        for element in &at.element.children {
            let child = At { element, path: format!("{}/{}", at.path, element.name) };
            let below = format!("{path}/{}", element.name);
            if let Some(index) = self.nodes.iter().position(|node| node.path() == below) {
                let again = self.nodes[index] == Node::ReplacedUnderSuspension;
                if index < self.reached || (index == self.reached && !again && self.has(index)) {
                    child.note(super::DtiFault::Unexpected { name: element.name.clone() }, problems);
                }
                self.reached = index;
                self.enter(self.nodes[index], &child, problems);
            } else if self.nodes.iter().any(|node| node.path().starts_with(&format!("{below}/"))) {
                if groups.contains(&element.name.as_str()) {
                    child.note(super::DtiFault::Twice { name: element.name.clone() }, problems);
                }
                groups.push(&element.name);
                self.down(&child, &below, problems);
            } else {
                child.note(super::DtiFault::Unexpected { name: element.name.clone() }, problems);
            }
        }
    }

    /// The schema wants the current year beside the one before.
    fn wants_current_year(at: &At<'_>, path: &str, problems: &mut Problems) {
        let Some((group, year)) = Node::FranceCrdSuspended.path().rsplit_once('/') else { return };
        if path == group && at.element.children.iter().all(|child| child.name != year) {
            at.missing(year, problems);
        }
    }

    fn has(&self, index: usize) -> bool {
        self.lines.iter().any(|line| line.node == self.nodes[index])
    }

    fn enter(&mut self, node: Node, at: &At<'_>, problems: &mut Problems) {
        let (volume, replaced_month) = if node == Node::ReplacedUnderSuspension {
            replacement(at, problems)
        } else {
            (at.volume(false, problems), None)
        };
        // What is written as nothing is nothing.
        if let Some(volume_ml) = volume.filter(|volume| *volume != Volume::ZERO) {
            self.lines.push(Line { replaced_month, ..Line::plain(node, volume_ml) });
        }
    }
}

fn replacement(at: &At<'_>, problems: &mut Problems) -> (Option<Volume>, Option<Month>) {
    let parts = at.sequence(&["mois", "annee", "volume"], &[], problems);
    let volume = at.required(&parts, "volume", problems).and_then(|volume| volume.volume(false, problems));
    (volume, month(at, &parts, problems))
}
