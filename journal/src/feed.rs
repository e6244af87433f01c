use domain::units::EstateId;
use domain::upcast::UPCASTERS;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use crate::chain::Hash;
use crate::error::JournalError;
use crate::wall::begin;
use crate::{Journal, Recorded};

impl Journal {
    /// The next events of the estate's ledger after a position, in order, at most `limit` of them.
    ///
    /// Positions are given under the lock that orders the commits, so none ever appears before one that is smaller: a
    /// reader who goes on from the last position it saw misses nothing.
    pub async fn feed(
        &self,
        estate: EstateId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>, JournalError> {
        let mut transaction = begin(&self.pool, estate, "READ ONLY").await?;
        Self::feed_on(&mut transaction, estate, after, limit).await
    }

    /// The same in a transaction of the caller's that [began](crate::begin) for the estate, for who reads something else
    /// at the same moment.
    pub async fn feed_on(
        connection: &mut PgConnection,
        estate: EstateId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>, JournalError> {
        let rows = sqlx::query(
            "SELECT position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                 recorded_at, hash
             FROM journal.events WHERE estate_id = $1 AND position > $2 ORDER BY position LIMIT $3",
        )
        .bind(estate.uuid())
        .bind(after)
        .bind(limit)
        .fetch_all(connection)
        .await?;
        rows.iter().map(|row| recorded(estate, row)).collect()
    }
}

fn recorded(estate: EstateId, row: &PgRow) -> Result<Recorded, JournalError> {
    let position = row.try_get(0)?;
    let event_type: String = row.try_get(4)?;
    // A `json` arrives as its text; sqlx would rather parse it.
    let (event_version, payload) = UPCASTERS
        .text(&event_type, row.try_get(5)?, row.try_get_unchecked(6)?)
        .map_err(|error| JournalError::unreadable(position, error))?;
    Ok(Recorded {
        estate,
        position,
        aggregate_type: row.try_get(1)?,
        aggregate_id: row.try_get(2)?,
        sequence: row.try_get(3)?,
        event_version: event_version.into_owned(),
        payload: payload.into_owned(),
        event_type,
        metadata: row.try_get_unchecked(7)?,
        recorded_at: row.try_get(8)?,
        hash: Hash::try_from(row.try_get::<&[u8], _>(9)?)
            .map_err(|error| JournalError::unreadable(position, error))?,
    })
}
