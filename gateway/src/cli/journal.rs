use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use domain::Fact;
use domain::units::EstateId;
use journal::Selection;
use journal::export::export as write_export;
use journal::verify::{self, Verified};
use tokio::io::AsyncWriteExt;

use super::args::{Data, Journal, named};
use super::main::{estate_of, with_app};
use super::problem::Problem;
use crate::app::App;
use crate::refold::refold;

/// `monchai journal`
pub(super) fn journal(command: Journal, data: &Data) -> Result<(), Problem> {
    match command {
        Journal::Verify { file: Some(path), .. } => verify_export(&path),
        Journal::Verify { file: None, estate } => with_app(data, async |app, _| {
            let estates = match named(estate) {
                Some(estate) => vec![estate_of(&app, Some(estate)).await?],
                None => app.journal.estates().await?,
            };
            for estate in estates {
                let verified = verify::database(&app.pool, estate).await.map_err(fault)?;
                println!("{estate} : {}", told(&verified));
            }
            Ok(())
        }),
        Journal::Replay { estate, aggregate } => with_app(data, async |app, _| {
            let estate = estate_of(&app, named(estate)).await?;
            replay(&app, estate, aggregate.as_deref()).await
        }),
        Journal::Export { file, estate } => with_app(data, async |app, _| {
            let estate = estate_of(&app, named(estate)).await?;
            let bytes = export(&app, estate, file.as_deref()).await?;
            eprintln!("{bytes} événements écrits");
            Ok(())
        }),
    }
}

fn verify_export(path: &Path) -> Result<(), Problem> {
    let unreadable = |source| Problem::File { path: path.display().to_string(), source };
    let file = File::open(path).map_err(unreadable)?;
    let verified = verify::file(BufReader::new(file)).map_err(fault)?;
    println!("{}", told(&verified));
    Ok(())
}

fn fault(error: impl std::fmt::Display) -> Problem {
    Problem::Said(format!("La chaîne ne tient pas : {error}"))
}

fn told(verified: &Verified) -> String {
    format!(
        "{} événements, la chaîne tient jusqu'à la position {} (tête {})",
        verified.events, verified.head_position, verified.head_hash
    )
}

/// Writes the estate's ledger to a file, or to standard output; returns how many events it wrote.
pub(crate) async fn export(app: &App, estate: EstateId, path: Option<&Path>) -> Result<i64, Problem> {
    let Some(path) = path else {
        return Ok(write_export(&app.pool, estate, &mut tokio::io::stdout()).await?.events);
    };
    let problem = |source| Problem::File { path: path.display().to_string(), source };
    let mut file = tokio::io::BufWriter::new(tokio::fs::File::create(path).await.map_err(problem)?);
    let written = write_export(&app.pool, estate, &mut file).await?;
    file.shutdown().await.map_err(problem)?;
    Ok(written.events)
}

/// Prints the ledger event by event; of one aggregate, its state as well.
async fn replay(app: &App, estate: EstateId, aggregate: Option<&str>) -> Result<(), Problem> {
    let mut out = std::io::stdout().lock();
    let mut closed = false;
    let mut state = crate::replay::Replay::default();
    refold(&app.journal, estate, Selection::ALL, |event, fact: &Fact| {
        let subject = format!("{}/{}", event.aggregate_type, event.aggregate_id);
        if aggregate.is_some_and(|wanted| wanted != subject) {
            return;
        }
        state.take(fact);
        let line = writeln!(
            out,
            "{:>7}  {}  {subject} #{}  {} v{}\n         {}",
            event.position,
            crate::clock::rfc3339(event.recorded_at),
            event.sequence,
            event.event_type,
            event.event_version,
            event.payload,
        );
        closed |= line.is_err();
    })
    .await?;
    // A reader that went away (`| head`) has seen what it wanted.
    if aggregate.is_some() && !closed {
        let _ = writeln!(out, "\n{state}");
    }
    Ok(())
}
