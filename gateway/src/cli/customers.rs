//! Customers from other programs' lists.

use std::path::Path;

use domain::units::CommandId;
use uuid::Uuid;

use super::args::{Data, named};
use super::drm::file_problem;
use super::main::{estate_of, with_app};
use super::problem::Problem;
use crate::app::PROGRAM;
use crate::clock;
use crate::directory::{By, DirectoryError, Import, ImportError, Imported, Outcome, import_customers};

/// `monchai customers import`; with `check`, it reads and reports and writes nothing.
pub(super) fn import(path: &Path, check: bool, estate: Option<Uuid>, data: &Data) -> Result<(), Problem> {
    let file = std::fs::read(path).map_err(|source| file_problem(path, source))?;
    with_app(data, async |app, _| {
        let estate = estate_of(&app, named(estate)).await?;
        let (by, (_, today)) = (By { actor: PROGRAM, request_id: None }, clock::now());
        let import = Import { command: CommandId::new(Uuid::now_v7()), file: &file, check, today };
        match import_customers(&app.pool, estate, &by, import).await {
            Ok(imported) => {
                report(&imported, check);
                Ok(())
            }
            Err(ImportError::Mistakes(mistakes)) => Err(Problem::Customers(mistakes)),
            Err(ImportError::Directory(DirectoryError::Refused(refusal))) => Err(Problem::Refused(refusal)),
            Err(ImportError::Directory(error)) => Err(Problem::Said(error.to_string())),
        }
    })
}

/// What became of the list, or would: columns that were not read, who was known, and how many in all.
fn report(imported: &Imported, check: bool) {
    for column in &imported.ignored {
        let meant = column.nearest.map(|nearest| format!(" (vouliez-vous dire « {nearest} » ?)"));
        let (number, heading) = (column.place.number, &column.place.heading);
        println!("  colonne {number} « {heading} » : ignorée{}", meant.unwrap_or_default());
    }
    for line in &imported.lines {
        let told = match line.outcome {
            Outcome::Created => continue,
            Outcome::Updated => "client connu, complété",
            Outcome::Unchanged => "client connu, rien de nouveau",
        };
        println!("  ligne {} : {told} ({})", line.line, line.party);
    }
    let [created, updated, unchanged] =
        [Outcome::Created, Outcome::Updated, Outcome::Unchanged].map(|outcome| imported.count(outcome));
    println!("{created} nouveau(x), {updated} complété(s), {unchanged} inchangé(s).");
    if check {
        println!("Aucune erreur ; rien n'a été écrit.");
    }
}
