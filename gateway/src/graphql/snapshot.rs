//! What a request reads with.

use std::sync::Arc;

use domain::units::EstateId;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use tokio::sync::Mutex;

use crate::moment::begin;

/// How the fields of one request read. Cheap to clone.
#[derive(Clone)]
pub(super) struct Reads {
    pool: PgPool,
    estate: EstateId,
    /// `None` for a mutation: what it reads back has to show what its commands just did.
    shared: Option<Arc<Mutex<Option<Snapshot>>>>,
}

/// One repeatable-read, read-only transaction, begun with the first read: all of a query's answer is of one moment.
struct Snapshot {
    transaction: Transaction<'static, Postgres>,
    position: i64,
}

impl Reads {
    pub(super) fn new(pool: PgPool, estate: EstateId, shared: bool) -> Self {
        Self { pool, estate, shared: shared.then(Arc::default) }
    }

    /// Reads what belongs to the request's estate.
    pub(super) async fn read<T, E: From<sqlx::Error>>(
        &self,
        query: impl AsyncFnOnce(&mut PgConnection, EstateId) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(shared) = &self.shared else {
            let mut connection = self.pool.acquire().await?;
            return query(&mut connection, self.estate).await;
        };
        let mut shared = shared.lock().await;
        let snapshot = match &mut *shared {
            Some(snapshot) => snapshot,
            none => none.insert(Snapshot::begin(&self.pool, self.estate).await?),
        };
        query(&mut snapshot.transaction, self.estate).await
    }

    /// Ends the transaction. Gives the position of the journal up to which everything that was read shows the estate;
    /// `None` when nothing was read, or not at one moment.
    pub(super) async fn end(self) -> Option<i64> {
        let snapshot = self.shared?.lock().await.take()?;
        // It only read: however it ends, nothing is lost.
        let _ = snapshot.transaction.rollback().await;
        Some(snapshot.position)
    }
}

impl Snapshot {
    /// The estate is told to the database as well, where policies can ask for it.
    async fn begin(pool: &PgPool, estate: EstateId) -> Result<Self, sqlx::Error> {
        let mut transaction = begin(pool).await?;
        let (_, position): (String, i64) = sqlx::query_as(
            "SELECT set_config('monchai.estate', $1::text, true), coalesce(min(position), 0)
             FROM projection.checkpoints WHERE estate_id = $1",
        )
        .bind(estate.uuid())
        .fetch_one(&mut *transaction)
        .await?;
        Ok(Self { transaction, position })
    }
}
