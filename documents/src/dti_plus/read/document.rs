use domain::drm::declared::{Declarant, DrmReturn, Statistics};
use domain::terms::{CapsuleKind, Regime};
use domain::units::Month;

use super::element::root;
use super::value::{At, Problems, find};
use super::{DtiProblem, annexes, crd, product};

/// A return as a file tells it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReturn {
    /// The return. A file of CIEL tells neither the kinds of movements nor countries, and wines by their codes alone.
    pub drm: DrmReturn,
    /// The line of each of its wines.
    pub wine_lines: Vec<usize>,
    /// The line of each of its accounts of capsules.
    pub capsule_lines: Vec<usize>,
    /// The accounts that are written under `AUTRE` (RG32).
    pub written_as_other: Vec<CapsuleKind>,
}

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

/// Reads a file, or tells every fault of it with its line.
pub fn read(bytes: &[u8]) -> Result<ReadReturn, Vec<DtiProblem>> {
    let root = root(bytes).map_err(|problem| vec![problem])?;
    let mut problems = Problems::default();
    let at = At::root(&root);
    let children = at.sequence(&CHILDREN, &CHILDREN[4..7], &mut problems);
    let period = at
        .required(&children, "periode-taxation", &mut problems)
        .and_then(|period| month(period, &mut problems));
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

/// A month: its number and its year.
pub(super) fn month(at: &At<'_>, problems: &mut Problems) -> Option<Month> {
    let parts = at.sequence(&["mois", "annee", "volume"], &[], problems);
    let number = |name: &str| find(&parts, name).and_then(|part| part.text().trim().parse::<u16>().ok());
    let month = number("annee").zip(number("mois").and_then(|month| u8::try_from(month).ok()));
    let month = month.and_then(|(year, month)| Month::new(year, month));
    if month.is_none() {
        at.unfit("un mois (1 à 12) et une année", problems);
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
