use domain::drm::declared::{Declarant, DrmReturn, Statistics};
use domain::terms::Regime;
use domain::units::Month;

use super::element::root;
use super::value::{At, Problems, find};
use super::{DtiFault, DtiProblem, annexes, crd, product};
use crate::ReadReturn;

const CHILDREN: [&str; 8] = [
    "periode-taxation",
    "identification-redevable",
    "droits-acquittes",
    "droits-suspendus",
    "compte-crd",
    "document-accompagnement",
    "releve-non-apurement",
    "statistiques",
];

/// The schema takes so many accounts of capsules.
const MOST_ACCOUNTS: usize = 10;

/// Reads a file, or tells every fault of it with its line.
pub fn read(bytes: &[u8]) -> Result<ReadReturn, Vec<DtiProblem>> {
    let root = root(bytes).map_err(|problem| vec![problem])?;
    let mut problems = Problems::default();
    let at = At::root(&root);
    attributes(&at, &mut problems);
    let children = at.sequence(&CHILDREN, &CHILDREN[4..7], &mut problems);
    let accounts = children.iter().filter(|child| child.name() == "compte-crd");
    if let Some(beyond) = accounts.clone().nth(MOST_ACCOUNTS) {
        beyond.note(DtiFault::Unexpected { name: "compte-crd".to_owned() }, &mut problems);
    }
    let period = at.required(&children, "periode-taxation", &mut problems).and_then(|period| {
        month(period, &period.sequence(&["mois", "annee"], &[], &mut problems), &mut problems)
    });
    let accise = at
        .required(&children, "identification-redevable", &mut problems)
        .and_then(|accise| identification(accise, &mut problems));
    let Some(period) = period else { return Err(problems.0) };
    let mut read = ReadReturn {
        drm: DrmReturn {
            period,
            declarant: Declarant { accise, ..Declarant::default() },
            wines: Vec::new(),
            capsules: Vec::new(),
            documents: Vec::new(),
            uncleared: Vec::new(),
            statistics: Statistics::default(),
        },
        wine_lines: Vec::new(),
        capsule_lines: Vec::new(),
        written_as_other: Vec::new(),
    };
    for (name, regime) in [("droits-acquittes", Regime::Paid), ("droits-suspendus", Regime::Suspended)] {
        if let Some(rights) = find(&children, name) {
            product::read(rights, regime, &mut read, &mut problems);
        }
    }
    for child in &children {
        match child.name() {
            "compte-crd" => crd::read(child, &mut read, &mut problems),
            "document-accompagnement" => annexes::documents(child, &mut read.drm, &mut problems),
            "releve-non-apurement" => annexes::uncleared(child, &mut read.drm, &mut problems),
            "statistiques" => annexes::statistics(child, &mut read.drm, &mut problems),
            _ => {}
        }
    }
    if problems.0.is_empty() { Ok(read) } else { Err(problems.0) }
}

/// Notes attributes where the schema has none, in the whole file; declarations of namespaces and what is for a schema's
/// own use stand anywhere.
fn attributes(at: &At<'_>, problems: &mut Problems) {
    for (name, _) in &at.element.attributes {
        let anywhere = name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:");
        let there = at.name() == "centilisation" && crd::ATTRIBUTES.contains(&name.as_str());
        if !anywhere && !there {
            at.note(DtiFault::Attribute { name: name.clone() }, problems);
        }
    }
    for element in &at.element.children {
        attributes(&At { element, path: format!("{}/{}", at.path, element.name) }, problems);
    }
}

/// A month of its number and its year.
pub(super) fn month(at: &At<'_>, parts: &[At<'_>], problems: &mut Problems) -> Option<Month> {
    let number = |name: &str| find(parts, name).and_then(|part| part.text().trim().parse::<u16>().ok());
    let month = number("annee").zip(number("mois").and_then(|month| u8::try_from(month).ok()));
    let month = month.and_then(|(year, month)| Month::new(year, month));
    if month.is_none() {
        let told = |name| find(parts, name).map(|part| part.text().trim()).unwrap_or_default();
        let value = format!("{} {}", told("mois"), told("annee")).trim().chars().take(60).collect();
        at.note(DtiFault::Value { value, expected: "un mois (1 à 12) et une année" }, problems);
    }
    month
}

/// Two letters, then eleven letters or digits.
fn identification(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    let text = at.text().trim();
    let fits = text.len() == 13
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic());
    if !fits {
        at.unfit("un numéro d'accise, deux lettres puis onze lettres ou chiffres", problems);
        return None;
    }
    Some(text.to_owned())
}
