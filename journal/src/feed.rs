use domain::units::EstateId;
use domain::upcast::UPCASTERS;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use crate::chain::Hash;
use crate::error::JournalError;
use crate::wall::begin;
use crate::{Journal, Recorded};

/// Which events of a ledger a reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    types: Option<&'static [&'static str]>,
    until: i64,
}

impl Selection {
    /// Every event.
    pub const ALL: Self = Self { types: None, until: i64::MAX };

    /// Those of these aggregate types.
    pub const fn of(types: &'static [&'static str]) -> Self {
        Self { types: Some(types), ..Self::ALL }
    }

    /// The same up to a position, and none after it.
    #[must_use]
    pub const fn until(self, position: i64) -> Self {
        Self { until: position, ..self }
    }
}

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
        self.select(estate, Selection::ALL, after, limit).await
    }

    /// The same of a selection: what is not asked for is left out by PostgreSQL and never crosses the wire.
    pub async fn select(
        &self,
        estate: EstateId,
        selection: Selection,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>, JournalError> {
        let mut transaction = begin(&self.pool, estate, "READ ONLY").await?;
        selected(&mut transaction, estate, selection, after, limit).await
    }

    /// The same in a transaction of the caller's that [began](crate::begin) for the estate, for who reads something else
    /// at the same moment.
    pub async fn feed_on(
        connection: &mut PgConnection,
        estate: EstateId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>, JournalError> {
        selected(connection, estate, Selection::ALL, after, limit).await
    }
}

async fn selected(
    connection: &mut PgConnection,
    estate: EstateId,
    selection: Selection,
    after: i64,
    limit: i64,
) -> Result<Vec<Recorded>, JournalError> {
    let rows = sqlx::query(
        "SELECT position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
             recorded_at, hash
         FROM journal.events
         WHERE estate_id = $1 AND position > $2 AND position <= $4 AND ($5::text[] IS NULL OR aggregate_type = ANY($5))
         ORDER BY position LIMIT $3",
    )
    .bind(estate.uuid())
    .bind(after)
    .bind(limit)
    .bind(selection.until)
    .bind(selection.types)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| recorded(estate, row)).collect()
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
