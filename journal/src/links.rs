use std::pin::Pin;

use domain::units::EstateId;
use futures::{Stream, StreamExt};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, PgPool, Postgres, Row, Transaction};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::chain::{Hash, Link};
use crate::error::JournalError;
use crate::wall::begin;

/// An event exactly as it is stored: the texts that were hashed, and the hash, whatever its bytes are.
#[derive(Clone, Debug)]
pub(crate) struct StoredLink {
    pub position: i64,
    pub aggregate_type: String,
    pub aggregate_id: String,
    pub sequence: i64,
    pub event_type: String,
    pub event_version: String,
    pub payload: String,
    pub metadata: String,
    pub recorded_at_us: i64,
    pub hash: Vec<u8>,
}

impl StoredLink {
    pub(crate) fn link(&self, estate: EstateId) -> Link<'_> {
        Link {
            position: self.position,
            estate: estate.uuid(),
            aggregate_type: &self.aggregate_type,
            aggregate_id: &self.aggregate_id,
            sequence: self.sequence,
            event_type: &self.event_type,
            event_version: &self.event_version,
            payload: &self.payload,
            metadata: &self.metadata,
            recorded_at_us: self.recorded_at_us,
        }
    }

    fn read(row: &PgRow) -> Result<Self, JournalError> {
        let recorded_at: OffsetDateTime = row.try_get(8)?;
        let position = row.try_get(0)?;
        Ok(Self {
            position,
            aggregate_type: row.try_get(1)?,
            aggregate_id: row.try_get(2)?,
            sequence: row.try_get(3)?,
            event_type: row.try_get(4)?,
            event_version: row.try_get(5)?,
            // A `json` arrives as its text; sqlx would rather parse it.
            payload: row.try_get_unchecked(6)?,
            metadata: row.try_get_unchecked(7)?,
            recorded_at_us: i64::try_from(recorded_at.unix_timestamp_nanos() / 1_000)
                .map_err(|error| JournalError::unreadable(position, error))?,
            hash: row.try_get(9)?,
        })
    }
}

/// One unmoving picture of the estate's journal, however long it is looked at.
pub(crate) async fn snapshot(
    pool: &PgPool,
    estate: EstateId,
) -> Result<Transaction<'static, Postgres>, JournalError> {
    Ok(begin(pool, estate, "ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
}

/// The position and hash of the head, if the estate has one.
pub(crate) async fn head(
    connection: &mut PgConnection,
    estate: EstateId,
) -> Result<Option<(i64, Vec<u8>)>, JournalError> {
    let head = sqlx::query_as("SELECT position, hash FROM journal.heads WHERE estate_id = $1");
    Ok(head.bind(estate.uuid()).fetch_optional(connection).await?)
}

/// A stream of stored events.
pub(crate) type Links<'c> = Pin<Box<dyn Stream<Item = Result<StoredLink, JournalError>> + Send + 'c>>;

/// Every event of the estate in the order of the ledger. The rows arrive as they are asked for, never all at once.
pub(crate) fn links(connection: &mut PgConnection, estate: EstateId) -> Links<'_> {
    let id: Uuid = estate.uuid();
    let rows = sqlx::query(
        "SELECT position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
             recorded_at, hash
         FROM journal.events WHERE estate_id = $1 ORDER BY position",
    )
    .bind(id)
    .fetch(connection);
    Box::pin(rows.map(|row| StoredLink::read(&row?)))
}

/// The hash, or nothing if its bytes are no hash.
pub(crate) fn hash(bytes: &[u8]) -> Option<Hash> {
    Hash::try_from(bytes).ok()
}
