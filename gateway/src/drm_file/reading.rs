//! A return file of any kind as the one value that rules are held against.

use documents::ReadReturn;
use documents::drm_csv::{self, RowError};
use documents::drm_rules::{Breach, Place, rg1};
use documents::dti_plus::{self, DtiProblem};
use domain::terms::Regime;

/// Why a file could not be read.
#[derive(Debug)]
pub enum Unreadable {
    /// It is XML and not DTI+ viti: each fault, as customs would tell it (RG1).
    Xml(Vec<Breach>),
    /// It is a portal's file with mistakes.
    Rows(Vec<RowError>),
}

/// Reads customs' XML or a portal's CSV, whichever the bytes are.
pub fn read_return(bytes: &[u8]) -> Result<ReadReturn, Unreadable> {
    if is_xml(bytes) {
        return dti_plus::read(bytes).map_err(|problems| {
            let breach = |it: &DtiProblem| rg1(it.line, &it.path, &it.fault.to_string());
            Unreadable::Xml(problems.iter().map(breach).collect())
        });
    }
    drm_csv::read(bytes).and_then(|file| drm_csv::to_return(&file)).map_err(Unreadable::Rows)
}

fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The line of the file on which a breach stands; none for the return as a whole.
pub fn line_of(breach: &Breach, told: &ReadReturn) -> Option<usize> {
    let wine = |label: &str, regime: Regime| {
        let at = told.drm.wines.iter().position(|it| it.spec.label == label && it.regime == regime)?;
        told.wine_lines.get(at).copied()
    };
    match &breach.place {
        Place::Wine { label, regime } => wine(label, *regime),
        Place::Capsules(kind) => {
            let at = told.drm.capsules.iter().position(|it| it.kind == *kind)?;
            told.capsule_lines.get(at).copied()
        }
        elsewhere => elsewhere.line(),
    }
}
