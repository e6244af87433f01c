//! A return file of any kind as the one value that rules are held against.

use documents::drm_csv::{self, Annexe, DrmFile, RowError, StatisticKind};
use documents::drm_rules::{Breach, Place, rg1};
use documents::dti_plus::{self, DtiProblem, ReadReturn};
use domain::drm::CapsuleNode;
use domain::drm::declared::{
    CapsuleMovement, Declarant, DeclaredCapsules, DeclaredWine, DocumentKind, DocumentRange, DrmReturn, Line,
    Statistics, UnclearedDocument,
};
use domain::terms::{Country, Regime};

use super::opening::spec;
use super::returns::flow;

/// A file that was read.
pub struct ReadFile {
    /// What it tells, with its lines.
    pub told: ReadReturn,
    /// Its rows, of a portal's file.
    pub rows: Option<DrmFile>,
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum Unreadable {
    /// It is XML and not DTI+ viti: each fault, as customs would tell it (RG1).
    Xml(Vec<Breach>),
    /// It is a portal's file with mistakes.
    Rows(Vec<RowError>),
}

/// Reads customs' XML or a portal's CSV, whichever the bytes are.
pub fn read_return(bytes: &[u8]) -> Result<ReadFile, Unreadable> {
    if is_xml(bytes) {
        let told = dti_plus::read(bytes).map_err(|problems| {
            let breach = |it: &DtiProblem| rg1(it.line, &it.path, &it.fault.to_string());
            Unreadable::Xml(problems.iter().map(breach).collect())
        })?;
        return Ok(ReadFile { told, rows: None });
    }
    let rows = drm_csv::read(bytes).map_err(Unreadable::Rows)?;
    Ok(ReadFile { told: told(&rows), rows: Some(rows) })
}

fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// What a portal's file tells. A country that it names in words is left out: customs do not ask for it.
fn told(file: &DrmFile) -> ReadReturn {
    let line = |line: u32| usize::try_from(line).unwrap_or_default();
    let (documents, uncleared, statistics) = annexes(&file.annexes);
    ReadReturn {
        drm: DrmReturn {
            period: file.period,
            declarant: Declarant {
                name: None,
                accise: file.accise.clone(),
                cvi: file.cvi.clone(),
                siret: file.siret.clone(),
                interprofession_id: file.identifier.clone(),
            },
            wines: file.accounts.iter().map(wine).collect(),
            capsules: file.capsules.iter().map(capsules).collect(),
            documents,
            uncleared,
            statistics,
        },
        wine_lines: file.accounts.iter().map(|account| line(account.line)).collect(),
        capsule_lines: file.capsules.iter().map(|account| line(account.line)).collect(),
        written_as_other: Vec::new(),
    }
}

fn wine(account: &drm_csv::WineAccount) -> DeclaredWine {
    let lines = account.movements.iter().map(|movement| Line {
        country: movement.country.as_deref().and_then(Country::parse),
        replaced_month: movement.replacement,
        contract: movement.contract.clone(),
        ..Line::plain(movement.node(), movement.volume)
    });
    DeclaredWine {
        spec: spec(account),
        regime: account.regime,
        abv: account.complement.abv,
        premix: account.complement.premix,
        opening_ml: account.opening,
        lines: lines.collect(),
        closing_ml: account.closing,
        observations: account.complement.observations.clone(),
    }
}

fn capsules(account: &drm_csv::CapsuleAccount) -> DeclaredCapsules {
    let movements = account.movements.iter().filter_map(|movement| {
        let node = CapsuleNode::ALL.iter().find(|node| flow(**node) == movement.flow)?;
        Some(CapsuleMovement { node: *node, count: movement.count })
    });
    DeclaredCapsules {
        kind: account.kind,
        opening: account.opening,
        movements: movements.collect(),
        closing: account.closing,
        observations: account.observations.clone(),
    }
}

fn annexes(annexes: &[Annexe]) -> (Vec<DocumentRange>, Vec<UnclearedDocument>, Statistics) {
    let (mut documents, mut uncleared, mut statistics) = (Vec::new(), Vec::new(), Statistics::default());
    for annexe in annexes {
        match annexe {
            Annexe::Documents { kind, first, last, count } => documents.push(DocumentRange {
                kind: match kind {
                    drm_csv::DocumentKind::Stamp => DocumentKind::Stamp,
                    drm_csv::DocumentKind::Suspended => DocumentKind::Suspended,
                    drm_csv::DocumentKind::Paid => DocumentKind::Paid,
                },
                first: first.clone(),
                last: last.clone(),
                count: *count,
            }),
            Annexe::NonClearance(it) => uncleared.push(UnclearedDocument {
                document: it.document.clone(),
                dispatched_on: it.dispatched_on,
                consignee: it.consignee.clone(),
            }),
            Annexe::Statistic { kind, volume } => {
                let told = match kind {
                    StatisticKind::Juice => &mut statistics.juice_ml,
                    StatisticKind::ConcentratedMust => &mut statistics.concentrated_must_ml,
                    StatisticKind::Vinegar => &mut statistics.vinegar_ml,
                };
                *told = Some(*volume);
            }
        }
    }
    (documents, uncleared, statistics)
}

/// The line of the file on which a breach stands; none for the return as a whole.
pub fn line_of(breach: &Breach, told: &ReadReturn) -> Option<usize> {
    let wine = |label: &str, regime: Regime| {
        let at = told.drm.wines.iter().position(|it| it.spec.label == label && it.regime == regime)?;
        told.wine_lines.get(at).copied()
    };
    match &breach.place {
        Place::File { line, .. } => Some(*line),
        Place::Wine { label, regime } => wine(label, *regime),
        Place::Capsules(kind) => {
            let at = told.drm.capsules.iter().position(|it| it.kind == *kind)?;
            told.capsule_lines.get(at).copied()
        }
        Place::Return | Place::Document { .. } | Place::Uncleared(_) => None,
    }
}
