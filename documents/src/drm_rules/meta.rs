use domain::terms::WineCode;

use super::balance::on_wine;
use super::breach::{Breach, Finding, Place};
use super::circumstances::Case;
use super::table::RULES;

const LONGEST_LABEL: usize = 100;

/// RG1: the file keeps the schema. The reader of the file tells where it does not; this makes a breach of what it
/// tells: a line from 1 (0 if unknown), the path of the element, and the reader's own words.
pub fn rg1(line: usize, path: &str, text: &str) -> Breach {
    let found = Finding { place: Place::File { line, path: path.to_owned() }, parameters: Vec::new() };
    RULES[0].breach(found.with("ligne", line).with("chemin", path).with("détail", text))
}

/// RG1 on a value: it was read, so it keeps the schema.
pub(super) fn rg1_of_value(_: &Case<'_>) -> Vec<Finding> {
    Vec::new()
}

/// RG2: the excise number is that of the warehouse.
pub(super) fn rg2(case: &Case<'_>) -> Vec<Finding> {
    let Some(expected) = case.given.accise else { return Vec::new() };
    let told = case.drm.declarant.accise.as_deref().unwrap_or_default();
    if told.eq_ignore_ascii_case(expected) {
        return Vec::new();
    }
    vec![Finding::on_return().with("attendu", expected).with("trouvé", told)]
}

/// RG3: the month is the one that CIEL proposes. Blocking.
pub(super) fn rg3(case: &Case<'_>) -> Vec<Finding> {
    let told = case.drm.period;
    let other = case.given.period.filter(|expected| *expected != told);
    other
        .map(|expected| Finding::on_return().with("attendu", expected).with("trouvé", told))
        .into_iter()
        .collect()
}

/// RG4: a wine has a label of 1 to 100 characters, alone in its balance, and a code, known to CIEL where its
/// referential is at hand; and what was told of it the month before has not changed.
pub(super) fn rg4(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, wine) in case.drm.wines.iter().enumerate() {
        let label = &wine.spec.label;
        let twice = case.drm.wines[..index]
            .iter()
            .any(|other| other.spec.label == *label && other.regime == wine.regime);
        let before = case.before(wine);
        let unknown = match (&wine.spec.code, case.given.inao_codes) {
            (Some(WineCode::Inao(code)), Some(codes)) => !codes.contains(code),
            _ => false,
        };
        let reason = if label.trim().is_empty() || label.chars().count() > LONGEST_LABEL {
            "libellé de 1 à 100 caractères"
        } else if twice {
            "libellé en double"
        } else if wine.spec.code.is_none() {
            "ni code INAO ni libellé fiscal"
        } else if unknown {
            "code INAO inconnu"
        } else if before
            .is_some_and(|before| before.spec.code.is_some() && before.spec.code != wine.spec.code)
        {
            "code changé"
        } else if before.is_some_and(|before| before.abv.is_some() && before.abv != wine.abv) {
            "TAV changé"
        } else {
            continue;
        };
        found.push(on_wine(wine).with("motif", reason));
    }
    found
}

/// RG46: no return for a month before the last that customs hold as validated.
pub(super) fn rg46(case: &Case<'_>) -> Vec<Finding> {
    let last = case.given.last_validated.or(case.given.previous.map(|previous| previous.period));
    let last = last.filter(|last| case.drm.period < *last);
    last.map(|last| Finding::on_return().with("dernière période validée", last)).into_iter().collect()
}
