use std::path::Path;

use documents::ReadReturn;
use documents::drm_rules::{Breach, Circumstances, Severity, check as rules};
use documents::reference::capsule_sizes;
use domain::drm::declared::DrmReturn;
use domain::terms::{CapsuleKind, FiscalCategory};
use journal::PerformError;

use super::args::Data;
use super::main::with_app;
use super::problem::Problem;
use crate::app::{App, PROGRAM, scope};
use crate::drm_file::{Opening, Unreadable, line_of, opening, place, read_return};
use crate::messages::{Language, hectolitres, month as month_name};

/// `monchai drm check`: holds a return against every rule of customs, alone or beside the return before it.
pub(super) fn check(path: &Path, previous: Option<&Path>) -> Result<(), Problem> {
    let file = read(path)?.0;
    let previous = previous.map(read).transpose()?.map(|(told, _)| told.drm);
    let drm = &file.drm;
    if let Some(previous) = &previous {
        follows(drm, previous)?;
    }
    report(drm);
    let circumstances = Circumstances {
        previous: previous.as_ref(),
        written_as_other: &file.written_as_other,
        ..Circumstances::default()
    };
    let breaches = rules(drm, &circumstances);
    let (refused, noticed): (Vec<&Breach>, Vec<&Breach>) =
        breaches.iter().partition(|breach| breach.severity != Severity::Notice);
    let say = |breach: &&Breach| told(breach, line_of(breach, &file));
    for notice in &noticed {
        println!("{}", say(notice));
    }
    if refused.is_empty() {
        println!("Aucune erreur.");
        return Ok(());
    }
    let mut lines: Vec<String> = refused.iter().map(say).collect();
    lines.push(format!("{} règle(s) enfreinte(s) : la douane refuserait ce fichier.", refused.len()));
    Err(Problem::Said(lines.join("\n")))
}

/// Accepts an earlier return of the same establishment.
fn follows(drm: &DrmReturn, previous: &DrmReturn) -> Result<(), Problem> {
    let accises = drm.declarant.accise.as_deref().zip(previous.declarant.accise.as_deref());
    if let Some((accise, other)) = accises.filter(|(accise, other)| !accise.eq_ignore_ascii_case(other)) {
        return Err(Problem::Said(format!(
            "Le fichier précédent est celui d'un autre établissement ({other}, et non {accise})."
        )));
    }
    if previous.period >= drm.period {
        let name = |month| month_name(month, Language::French);
        return Err(Problem::Said(format!(
            "Le fichier précédent porte sur {}, qui ne précède pas {}.",
            name(previous.period),
            name(drm.period)
        )));
    }
    Ok(())
}

/// A breach as a person reads it: the rule, the line, the place, the portal's message, where to look.
fn told(breach: &Breach, line: Option<usize>) -> String {
    let severity = match breach.severity {
        Severity::Blocking => "bloquant",
        Severity::Error => "erreur",
        Severity::Notice => "remarque",
    };
    let line = line.map(|line| format!(", ligne {line}")).unwrap_or_default();
    let place = place(breach);
    let place = if place.is_empty() { place } else { format!(" « {place} »") };
    // What of the schema is not kept, the official message does not tell.
    let told =
        |name: &str| breach.parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    let detail = told("chemin").zip(told("détail")).map(|(path, detail)| format!(" {path} : {detail}."));
    let detail = detail.unwrap_or_default();
    format!("{} ({severity}{line}){place} : {} {}{detail}", breach.rule, breach.message, breach.hint)
}

/// `monchai drm import`; with `check`, it reads and reports and writes nothing.
pub(super) fn import(path: &Path, name: Option<String>, check: bool, data: &Data) -> Result<(), Problem> {
    let (file, bytes) = read(path)?;
    let opening = opening(&file, &bytes, name)?;
    if check {
        report(&file.drm);
        println!("Aucune erreur.");
        return Ok(());
    }
    with_app(data, async |app, _| {
        open(&app, &opening).await?;
        report(&file.drm);
        for label in &opening.without_code {
            println!("  sans code INAO ni libellé fiscal : « {label} »");
        }
        println!(
            "Domaine {} ouvert sur {}.",
            opening.estate,
            month_name(file.drm.period.next(), Language::French)
        );
        Ok(())
    })
}

/// Opens the estate of an opening, and brings its read models up to it.
pub(crate) async fn open(app: &App, opening: &Opening) -> Result<(), Problem> {
    let scope = scope(opening.estate, PROGRAM, None);
    match app.journal.perform(&scope, None, &opening.operation).await {
        Ok(_) => {
            app.projector.catch_up(opening.estate).await?;
            Ok(())
        }
        Err(PerformError::Refused(refusal)) => Err(Problem::Refused(refusal)),
        Err(error) => Err(Problem::Said(error.to_string())),
    }
}

fn read(path: &Path) -> Result<(ReadReturn, Vec<u8>), Problem> {
    let bytes = std::fs::read(path).map_err(|source| file_problem(path, source))?;
    match read_return(&bytes) {
        Ok(file) => Ok((file, bytes)),
        Err(Unreadable::Rows(errors)) => Err(Problem::Rows(errors)),
        Err(Unreadable::Xml(breaches)) => {
            let lines: Vec<String> =
                breaches.iter().map(|breach| told(breach, breach.place.line())).collect();
            Err(Problem::Said(lines.join("\n")))
        }
    }
}

pub(super) fn file_problem(path: &Path, source: std::io::Error) -> Problem {
    Problem::File { path: path.display().to_string(), source }
}

/// Every account with its closing stock, as the books would open.
fn report(drm: &DrmReturn) {
    println!("DRM de {}", month_name(drm.period, Language::French));
    for wine in &drm.wines {
        let closing = hectolitres(wine.closing_ml, Language::French);
        println!("  {:<60} {closing:>14}", wine.spec.label);
    }
    for account in &drm.capsules {
        let label = capsule_label(&account.kind);
        println!("  {label:<60} {:>14}", account.closing);
    }
    println!("{} comptes", drm.wines.len() + drm.capsules.len());
}

/// A capsule account as the portals name its parts.
fn capsule_label(kind: &CapsuleKind) -> String {
    let category = match kind.category {
        FiscalCategory::Still => "tranquille",
        FiscalCategory::Sparkling => "mousseux",
        FiscalCategory::Intermediate => "produit intermédiaire",
        FiscalCategory::CognacArmagnac => "cognac-armagnac",
        FiscalCategory::Spirit => "alcool",
    };
    let size = capsule_sizes::find(kind.size_ml, kind.bag_in_box);
    let size = size.map_or_else(|| format!("{} ml", kind.size_ml), |size| size.label.clone());
    format!("CRD {category}, {size}")
}
