//! The balances of one regime: a table of rubrics and wines, with its subtotals and totals.

use std::collections::BTreeMap;

use domain::drm::declared::{DeclaredWine, Line};
use domain::drm::{Node, Side};
use domain::terms::{FiscalCategory, Regime, WineCode};
use domain::units::Volume;
use serde::Serialize;

use super::words::{self, Decimals};
use crate::reference::rubrics::{groups, rubric};

/// As many columns stand beside the rubrics on a page.
const COLUMNS: usize = 6;

#[derive(Serialize)]
pub(super) struct Balance {
    tables: Vec<Table>,
    notes: Vec<Note>,
}

#[derive(Serialize)]
struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// The head of a column: a wine, or a total of several.
#[derive(Clone, Serialize)]
struct Column {
    number: String,
    label: String,
    details: Vec<String>,
    total: bool,
}

#[derive(Serialize)]
struct Row {
    kind: Kind,
    depth: usize,
    label: String,
    cells: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Stock,
    Section,
    Group,
    Line,
    Total,
}

/// What is told of a wine besides its volumes.
#[derive(Serialize)]
struct Note {
    number: String,
    label: String,
    facts: Vec<(&'static str, String)>,
}

/// The volumes of a column.
#[derive(Clone, Default)]
struct Figures {
    opening: Volume,
    on: BTreeMap<Node, Volume>,
    closing: Volume,
}

/// Which volume of a column stands in a row.
enum Volumes {
    Opening,
    Closing,
    Sum(Vec<Node>),
    None,
}

struct Rubric {
    kind: Kind,
    depth: usize,
    label: String,
    volumes: Volumes,
}

impl Figures {
    fn of(wine: &DeclaredWine) -> Self {
        let mut on: BTreeMap<Node, Volume> = BTreeMap::new();
        for line in &wine.lines {
            *on.entry(line.node).or_default() += line.volume_ml;
        }
        Self { opening: wine.opening_ml, on, closing: wine.closing_ml }
    }

    fn add(&mut self, other: &Self) {
        self.opening += other.opening;
        self.closing += other.closing;
        for (node, volume) in &other.on {
            *self.on.entry(*node).or_default() += *volume;
        }
    }

    fn cell(&self, rubric: &Rubric, decimals: Decimals) -> String {
        match &rubric.volumes {
            Volumes::Opening => decimals.hl(self.opening),
            Volumes::Closing => decimals.hl(self.closing),
            Volumes::None => String::new(),
            Volumes::Sum(nodes) => {
                let sum = nodes.iter().filter_map(|node| self.on.get(node)).copied().sum();
                if rubric.kind == Kind::Total { decimals.hl(sum) } else { decimals.hl_or_blank(sum) }
            }
        }
    }
}

/// The part of a regime; `None` where the return has no wine of it.
pub(super) fn balance(wines: &[DeclaredWine], regime: Regime, decimals: Decimals) -> Option<Balance> {
    let wines: Vec<&DeclaredWine> = wines.iter().filter(|wine| wine.regime == regime).collect();
    if wines.is_empty() {
        return None;
    }
    let rubrics = rubrics(regime);
    let tables = pages(&wines).into_iter().map(|columns| {
        let row = |rubric: &Rubric| Row {
            kind: rubric.kind,
            depth: rubric.depth,
            label: rubric.label.clone(),
            cells: columns.iter().map(|(_, figures)| figures.cell(rubric, decimals)).collect(),
        };
        let rows = rubrics.iter().map(row).collect();
        Table { rows, columns: columns.iter().map(|(column, _)| column.clone()).collect() }
    });
    let notes = wines.iter().zip(1..).filter_map(|(wine, number)| note(number, wine, decimals));
    Some(Balance { tables: tables.collect(), notes: notes.collect() })
}

/// The rows of a balance in the order of the schema: a row for each group of several lines, with their sum, above them.
fn rubrics(regime: Regime) -> Vec<Rubric> {
    let stock =
        |label: &str, volumes| Rubric { kind: Kind::Stock, depth: 0, label: label.to_owned(), volumes };
    let mut rows = vec![stock("Stock en début de période", Volumes::Opening)];
    for (side, section) in [(Side::Entry, "Entrées de la période"), (Side::Exit, "Sorties de la période")]
    {
        rows.push(Rubric {
            kind: Kind::Section,
            depth: 0,
            label: section.to_owned(),
            volumes: Volumes::None,
        });
        let nodes: Vec<Node> =
            Node::ALL.iter().copied().filter(|it| it.regime() == regime && it.side() == side).collect();
        let mut open: Vec<&str> = Vec::new();
        for node in &nodes {
            let above = shown_groups(&nodes, *node);
            for depth in 0..above.len() {
                if open.get(..=depth) != above.get(..=depth) {
                    let under = above.get(..=depth).unwrap_or_default();
                    let sum = nodes.iter().copied().filter(|it| groups(*it).starts_with(under)).collect();
                    let label = above.get(depth).copied().unwrap_or_default().to_owned();
                    rows.push(Rubric { kind: Kind::Group, depth, label, volumes: Volumes::Sum(sum) });
                }
            }
            let label = rubric(*node).to_owned();
            rows.push(Rubric {
                kind: Kind::Line,
                depth: above.len(),
                label,
                volumes: Volumes::Sum(vec![*node]),
            });
            open = above;
        }
        let label = format!("Total des {}", if side == Side::Entry { "entrées" } else { "sorties" });
        rows.push(Rubric { kind: Kind::Total, depth: 0, label, volumes: Volumes::Sum(nodes) });
    }
    rows.push(stock("Stock en fin de période", Volumes::Closing));
    rows
}

/// The groups above a node that hold more than it alone.
fn shown_groups(nodes: &[Node], node: Node) -> Vec<&'static str> {
    let mut above = groups(node);
    while !above.is_empty() && nodes.iter().filter(|other| groups(**other).starts_with(&above)).count() < 2 {
        above.pop();
    }
    above
}

/// The columns, a page each: the wines, spread evenly, then the totals of their fiscal categories.
fn pages(wines: &[&DeclaredWine]) -> Vec<Vec<(Column, Figures)>> {
    let columns: Vec<_> =
        wines.iter().zip(1..).map(|(wine, number)| (head(number, wine), Figures::of(wine))).collect();
    let width = columns.len().div_ceil(columns.len().div_ceil(COLUMNS).max(1)).max(1);
    let mut pages: Vec<Vec<_>> = columns.chunks(width).map(<[_]>::to_vec).collect();
    let totals = if wines.len() > 1 { totals(wines) } else { Vec::new() };
    match pages.last_mut() {
        Some(last) if last.len() + totals.len() <= COLUMNS => last.extend(totals),
        _ => pages.push(totals),
    }
    pages
}

fn head(number: usize, wine: &DeclaredWine) -> Column {
    let code = match &wine.spec.code {
        Some(WineCode::Inao(code)) => format!("INAO {}", code.trim_end()),
        Some(WineCode::Fiscal(label)) => label.clone(),
        None => "sans code".to_owned(),
    };
    let details =
        [Some(code), wine.abv.map(words::strength), wine.premix.filter(|it| *it).map(|_| "premix".into())];
    Column {
        number: number.to_string(),
        label: wine.spec.label.clone(),
        details: details.into_iter().flatten().collect(),
        total: false,
    }
}

/// A column a fiscal category, and one of them all where there are several.
fn totals(wines: &[&DeclaredWine]) -> Vec<(Column, Figures)> {
    let mut sums: BTreeMap<FiscalCategory, Figures> = BTreeMap::new();
    let mut whole = Figures::default();
    for wine in wines {
        let figures = Figures::of(wine);
        sums.entry(wine.spec.category).or_default().add(&figures);
        whole.add(&figures);
    }
    let several = sums.len() > 1;
    let column = |label: &str| Column {
        number: "Total".to_owned(),
        label: label.to_owned(),
        details: Vec::new(),
        total: true,
    };
    let mut totals: Vec<_> =
        sums.into_iter().map(|(category, sum)| (column(words::category(category)), sum)).collect();
    if several {
        totals.push((column("Toutes catégories"), whole));
    }
    totals
}

/// Countries, months of sale, contracts and observations of a wine; `None` where nothing is told.
fn note(number: usize, wine: &DeclaredWine, decimals: Decimals) -> Option<Note> {
    let mut facts = Vec::new();
    let countries = by(wine, |line| line.country.map(|country| country.to_string()));
    facts.extend(listed("Exportations", countries, decimals, String::clone));
    let months = by(wine, |line| line.replaced_month);
    facts.extend(listed("Replacements, mois de la vente", months, decimals, |month| words::month(*month)));
    let contracts = by(wine, |line| line.contract.clone());
    facts.extend(listed("Contrats", contracts, decimals, |contract| format!("n° {contract}")));
    facts.extend(wine.observations.clone().map(|told| ("Observations", told)));
    let label = wine.spec.label.clone();
    (!facts.is_empty()).then(|| Note { number: number.to_string(), label, facts })
}

fn by<K: Ord>(wine: &DeclaredWine, key: impl Fn(&Line) -> Option<K>) -> BTreeMap<K, Volume> {
    let mut sums: BTreeMap<K, Volume> = BTreeMap::new();
    for line in &wine.lines {
        if let Some(key) = key(line) {
            *sums.entry(key).or_default() += line.volume_ml;
        }
    }
    sums
}

fn listed<K>(
    title: &'static str,
    sums: BTreeMap<K, Volume>,
    decimals: Decimals,
    name: impl Fn(&K) -> String,
) -> Option<(&'static str, String)> {
    let each = |(key, volume): (&K, &Volume)| format!("{} : {}\u{a0}hl", name(key), decimals.hl(*volume));
    let texts: Vec<String> = sums.iter().map(each).collect();
    (!texts.is_empty()).then(|| (title, texts.join(" ; ")))
}
