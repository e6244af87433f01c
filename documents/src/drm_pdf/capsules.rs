//! The accounts of capsules, by category and regime.

use std::collections::BTreeMap;

use domain::drm::declared::DeclaredCapsules;
use domain::drm::{CapsuleNode, Side};
use domain::terms::{CapsuleKind, CapsuleRegime, FiscalCategory};
use serde::Serialize;

use super::words;
use crate::reference::capsule_sizes;
use crate::reference::rubrics::capsule_rubric;

#[derive(Serialize)]
pub(super) struct Accounts {
    entries: Vec<&'static str>,
    exits: Vec<&'static str>,
    kinds: Vec<Account>,
}

#[derive(Serialize)]
struct Account {
    title: String,
    sizes: Vec<Size>,
}

#[derive(Serialize)]
struct Size {
    label: String,
    /// Opening, each entry, their total, each exit, their total, closing.
    cells: Vec<String>,
    observations: Option<String>,
}

/// The part of capsules; `None` where the return has none.
pub(super) fn accounts(capsules: &[DeclaredCapsules]) -> Option<Accounts> {
    let mut accounts: BTreeMap<(FiscalCategory, CapsuleRegime), Vec<&DeclaredCapsules>> = BTreeMap::new();
    for declared in capsules {
        accounts.entry((declared.kind.category, declared.kind.regime)).or_default().push(declared);
    }
    let account =
        |((category, regime), mut sizes): ((FiscalCategory, CapsuleRegime), Vec<&DeclaredCapsules>)| {
            sizes.sort_by_key(|declared| {
                (declared.kind.bag_in_box, declared.kind.size_ml, declared.kind.colour)
            });
            let title = format!("{} — {}", words::category(category), words::capsule_regime(regime));
            Account { title, sizes: sizes.into_iter().map(size).collect() }
        };
    let rubrics = |side| on(side).map(capsule_rubric).collect();
    (!accounts.is_empty()).then(|| Accounts {
        entries: rubrics(Side::Entry),
        exits: rubrics(Side::Exit),
        kinds: accounts.into_iter().map(account).collect(),
    })
}

fn on(side: Side) -> impl Iterator<Item = CapsuleNode> {
    CapsuleNode::ALL.iter().copied().filter(move |node| node.side() == side)
}

fn size(declared: &DeclaredCapsules) -> Size {
    let mut cells = vec![words::count(declared.opening)];
    for side in [Side::Entry, Side::Exit] {
        cells.extend(on(side).map(|node| words::count_or_blank(declared.on(node))));
        cells.push(words::count(declared.total(side)));
    }
    cells.push(words::count(declared.closing));
    Size { label: container(declared.kind), cells, observations: declared.observations.clone() }
}

/// `Bouteille 75 cl, vert`; a size that the table lacks by its centilitres.
fn container(kind: CapsuleKind) -> String {
    let known = capsule_sizes::find(kind.size_ml, kind.bag_in_box).map(|size| size.label.clone());
    let size = known.unwrap_or_else(|| {
        let name = if kind.bag_in_box { "BIB" } else { "Bouteille" };
        let tenths = if kind.size_ml % 10 == 0 { String::new() } else { format!(",{}", kind.size_ml % 10) };
        format!("{name} {}{tenths} cl", kind.size_ml / 10)
    });
    match kind.colour {
        Some(colour) => format!("{size}, {}", words::capsule_colour(colour)),
        None => size,
    }
}
