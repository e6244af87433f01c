//! Returns as files.

use std::io::Write;
use std::path::{Path, PathBuf};

use domain::drm::declared::{ArtefactFormat, DrmReturn};
use domain::drm::{Books, TOLD_BY};
use domain::units::{EstateId, Month};
use journal::Selection;
use uuid::Uuid;

use super::args::{Data, named};
use super::drm::file_problem;
use super::main::{estate_of, with_app};
use super::problem::Problem;
use crate::app::App;
use crate::artefacts::{Unwritable, of_month, write};
use crate::drm_file::{breaches, place};
use crate::refold::refold;

/// Where returns go.
pub(super) enum To {
    /// One format, to a file or to standard output.
    One(ArtefactFormat, Option<PathBuf>),
    /// That format, or every one that can be made, into a folder.
    Folder(PathBuf, Option<ArtefactFormat>),
}

/// `monchai drm export`
pub(super) fn export(month: Month, to: &To, estate: Option<Uuid>, data: &Data) -> Result<(), Problem> {
    with_app(data, async |app, _| {
        let estate = estate_of(&app, named(estate)).await?;
        match to {
            To::One(format, path) => {
                let bytes = return_bytes(&app, estate, month, *format).await?;
                match path {
                    Some(path) => std::fs::write(path, bytes).map_err(|source| file_problem(path, source)),
                    None => std::io::stdout()
                        .write_all(&bytes)
                        .map_err(|source| file_problem(Path::new("-"), source)),
                }
            }
            To::Folder(folder, Some(format)) => {
                let bytes = return_bytes(&app, estate, month, *format).await?;
                let path = folder.join(file_name(month, *format));
                std::fs::create_dir_all(folder).map_err(|source| file_problem(folder, source))?;
                std::fs::write(&path, bytes).map_err(|source| file_problem(&path, source))?;
                println!("{}", path.display());
                Ok(())
            }
            To::Folder(folder, None) => {
                for name in return_files(&app, estate, month, folder).await? {
                    println!("{}", folder.join(name).display());
                }
                Ok(())
            }
        }
    })
}

/// A month's return in one format: the very bytes of a month that is closed, or what is folded from the ledger.
pub(crate) async fn return_bytes(
    app: &App,
    estate: EstateId,
    month: Month,
    format: ArtefactFormat,
) -> Result<Vec<u8>, Problem> {
    if let Some(bytes) = stored(app, estate, month, format).await? {
        return Ok(bytes);
    }
    write(&declared(app, estate, month).await?, format).map_err(|error| said(&error))
}

/// Writes every file of a month that can be made; gives their names. What cannot be made is said.
pub(crate) async fn return_files(
    app: &App,
    estate: EstateId,
    month: Month,
    folder: &Path,
) -> Result<Vec<String>, Problem> {
    std::fs::create_dir_all(folder).map_err(|source| file_problem(folder, source))?;
    let declared = declared(app, estate, month).await?;
    let mut names = Vec::new();
    for format in ArtefactFormat::ALL {
        let kept = stored(app, estate, month, format).await?;
        let bytes = match kept.map_or_else(|| write(&declared, format), Ok) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{} : {}", format.name(), said(&error));
                continue;
            }
        };
        let name = file_name(month, format);
        let path = folder.join(&name);
        std::fs::write(&path, bytes).map_err(|source| file_problem(&path, source))?;
        names.push(name);
    }
    Ok(names)
}

/// How a month's file of a format is called.
fn file_name(month: Month, format: ArtefactFormat) -> String {
    format!("drm_{month}_{}.{}", format.name(), format.extension())
}

/// The bytes with which the month was closed.
async fn stored(
    app: &App,
    estate: EstateId,
    month: Month,
    format: ArtefactFormat,
) -> Result<Option<Vec<u8>>, Problem> {
    let found = of_month(&app.pool, estate, month, format).await;
    let found = found.map_err(|error| Problem::Said(error.to_string()))?;
    Ok(found.map(|(_, stored)| stored.content))
}

/// The return as the ledger has it; what customs would refuse in it is said.
async fn declared(app: &App, estate: EstateId, month: Month) -> Result<DrmReturn, Problem> {
    let mut books = Books::default();
    refold(&app.journal, estate, Selection::of(TOLD_BY), |_, fact| books.take(fact)).await?;
    for breach in breaches(&books, month) {
        eprintln!("{} {} : {} {}", breach.rule, place(&breach), breach.message, breach.hint);
    }
    Ok(books.declare(month))
}

fn said(error: &Unwritable) -> Problem {
    Problem::Said(error.to_string())
}
