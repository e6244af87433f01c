use std::path::Path;

use documents::drm_csv::{self, DrmFile};
use documents::reference::capsule_sizes;
use domain::terms::{CapsuleKind, FiscalCategory};
use journal::PerformError;

use super::args::Data;
use super::main::with_app;
use super::problem::Problem;
use crate::app::{App, PROGRAM, scope};
use crate::drm_file::{Opening, opening};
use crate::messages::{Language, hectolitres, month as month_name};

/// `monchai drm check`, and `monchai drm import --check`: reads and reports, writes nothing.
pub(super) fn check(path: &Path) -> Result<(), Problem> {
    let (file, bytes) = read(path)?;
    opening(&file, &bytes, None)?;
    report(&file);
    println!("Aucune erreur.");
    Ok(())
}

/// `monchai drm import`
pub(super) fn import(path: &Path, name: Option<String>, data: &Data) -> Result<(), Problem> {
    let (file, bytes) = read(path)?;
    let opening = opening(&file, &bytes, name)?;
    with_app(data, async |app, _| {
        open(&app, &opening).await?;
        report(&file);
        for label in &opening.without_code {
            println!("  sans code INAO ni libellé fiscal : « {label} »");
        }
        println!(
            "Domaine {} ouvert sur {}.",
            opening.estate,
            month_name(file.period.next(), Language::French)
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

fn read(path: &Path) -> Result<(DrmFile, Vec<u8>), Problem> {
    let bytes = std::fs::read(path).map_err(|source| file_problem(path, source))?;
    let file = drm_csv::read(&bytes).map_err(Problem::Rows)?;
    Ok((file, bytes))
}

pub(super) fn file_problem(path: &Path, source: std::io::Error) -> Problem {
    Problem::File { path: path.display().to_string(), source }
}

/// Every account with its closing stock, as the books will open.
fn report(file: &DrmFile) {
    println!("DRM de {}", month_name(file.period, Language::French));
    for account in &file.accounts {
        let closing = hectolitres(account.closing, Language::French);
        println!("  {:<60} {:>14}", account.product.label(), closing);
    }
    for account in &file.capsules {
        let label = capsule_label(&account.kind);
        println!("  {label:<60} {:>14}", account.closing);
    }
    println!("{} comptes", file.accounts.len() + file.capsules.len());
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
