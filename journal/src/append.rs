use std::fmt::Write;
use std::iter;
use std::sync::LazyLock;

use domain::units::{CommandId, EstateId};
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, Postgres, Row};

use crate::error::JournalError;

/// How many parameters a call has.
const PARAMETERS: usize = 14;

/// So many appends go into one statement. Each number up to it is a prepared statement of a connection.
pub(crate) const TOGETHER: usize = 8;

static ALONE: LazyLock<String> = LazyLock::new(|| statement("journal.append", 1));

/// The statement of one append, of two together, and so on.
static STATEMENTS: LazyLock<Vec<String>> =
    LazyLock::new(|| (1..=TOGETHER).map(|count| statement("journal.try_append", count)).collect());

/// All that one append takes; the arrays of a group are of one length. The migration tells what each means.
#[derive(Debug)]
pub(crate) struct Append {
    pub estate: EstateId,
    pub command: CommandId,
    pub body_hash: [u8; 32],
    pub answer: String,
    /// A unit that went by remembered states did not look for its command; the key of the command table refuses it then.
    pub seen_head: Option<i64>,
    pub expected_head: Option<i64>,
    pub streams: Streams,
    pub events: Events,
    pub metadata: String,
}

/// The streams read or written.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    pub types: Vec<&'static str>,
    pub ids: Vec<String>,
    pub lasts: Vec<i64>,
}

/// The events, each with the index of its stream, counted from 1.
#[derive(Debug, Default)]
pub(crate) struct Events {
    pub streams: Vec<i32>,
    pub types: Vec<String>,
    pub versions: Vec<String>,
    pub payloads: Vec<String>,
}

/// How an append ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is written; the ledger ends there now.
    Appended { head: i64 },
    /// The same command was done before.
    Replayed { head: i64, answer: String },
    /// The command id was used for another command.
    CommandReused,
    /// A stream moved on, or the ledger did.
    Conflict,
}

/// How an append ended that did not wait.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    Done(Outcome),
    /// Somebody else is writing to the estate's ledger, or nobody ever did: nothing was done, and it has to be sent alone.
    Alone,
}

impl Append {
    /// Appends everything or nothing, in one round trip, after those that write to the same ledger.
    pub(crate) async fn send(&self, connection: &mut PgConnection) -> Result<Outcome, JournalError> {
        match send(&ALONE, iter::once(self), connection).await {
            Ok(mut tried) => match tried.pop() {
                Some(Tried::Done(outcome)) => Ok(outcome),
                other => Err(unreadable(format!("{other:?}"))),
            },
            Err(error) if error.is_conflict() => Ok(Outcome::Conflict),
            Err(error) => Err(error),
        }
    }
}

/// Appends each of them, or nothing of it, in one transaction and one round trip. It waits for nobody. When it fails, not
/// one of them is appended, or it is not known. At least one, and at most [`TOGETHER`].
pub(crate) async fn send_together(
    appends: &[&Append],
    connection: &mut PgConnection,
) -> Result<Vec<Tried>, JournalError> {
    let Some(statement) = appends.len().checked_sub(1).and_then(|index| STATEMENTS.get(index)) else {
        return Err(unreadable(format!("of {} together", appends.len())));
    };
    send(statement, appends.iter().copied(), connection).await
}

async fn send<'a>(
    statement: &'a str,
    appends: impl ExactSizeIterator<Item = &'a Append>,
    connection: &mut PgConnection,
) -> Result<Vec<Tried>, JournalError> {
    let count = appends.len();
    let query = appends.fold(sqlx::query(statement), bind);
    let row = query.fetch_one(connection).await?;
    (0..count).map(|column| tried(row.try_get(column)?)).collect()
}

/// One call a column, of the list of a SELECT rather than of its FROM: that spares a materialized row, 7 µs of an append.
fn statement(function: &str, count: usize) -> String {
    let mut statement = String::from("SELECT ");
    for column in 0..count {
        let _ = write!(statement, "{}{function}(", if column == 0 { "" } else { ", " });
        for parameter in 1..=PARAMETERS {
            let comma = if parameter == 1 { "" } else { ", " };
            let _ = write!(statement, "{comma}${}", column * PARAMETERS + parameter);
        }
        statement.push(')');
    }
    statement
}

fn bind<'q>(query: Query<'q, Postgres, PgArguments>, append: &'q Append) -> Query<'q, Postgres, PgArguments> {
    query
        .bind(append.estate.uuid())
        .bind(append.command.uuid())
        .bind(append.body_hash.as_slice())
        .bind(&append.answer)
        .bind(append.seen_head)
        .bind(append.expected_head)
        .bind(&append.streams.types)
        .bind(&append.streams.ids)
        .bind(&append.streams.lasts)
        .bind(&append.events.streams)
        .bind(&append.events.types)
        .bind(&append.events.versions)
        .bind(&append.events.payloads)
        .bind(&append.metadata)
}

fn tried((outcome, head, answer): (String, Option<i64>, Option<String>)) -> Result<Tried, JournalError> {
    Ok(Tried::Done(match (outcome.as_str(), head, answer) {
        ("appended", Some(head), _) => Outcome::Appended { head },
        ("replayed", Some(head), Some(answer)) => Outcome::Replayed { head, answer },
        ("command_reused", ..) => Outcome::CommandReused,
        ("conflict", ..) => Outcome::Conflict,
        ("alone", ..) => return Ok(Tried::Alone),
        _ => return Err(unreadable(outcome)),
    }))
}

fn unreadable(outcome: String) -> JournalError {
    JournalError::Unreadable { what: "the outcome of an append".into(), cause: outcome.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_has_parameters_of_its_own() {
        let statement = statement("f", 2);
        assert!(statement.starts_with("SELECT f($1, $2, "), "{statement}");
        assert!(statement.contains(", $14), f($15, "), "{statement}");
        assert!(statement.ends_with(", $28)"), "{statement}");
    }
}
