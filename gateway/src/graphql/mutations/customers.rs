use async_graphql::{Context, InputObject, Object, Result, SimpleObject, Union};
use uuid::Uuid;

use crate::clock;
use crate::directory::{self, Import, ImportError, Outcome, import_customers};
use crate::graphql::context::{app, fresh, session};
use crate::graphql::enums::GqlImportOutcome;
use crate::graphql::outcome::{Conflict, Refused, or_declined};
use crate::graphql::parties::{by, position, settled};
use crate::messages::{Language, import_sentence};

/// A list of customers to be taken in.
#[derive(InputObject)]
pub struct ImportCustomersInput {
    /// Sent again with the same list, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The file's text: a header with the columns' names in French or English, then a row a customer, 50 000 at most;
    /// cells parted by `;`, `,` or tab.
    csv: String,
    /// True to be told what would become of each row, and write nothing.
    #[graphql(default)]
    check: bool,
}

/// The answer to `importCustomers`.
#[derive(Union)]
#[allow(clippy::large_enum_variant, reason = "one answer at a time, and GraphQL unions hold their objects")]
pub enum ImportCustomersResult {
    /// It was taken in, or would be.
    Done(CustomersImported),
    /// There are mistakes in it: nothing was written.
    Mistakes(CustomersNotImported),
    /// The command was refused.
    Refused(Refused),
    /// Others were quicker.
    Conflict(Conflict),
}

/// A list of customers that was taken in, whole; or would be, where that alone was asked.
#[derive(SimpleObject)]
pub struct CustomersImported {
    /// How many customers are new.
    pub created: i64,
    /// Of how many customers something changed.
    pub updated: i64,
    /// How many customers were known as the list tells them.
    pub unchanged: i64,
    /// What became of each row.
    pub lines: Vec<ImportLine>,
    /// Columns that are not known, and were not read.
    pub ignored_columns: Vec<IgnoredColumn>,
    /// True when it was only asked what would become of it: nothing was written.
    pub checked_only: bool,
    /// The estate's journal position, which it leaves as it is.
    pub position: i64,
    /// True when the same command had been carried out before; this is its first answer.
    pub replayed: bool,
}

/// What became of a row.
#[derive(SimpleObject)]
pub struct ImportLine {
    /// The line of the file on which the row begins, counted from 1.
    line: i64,
    /// What became of it.
    outcome: GqlImportOutcome,
    /// The customer; null for a new one that was only checked.
    party_id: Option<Uuid>,
}

/// A column that is not known, and was not read.
#[derive(SimpleObject)]
pub struct IgnoredColumn {
    /// Counted from 1.
    number: i64,
    /// Its name in the file.
    heading: String,
    /// What it was perhaps meant to be.
    nearest: Option<&'static str>,
}

/// A list of customers that has mistakes: nothing was written.
#[derive(SimpleObject)]
pub struct CustomersNotImported {
    /// Every mistake, in the order of the file, up to a thousand.
    mistakes: Vec<ImportMistake>,
}

/// Something that is wrong with a list of customers, and where.
#[derive(SimpleObject)]
pub struct ImportMistake {
    /// The line of the file, counted from 1.
    line: i64,
    /// The column, counted from 1; null where the whole row or file is meant.
    column: Option<i64>,
    /// The column's name in the file.
    heading: Option<String>,
    /// The cell as it stands in the file.
    value: String,
    /// Stable, for a program.
    code: &'static str,
    /// The sentence for a person.
    message: String,
    /// What was perhaps meant.
    nearest: Option<&'static str>,
}

/// Customers from other programs.
#[derive(Default)]
pub struct CustomersMutation;

#[Object]
impl CustomersMutation {
    /// Takes in the list of customers of another program, all of it or nothing. Customers whom the directory knows by
    /// their SIREN or SIRET, or by e-mail and name, take over what the list tells of them and keep the rest.
    async fn import_customers(
        &self,
        context: &Context<'_>,
        input: ImportCustomersInput,
    ) -> Result<ImportCustomersResult> {
        let ImportCustomersInput { command_id, csv, check } = input;
        let (app, session, (_, today)) = (app(context), session(context), clock::now());
        let command = fresh(context, command_id).command();
        let import = Import { command, file: csv.as_bytes(), check, today };
        let imported = match import_customers(&app.pool, session.estate, &by(context), import).await {
            Err(ImportError::Mistakes(mistakes)) => {
                let language = session.language;
                let mistakes = mistakes.into_iter().map(|mistake| ImportMistake::told(mistake, language));
                return Ok(CustomersNotImported { mistakes: mistakes.collect() }.into());
            }
            Err(ImportError::Directory(error)) => Err(error),
            Ok(imported) => Ok(imported),
        };
        let imported = or_declined!(settled(context, imported).await?);
        Ok(CustomersImported::told(imported, check, position(context).await?).into())
    }
}

impl CustomersImported {
    fn told(imported: directory::Imported, check: bool, position: i64) -> Self {
        let checked_only = check && !imported.replayed;
        let count = |outcome| i64::try_from(imported.count(outcome)).unwrap_or(i64::MAX);
        let line = |line: &directory::ImportedLine| ImportLine {
            line: line.line.into(),
            outcome: line.outcome.into(),
            party_id: Some(line.party.uuid()).filter(|_| !checked_only || line.outcome != Outcome::Created),
        };
        Self {
            created: count(Outcome::Created),
            updated: count(Outcome::Updated),
            unchanged: count(Outcome::Unchanged),
            lines: imported.lines.iter().map(line).collect(),
            ignored_columns: imported
                .ignored
                .into_iter()
                .map(|it| IgnoredColumn {
                    number: number(it.place.number),
                    heading: it.place.heading,
                    nearest: it.nearest,
                })
                .collect(),
            checked_only,
            position,
            replayed: imported.replayed,
        }
    }
}

impl ImportMistake {
    fn told(mistake: directory::ImportMistake, language: Language) -> Self {
        let (code, nearest, message) =
            (mistake.code(), mistake.nearest(), import_sentence(&mistake, language));
        let directory::ImportMistake { line, column, value, .. } = mistake;
        let (column, heading) = column.map(|place| (number(place.number), place.heading)).unzip();
        Self { line: line.into(), column, heading, value, code, message, nearest }
    }
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
