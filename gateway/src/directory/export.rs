use std::collections::BTreeSet;

use domain::units::{Date, EstateId, PartyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::keyring::{self, Key};
use super::sealed::{Opened, of_person};
use super::trail::{Access, Action, accesses, note};
use super::transaction::begin_at_one_moment;
use super::{By, DirectoryError, KeyState, Party, party};

/// Everything that is held on a person.
#[derive(Serialize)]
struct Document {
    estate: EstateId,
    party: Party,
    sealed: Vec<Record>,
    key: KeyState,
    /// The events of the ledger that name the person's id.
    events: Vec<EventName>,
    /// The orders and movements among what those events are of.
    orders: BTreeSet<String>,
    movements: BTreeSet<String>,
    commands: Vec<CommandName>,
    accesses: Vec<Access>,
}

/// A sealed record, opened.
#[derive(Serialize)]
struct Record {
    id: Uuid,
    what: String,
    made_on: Date,
    kept_until: Date,
    ground: String,
    /// As the record's event holds it.
    sha256: String,
    /// Why there is no content: `KEY_DESTROYED` or `TERM_OVER`.
    gone: Option<&'static str>,
    content: Option<Value>,
}

#[derive(Serialize, Deserialize)]
struct EventName {
    position: i64,
    aggregate_type: String,
    aggregate_id: String,
    event_type: String,
    #[serde(with = "time::serde::rfc3339")]
    recorded_at: OffsetDateTime,
}

#[derive(Serialize, Deserialize)]
struct CommandName {
    command_id: Uuid,
    #[serde(with = "time::serde::rfc3339")]
    recorded_at: OffsetDateTime,
}

/// Everything that is held on a person, as one JSON document: always the same names in the same order. `None` for
/// somebody the estate does not know. That it was asked for is noted, and stands in the next one.
///
/// It reads the estate's whole ledger for the id.
pub async fn export_person(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    id: PartyId,
) -> Result<Option<String>, DirectoryError> {
    let mut transaction = begin_at_one_moment(pool, estate).await?;
    let Some(party) = party(&mut transaction, estate, id).await? else { return Ok(None) };
    let key = keyring::find(&mut transaction, estate, id).await?;
    let sealed = records(&mut transaction, estate, id, &key).await?;
    let events = events(&mut transaction, estate, id).await?;
    let of_type = |name: &str| {
        let of_type = events.iter().filter(|event| event.aggregate_type == name);
        of_type.map(|event| event.aggregate_id.clone()).collect()
    };
    let document = Document {
        estate,
        party,
        sealed,
        key: key.state(),
        orders: of_type("order"),
        movements: of_type("movement"),
        events,
        commands: commands(&mut transaction, estate, id).await?,
        accesses: accesses(&mut transaction, estate, id).await?,
    };
    let text = serde_json::to_string_pretty(&document)?;
    note(&mut transaction, estate, id, by, Action::Exported).await?;
    transaction.commit().await?;
    Ok(Some(text))
}

async fn records(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
    key: &Key,
) -> Result<Vec<Record>, DirectoryError> {
    let mut records = Vec::new();
    for stored in of_person(connection, estate, party).await? {
        let (content, gone) = match stored.opened(estate, key)? {
            Opened::Content(content) => (Some(content), None),
            Opened::KeyDestroyed => (None, Some("KEY_DESTROYED")),
            Opened::TermOver => (None, Some("TERM_OVER")),
        };
        records.push(Record {
            id: stored.id,
            what: stored.what,
            made_on: stored.made_on,
            kept_until: stored.kept_until,
            ground: stored.ground,
            sha256: hex::encode(stored.sha256),
            gone,
            content,
        });
    }
    Ok(records)
}

async fn events(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<Vec<EventName>, DirectoryError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(e)::text FROM (
             SELECT position, aggregate_type, aggregate_id, event_type, recorded_at FROM journal.events
             WHERE estate_id = $1 AND strpos(payload::text, $2) > 0 ORDER BY position) AS e",
    )
    .bind(estate.uuid())
    .bind(party.to_string())
    .fetch_all(connection)
    .await?;
    Ok(projections::paging::parsed(&rows)?)
}

async fn commands(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<Vec<CommandName>, DirectoryError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(c)::text FROM (
             SELECT command_id, recorded_at FROM directory.commands
             WHERE estate_id = $1 AND party_id = $2 ORDER BY recorded_at, command_id) AS c",
    )
    .bind(estate.uuid())
    .bind(party.uuid())
    .fetch_all(connection)
    .await?;
    Ok(projections::paging::parsed(&rows)?)
}
