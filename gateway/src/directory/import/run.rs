use documents::customers::{Customer, CustomersProblem, Ignored, MOST_MISTAKES, read};
use domain::decider::Refusal;
use domain::units::{CommandId, Date, EstateId, PartyId};
use projections::paging::parsed;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};

use super::mistake::Cause;
use super::plan::{Step, plan};
use super::{ImportMistake, Outcome};
use crate::directory::trail::{Action, note_all};
use crate::directory::transaction::begin;
use crate::directory::{By, DirectoryError, Party, numbers, rows};
use crate::operations::Fresh;

/// A list of customers to be taken in.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// The command: sent again, it answers as the first time.
    pub command: CommandId,
    /// The file's bytes.
    pub file: &'a [u8],
    /// True to be told what would become of it, and write nothing.
    pub check: bool,
    /// The day at the estate.
    pub today: Date,
}

/// What became of a list, or would.
#[derive(Clone, Debug)]
pub struct Imported {
    /// A line a row, in their order.
    pub lines: Vec<ImportedLine>,
    /// The columns that are not known, and were not read.
    pub ignored: Vec<Ignored>,
    /// True when the same command had been carried out before.
    pub replayed: bool,
}

/// What became of a row, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedLine {
    /// The physical line on which the row begins, counted from 1.
    pub line: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// The customer.
    pub party: PartyId,
}

/// What is kept of an import.
#[derive(Serialize, Deserialize)]
struct Report {
    lines: Vec<ImportedLine>,
}

/// Why a list was not taken in; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There are mistakes in it: all of them, in the order of the file, up to a thousand.
    #[error("{} mistakes", .0.len())]
    Mistakes(Vec<ImportMistake>),
    /// The directory refused, or failed.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Directory(error.into())
    }
}

impl Imported {
    /// How many rows came to that.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }
}

/// Takes a list of customers in: those that are new are entered, those that the directory knows by their SIREN or SIRET,
/// or by e-mail address and name, take over what the list tells of them and keep the rest. All rows, or none.
pub async fn import_customers(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    import: Import<'_>,
) -> Result<Imported, ImportError> {
    let file =
        read(import.file).map_err(|mistakes| refused(mistakes.into_iter().map(Into::into).collect()))?;
    let mut transaction = begin(pool, estate).await?;
    // Two lists at one moment would both find a customer missing.
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('customers of ' || $1::text, 0))")
        .bind(estate.uuid())
        .execute(&mut *transaction)
        .await?;
    let body = Sha256::digest(import.file);
    if let Some(report) = earlier(&mut transaction, estate, import.command, &body).await? {
        return Ok(Imported { lines: report.lines, ignored: file.ignored, replayed: true });
    }
    let parties = candidates(&mut transaction, estate, &file.customers).await?;
    let fresh = Fresh::of(estate, Some(import.command));
    let steps = plan(&file.customers, &parties, fresh, import.today).map_err(refused)?;
    let lines =
        steps.iter().map(|step| ImportedLine { line: step.line, outcome: step.outcome, party: step.party });
    let imported = Imported { lines: lines.collect(), ignored: file.ignored, replayed: false };
    if !import.check {
        write(&mut transaction, estate, by, &steps).await?;
        keep(&mut transaction, estate, by, import.command, &body, &imported.lines).await?;
        transaction.commit().await?;
        tracing::info!(%estate, actor = %by.actor, rows = imported.lines.len(), "customers imported");
    }
    Ok(imported)
}

/// What an import of that command came to, if it was carried out; with another file it is refused.
async fn earlier(
    connection: &mut PgConnection,
    estate: EstateId,
    command: CommandId,
    body: &[u8],
) -> Result<Option<Report>, DirectoryError> {
    let found: Option<(Vec<u8>, serde_json::Value)> = sqlx::query_as(
        "SELECT body_hash, report FROM directory.imports WHERE estate_id = $1 AND command_id = $2",
    )
    .bind(estate.uuid())
    .bind(command.uuid())
    .fetch_optional(connection)
    .await?;
    match found {
        Some((hash, report)) if hash == body => Ok(Some(serde_json::from_value(report)?)),
        Some(_) => Err(DirectoryError::Refused(Refusal { code: "COMMAND_REUSED", params: Vec::new() })),
        None => Ok(None),
    }
}

/// The parties that a row may be of, locked until the transaction ends.
async fn candidates(
    connection: &mut PgConnection,
    estate: EstateId,
    customers: &[Customer],
) -> Result<Vec<Party>, DirectoryError> {
    // Of the SIREN, the SIRET, or a French VAT number, which ends with the SIREN: what fits no key finds nobody.
    let numbers = customers.iter().flat_map(|row| [&row.siren, &row.siret, &row.vat_number]);
    let numbers = numbers.filter_map(|number| numbers::written(number.clone()));
    let sirens: Vec<String> = numbers
        .filter_map(|number| match number.strip_prefix("FR") {
            Some(rest) => rest.get(2..).map(str::to_owned),
            None => number.get(..9).map(str::to_owned),
        })
        .collect();
    let emails: Vec<String> =
        customers.iter().filter_map(|row| row.email.as_ref()).map(|email| email.to_lowercase()).collect();
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(r)::text FROM directory.parties AS r
         WHERE r.estate_id = $1 AND r.erased_at IS NULL AND (r.siren = ANY($2) OR left(r.siret, 9) = ANY($2)
             OR lower(r.email) = ANY($3))
         ORDER BY r.id FOR UPDATE",
    )
    .bind(estate.uuid())
    .bind(sirens)
    .bind(emails)
    .fetch_all(connection)
    .await?;
    Ok(parsed(&rows)?)
}

async fn write(
    connection: &mut PgConnection,
    estate: EstateId,
    by: &By,
    steps: &[Step],
) -> Result<(), DirectoryError> {
    let of = |outcome: Outcome| steps.iter().filter(move |step| step.outcome == outcome);
    let details = |outcome| of(outcome).map(|step| (step.party, &step.details)).collect::<Vec<_>>();
    let created = details(Outcome::Created);
    let inserted = rows::insert(connection, estate, &created).await?;
    if usize::try_from(inserted).ok() != Some(created.len()) {
        // The import that made them was forgotten with one of them, who was erased.
        return Err(crate::directory::PartyRefusal::Erased.into());
    }
    rows::update(connection, estate, &details(Outcome::Updated)).await?;
    for (outcome, action) in [(Outcome::Created, Action::Created), (Outcome::Updated, Action::Updated)] {
        let parties: Vec<PartyId> = of(outcome).map(|step| step.party).collect();
        note_all(connection, estate, &parties, by, action).await?;
    }
    Ok(())
}

/// Keeps what the import came to, so that one sent twice is done once.
async fn keep(
    connection: &mut PgConnection,
    estate: EstateId,
    by: &By,
    command: CommandId,
    body: &[u8],
    lines: &[ImportedLine],
) -> Result<(), DirectoryError> {
    let report = serde_json::to_value(Report { lines: lines.to_vec() })?;
    sqlx::query(
        "INSERT INTO directory.imports (estate_id, command_id, body_hash, report, actor, request_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(estate.uuid())
    .bind(command.uuid())
    .bind(body)
    .bind(report)
    .bind(by.actor.uuid())
    .bind(&by.request_id)
    .execute(connection)
    .await?;
    Ok(())
}

/// The mistakes in the order of the file, the first thousand.
fn refused(mut mistakes: Vec<ImportMistake>) -> ImportError {
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column.as_ref().map(|place| place.number)));
    let is_cut = mistakes.len() > MOST_MISTAKES
        && !matches!(
            mistakes.last().map(|last| &last.cause),
            Some(Cause::File(CustomersProblem::TooManyMistakes { .. }))
        );
    if let Some(line) = mistakes.get(MOST_MISTAKES).map(|next| next.line).filter(|_| is_cut) {
        mistakes.truncate(MOST_MISTAKES);
        let cause = Cause::File(CustomersProblem::TooManyMistakes { most: MOST_MISTAKES });
        mistakes.push(ImportMistake { line, column: None, value: String::new(), cause });
    }
    ImportError::Mistakes(mistakes)
}
