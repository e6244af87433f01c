use domain::drm::CapsuleNode;
use domain::drm::declared::{CapsuleMovement, DeclaredCapsules};
use domain::terms::{CapsuleKind, CapsuleRegime, FiscalCategory};

use super::DtiFault;
use super::value::{At, Problems, decimal, find};
use crate::ReadReturn;
use crate::reference::capsule_sizes;

const CATEGORIES: [FiscalCategory; 5] = [
    FiscalCategory::Still,
    FiscalCategory::Sparkling,
    FiscalCategory::Intermediate,
    FiscalCategory::CognacArmagnac,
    FiscalCategory::Spirit,
];

/// No container is as large.
const MOST_ML: i64 = 1_000_000;

/// What a container is told by.
pub(super) const ATTRIBUTES: [&str; 3] = ["volume", "volumePersonnalise", "bib"];

const REGIMES: [CapsuleRegime; 3] =
    [CapsuleRegime::Personalised, CapsuleRegime::CollectiveSuspended, CapsuleRegime::CollectivePaid];

/// Reads an account of capsules with its containers.
pub(super) fn read(account: &At<'_>, into: &mut ReadReturn, problems: &mut Problems) {
    let names = ["categorie-fiscale-capsules", "type-capsule", "centilisation"];
    let parts = account.sequence(&names, &["centilisation"], problems);
    let category = find(&parts, names[0]);
    let regime = find(&parts, names[1]);
    for (part, name) in [(category, names[0]), (regime, names[1]), (find(&parts, names[2]), names[2])] {
        if part.is_none() {
            account.missing(name, problems);
        }
    }
    let category = category.and_then(|part| {
        let found = CATEGORIES.into_iter().find(|known| known.ciel_code() == part.text().trim());
        if found.is_none() {
            part.unfit("M, T, PI, COGNAC-ARMAGNAC ou ALCOOLS", problems);
        }
        found
    });
    let regime = regime.and_then(|part| {
        let found = REGIMES.into_iter().find(|known| known.ciel_code() == part.text().trim());
        if found.is_none() {
            part.unfit("un type de capsule de CIEL", problems);
        }
        found
    });
    let (Some(category), Some(regime)) = (category, regime) else { return };
    for container in parts.iter().filter(|part| part.name() == "centilisation") {
        let Some((size_ml, bag_in_box, other)) = size(container, problems) else { continue };
        let kind = CapsuleKind { category, regime, size_ml, bag_in_box, colour: None };
        if let Some(capsules) = counts(container, kind, problems) {
            into.drm.capsules.push(capsules);
            into.capsule_lines.push(container.element.line);
            into.written_as_other.extend(other.then_some(kind));
        }
    }
}

/// The size in millilitres, whether it is a bag-in-box, and whether it is written under `AUTRE`.
fn size(container: &At<'_>, problems: &mut Problems) -> Option<(i64, bool, bool)> {
    let note = |value: &str, expected: &'static str, problems: &mut Problems| {
        container.note(DtiFault::Value { value: value.chars().take(60).collect(), expected }, problems);
    };
    let code = container.element.attribute(ATTRIBUTES[0]).unwrap_or_default();
    let told = container.element.attribute(ATTRIBUTES[1]);
    let bag_in_box = container.element.attribute(ATTRIBUTES[2]);
    let size_ml = told.and_then(|told| decimal(told, 1)).filter(|size| (1..=MOST_ML).contains(size));
    if size_ml.is_none() && (told.is_some() || code == "AUTRE") {
        let expected = "un volume en cl, positif, à une décimale (volumePersonnalise)";
        note(told.unwrap_or_default(), expected, problems);
    }
    let bag_in_box = match bag_in_box {
        Some("true" | "1") => true,
        None | Some("false" | "0") => false,
        Some(other) => {
            note(other, "true ou false (bib)", problems);
            false
        }
    };
    if code != "AUTRE" {
        let found = capsule_sizes::all().iter().find(|size| size.ciel_code == code);
        if found.is_none() {
            note(code, "une centilisation de CIEL", problems);
        }
        return found.map(|size| (size.millilitres, size.bag_in_box, false));
    }
    size_ml.map(|size_ml| (size_ml, bag_in_box, true))
}

fn counts(container: &At<'_>, kind: CapsuleKind, problems: &mut Problems) -> Option<DeclaredCapsules> {
    let names =
        ["stock-debut-periode", "entrees-capsules", "sorties-capsules", "stock-fin-periode", "observations"];
    let parts = container.sequence(&names, &[], problems);
    let mut stock =
        |name: &str| container.required(&parts, name, problems).and_then(|stock| stock.count(problems));
    let (opening, closing) = (stock(names[0]), stock(names[3]));
    let mut movements = Vec::new();
    for side in &names[1..3] {
        let Some(side) = find(&parts, side) else { continue };
        let prefix = format!("{}/", side.name());
        let nodes: Vec<(&str, CapsuleNode)> = CapsuleNode::ALL
            .iter()
            .filter_map(|node| Some((node.path().strip_prefix(&prefix)?, *node)))
            .collect();
        let leaves: Vec<&str> = nodes.iter().map(|(leaf, _)| *leaf).collect();
        for leaf in side.sequence(&leaves, &[], problems) {
            let node = nodes.iter().find(|(name, _)| *name == leaf.name()).map(|(_, node)| *node);
            if let Some((node, count)) = node.zip(leaf.count(problems)).filter(|(_, count)| *count != 0) {
                movements.push(CapsuleMovement { node, count });
            }
        }
    }
    let observations = find(&parts, "observations").map(|told| told.string(0..=250, problems));
    let observations = observations.flatten();
    Some(DeclaredCapsules { kind, opening: opening?, movements, closing: closing?, observations })
}
