use domain::units::{ActorId, EstateId};
use domain::upcast::UPCASTERS;
use domain::{DecodeError, Fact};
use serde::Deserialize;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::error::Halt;
use crate::contract::{Envelope, Fault};

/// An event as the journal stores it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Stored {
    pub position: i64,
    pub aggregate_type: String,
    pub aggregate_id: String,
    pub event_type: String,
    event_version: String,
    recorded_at: OffsetDateTime,
    payload: String,
    metadata: String,
}

/// What the folds need of an event's metadata.
#[derive(Deserialize)]
struct Metadata {
    actor: Option<ActorId>,
}

impl Stored {
    /// The event as the folds take it in.
    pub(super) fn read(&self, estate: EstateId) -> Result<(Fact, Envelope), Fault> {
        let (_, payload) = UPCASTERS
            .text(&self.event_type, &self.event_version, &self.payload)
            .map_err(DecodeError::from)?;
        let fact = Fact::decode(&self.aggregate_type, &self.aggregate_id, &payload)?;
        let envelope = Envelope {
            estate,
            position: self.position,
            recorded_at: self.recorded_at,
            aggregate_type: self.aggregate_type.clone(),
            aggregate_id: self.aggregate_id.clone(),
            event_type: self.event_type.clone(),
            // Metadata is free: an event written by something else than a person has no actor.
            actor: serde_json::from_str::<Metadata>(&self.metadata).ok().and_then(|metadata| metadata.actor),
        };
        Ok((fact, envelope))
    }
}

/// The estate's next events after `position`, at most `limit`, on the driver's own connection: one that waited for a
/// second connection while it held the checkpoint could wait for itself.
pub(super) async fn after(
    connection: &mut PgConnection,
    estate: EstateId,
    position: i64,
    limit: i64,
) -> Result<Vec<Stored>, sqlx::Error> {
    sqlx::query_as(
        "SELECT position, recorded_at, aggregate_type, aggregate_id, event_type, event_version,
                payload::text AS payload, metadata::text AS metadata
         FROM journal.events WHERE estate_id = $1 AND position > $2 ORDER BY position LIMIT $3",
    )
    .bind(estate.uuid())
    .bind(position)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Makes sure that these events follow `position` without a gap; without any, that the journal does not end before it.
pub(super) async fn check(
    connection: &mut PgConnection,
    estate: EstateId,
    position: i64,
    events: &[Stored],
) -> Result<(), Halt> {
    for (expected, event) in (position + 1..).zip(events) {
        if event.position != expected {
            return Err(Fault::Gap { expected, found: event.position }.into());
        }
    }
    if events.is_empty() && position > 0 {
        let head: Option<i64> = sqlx::query_scalar("SELECT position FROM journal.heads WHERE estate_id = $1")
            .bind(estate.uuid())
            .fetch_optional(connection)
            .await?;
        let head = head.unwrap_or(0);
        if head < position {
            return Err(Fault::JournalBehind { head, position }.into());
        }
    }
    Ok(())
}
