use domain::drm::declared::{DocumentKind, DocumentRange, DrmReturn, UnclearedDocument};

use super::value::{At, Problems, find};

const KINDS: [(&str, DocumentKind); 3] = [
    ("numero-empreintes", DocumentKind::Stamp),
    ("daa-dca", DocumentKind::Suspended),
    ("dsa-dsac", DocumentKind::Paid),
];

/// Reads the paper documents used.
pub(super) fn documents(at: &At<'_>, drm: &mut DrmReturn, problems: &mut Problems) {
    let names = KINDS.map(|(name, _)| name);
    for range in at.sequence(&names, &[], problems) {
        let Some((_, kind)) = KINDS.into_iter().find(|(name, _)| *name == range.name()) else { continue };
        let names = ["debut-periode", "fin-periode", "nombre-document-empreinte"];
        let parts = range.sequence(&names, &[], problems);
        let mut number = |name: &str| {
            range.required(&parts, name, problems).and_then(|part| part.string(1..=30, problems))
        };
        let (first, last) = (number(names[0]), number(names[1]));
        let count = range
            .required(&parts, names[2], problems)
            .and_then(|part| part.count(problems).map(|count| (part, count)))
            .and_then(|(part, count)| {
                if count == 0 {
                    part.unfit("un nombre entier, au-dessus de zéro", problems);
                }
                u32::try_from(count).ok()
            });
        if let Some((first, last)) = first.zip(last) {
            drm.documents.push(DocumentRange { kind, first, last, count });
        }
    }
}

/// Reads a document that was not cleared.
pub(super) fn uncleared(at: &At<'_>, drm: &mut DrmReturn, problems: &mut Problems) {
    let names = ["numero-daa-dac-dae", "date-expedition", "numero-accise-destinataire"];
    let parts = at.sequence(&names, &[], problems);
    for name in &names[..2] {
        if find(&parts, name).is_none() {
            at.missing(name, problems);
        }
    }
    let document = find(&parts, names[0]).and_then(|part| part.string(1..=30, problems));
    let dispatched_on = find(&parts, names[1]).and_then(|part| part.day(problems));
    let consignee = find(&parts, names[2]).map(|part| {
        let text = part.text();
        if ![8, 13].contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            part.unfit("8 ou 13 lettres ou chiffres", problems);
        }
        text.to_owned()
    });
    if let Some((document, dispatched_on)) = document.zip(dispatched_on) {
        drm.uncleared.push(UnclearedDocument { document, dispatched_on, consignee });
    }
}

/// Reads the European statistics.
pub(super) fn statistics(at: &At<'_>, drm: &mut DrmReturn, problems: &mut Problems) {
    let names = ["quantite-mouts-jus", "quantite-mouts-mcr", "quantite-vins-vinaigre"];
    let parts = at.sequence(&names, &[], problems);
    let mut volume = |name: &str| find(&parts, name).and_then(|part| part.volume(false, problems));
    drm.statistics.juice_ml = volume(names[0]);
    drm.statistics.concentrated_must_ml = volume(names[1]);
    drm.statistics.vinegar_ml = volume(names[2]);
}
