use std::collections::BTreeMap;
use std::io::Write;
use std::ops::RangeInclusive;

use domain::drm::Node;
use domain::drm::declared::DeclaredWine;
use domain::terms::WineCode;
use domain::units::{Month, Volume};

use super::DtiRefusal;
use crate::xml::Tree;

/// Strengths that the schema takes, in hundredths of a percent.
const STRENGTHS: RangeInclusive<u16> = 51..=9_999;

/// True for a text of so many characters, all of which XML takes and none a control.
pub(super) fn is_text(text: &str, length: RangeInclusive<usize>) -> bool {
    length.contains(&text.chars().count()) && !text.chars().any(|it| it.is_control() || it == '\u{FFFE}')
}

/// Refuses what the schema cannot hold.
pub(super) fn check(wine: &DeclaredWine) -> Result<(), DtiRefusal> {
    let label = || wine.spec.label.clone();
    if wine.spec.code.is_none() {
        return Err(DtiRefusal::NoCode { label: label() });
    }
    let observed = wine.observations.as_ref().is_none_or(|told| is_text(told, 0..=250));
    if !is_text(&wine.spec.label, 1..=100) || !observed {
        return Err(DtiRefusal::Text { label: label() });
    }
    if wine.abv.is_some_and(|abv| !STRENGTHS.contains(&abv.centipercent())) {
        return Err(DtiRefusal::Strength { label: label() });
    }
    for line in &wine.lines {
        if line.node.regime() != wine.regime {
            return Err(DtiRefusal::Misplaced { label: label(), node: line.node });
        }
        if line.node == Node::ReplacedUnderSuspension && line.replaced_month.is_none() {
            return Err(DtiRefusal::ReplacementMonth { label: label() });
        }
    }
    let negative = Node::ALL.iter().find(|node| wine.on(**node).is_negative());
    negative.map_or(Ok(()), |node| Err(DtiRefusal::Negative { label: label(), node: *node }))
}

/// Writes a wine that was checked.
pub(super) fn write<W: Write>(tree: &mut Tree<W>, wine: &DeclaredWine) -> Result<(), DtiRefusal> {
    tree.enter("produit")?;
    match &wine.spec.code {
        Some(WineCode::Inao(code)) => tree.leaf("code-inao", code)?,
        Some(WineCode::Fiscal(label)) => tree.leaf("libelle-fiscal", label)?,
        None => {}
    }
    tree.leaf("libelle-personnalise", &wine.spec.label)?;
    if let Some(abv) = wine.abv {
        let hundredths = abv.centipercent();
        tree.leaf("tav", &format!("{}.{:02}", hundredths / 100, hundredths % 100))?;
    }
    if let Some(premix) = wine.premix {
        tree.leaf("premix", if premix { "true" } else { "false" })?;
    }
    if let Some(observations) = &wine.observations {
        tree.leaf("observations", observations)?;
    }
    tree.enter("balance-stock")?;
    tree.leaf("stock-debut-periode", &wine.opening_ml.to_hl_string())?;
    movements(tree, wine)?;
    tree.leaf("stock-fin-periode", &wine.closing_ml.to_hl_string())?;
    tree.leave()?;
    Ok(tree.leave()?)
}

/// The nodes in the order of the schema, each sum once.
fn movements<W: Write>(tree: &mut Tree<W>, wine: &DeclaredWine) -> Result<(), DtiRefusal> {
    let depth = tree.depth();
    for node in order() {
        if node == Node::ReplacedUnderSuspension {
            replacements(tree, depth, wine)?;
            continue;
        }
        let volume = wine.on(node);
        // The schema wants the current year beside the one before.
        let wanted =
            node == Node::FranceCrdSuspended && wine.on(Node::FranceCrdSuspendedPreviousYear) != Volume::ZERO;
        if volume == Volume::ZERO && !wanted {
            continue;
        }
        let path: Vec<&str> = node.path().split('/').collect();
        if let Some((leaf, above)) = path.split_last() {
            tree.go(depth, above)?;
            tree.leaf(leaf, &volume.to_hl_string())?;
        }
    }
    Ok(tree.go(depth, &[])?)
}

/// [`Node::ALL`], but the year before stands before the current one.
pub(super) fn order() -> impl Iterator<Item = Node> {
    Node::ALL.iter().map(|node| match node {
        Node::FranceCrdSuspended => Node::FranceCrdSuspendedPreviousYear,
        Node::FranceCrdSuspendedPreviousYear => Node::FranceCrdSuspended,
        node => *node,
    })
}

/// A replacement a month of sale.
fn replacements<W: Write>(tree: &mut Tree<W>, depth: usize, wine: &DeclaredWine) -> Result<(), DtiRefusal> {
    let mut months: BTreeMap<Month, Volume> = BTreeMap::new();
    for line in wine.lines.iter().filter(|line| line.node == Node::ReplacedUnderSuspension) {
        if let Some(month) = line.replaced_month {
            *months.entry(month).or_default() += line.volume_ml;
        }
    }
    for (month, volume) in months.into_iter().filter(|(_, volume)| *volume != Volume::ZERO) {
        tree.go(depth, &["entrees-periode", "replacements"])?;
        tree.enter("replacement-suspension")?;
        tree.leaf("mois", &month.number().to_string())?;
        tree.leaf("annee", &month.year().to_string())?;
        tree.leaf("volume", &volume.to_hl_string())?;
        tree.leave()?;
    }
    Ok(())
}
