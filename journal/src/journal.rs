use std::time::Duration;

use domain::units::EstateId;
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::chain::Hash;
use crate::error::JournalError;
use crate::lanes::Lanes;
use crate::memory::Memory;
use crate::scribe::Scribe;
use crate::wake::Bell;
use crate::wall::begin;

/// The journal of all estates. Cheap to clone.
///
/// Its pool acts as `monchai_server`. `test_before_acquire(false)` saves a round trip for each unit of work, and costs
/// nothing: a broken connection is noticed and the unit done again.
#[derive(Clone, Debug)]
pub struct Journal {
    pub(crate) pool: PgPool,
    pub(crate) lanes: Lanes,
    pub(crate) memory: Memory,
    pub(crate) scribe: Scribe,
    pub(crate) bell: Bell,
}

/// The last link of an estate's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last position; 0 without events.
    pub position: i64,
    /// The hash of the last event.
    pub hash: Hash,
    /// When it was recorded; `None` without events.
    pub recorded_at: Option<OffsetDateTime>,
}

impl Journal {
    /// The journal in that database, which [`migrate`](crate::migrate) has prepared.
    pub fn new(pool: PgPool) -> Self {
        let lanes = Lanes::new(pool.clone());
        let (scribe, bell) = (Scribe::new(lanes.clone()), Bell::new(pool.clone()));
        Self { lanes, memory: Memory::default(), scribe, bell, pool }
    }

    /// The same, which tells how long each append takes, from the call to the answer; also of those that come to nothing.
    #[must_use]
    pub fn watched(self, watcher: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self { scribe: self.scribe.watched(watcher), ..self }
    }

    /// Forgets the states that commands left in this process, so that the next ones read what is stored. Nothing needs
    /// it to be right; what measures loading does.
    pub fn forget(&self) {
        self.memory.clear();
    }

    /// Where the estate's ledger ends.
    pub async fn head(&self, estate: EstateId) -> Result<Head, JournalError> {
        Self::head_on(&mut *begin(&self.pool, estate, "READ ONLY").await?, estate).await
    }

    /// The same in a transaction of the caller's that [began](crate::begin) for the estate, for who reads something else
    /// at the same moment.
    pub async fn head_on(connection: &mut PgConnection, estate: EstateId) -> Result<Head, JournalError> {
        let row: Option<(i64, Vec<u8>, OffsetDateTime)> =
            sqlx::query_as("SELECT position, hash, recorded_at FROM journal.heads WHERE estate_id = $1")
                .bind(estate.uuid())
                .fetch_optional(connection)
                .await?;
        let Some((position, hash, recorded_at)) = row else {
            return Ok(Head { position: 0, hash: Hash::GENESIS, recorded_at: None });
        };
        let hash = Hash::try_from(hash.as_slice()).map_err(|cause| JournalError::Unreadable {
            what: "the head's hash".into(),
            cause: cause.into(),
        })?;
        Ok(Head { position, hash, recorded_at: (position > 0).then_some(recorded_at) })
    }

    /// Every estate that has a ledger, in the order of their ids.
    pub async fn estates(&self) -> Result<Vec<EstateId>, JournalError> {
        let ids: Vec<Uuid> = sqlx::query_scalar("SELECT journal.estates()").fetch_all(&self.pool).await?;
        Ok(ids.into_iter().map(EstateId::new).collect())
    }
}
