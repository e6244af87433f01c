use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use domain::units::EstateId;
use uuid::Uuid;

use super::checkpoint::{self, Lag, Stalled, Standing};
use super::error::ProjectionError;
use crate::cellar::Cellar;
use crate::contract::AnyModel;
use crate::drm::Drm;
use crate::sales::Sales;
use crate::stock::Stock;

/// A read model as the drivers hold it.
pub type ModelRef = &'static dyn AnyModel;

/// Every read model, by name.
const MODELS: &[ModelRef] = &[&Cellar, &Drm, &Sales, &Stock];

/// Events of one batch. Marten's daemon takes 500 as well; a command emits a handful, so this matters only to a model
/// that is far behind.
const BATCH: i64 = 500;

/// Drives the read models of every estate. Cheap to clone.
#[derive(Clone)]
pub struct Projector {
    pub(super) pool: PgPool,
    pub(super) models: Vec<ModelRef>,
    pub(super) batch: i64,
}

impl Projector {
    /// A driver of every read model. The pool signs in as the server.
    pub fn new(pool: PgPool) -> Self {
        Self { pool, models: MODELS.to_vec(), batch: BATCH }
    }

    /// The same with at most that many events a batch, at least one.
    #[must_use]
    pub fn with_batch(self, events: u32) -> Self {
        Self { batch: i64::from(events.max(1)), ..self }
    }

    /// The same with other models.
    #[must_use]
    pub fn with_models(self, models: &[ModelRef]) -> Self {
        let mut models = models.to_vec();
        models.sort_by_key(|model| model.name());
        Self { models, ..self }
    }

    /// Where the estate's models stand, by name. A model that was never driven is absent.
    pub async fn positions(&self, estate: EstateId) -> Result<Vec<Standing>, ProjectionError> {
        Self::positions_on(&mut *self.begin(estate).await?, estate).await
    }

    /// The same on a connection of the caller's, for who reads something else at the same moment. It has to see the
    /// estate.
    pub async fn positions_on(
        connection: &mut PgConnection,
        estate: EstateId,
    ) -> Result<Vec<Standing>, ProjectionError> {
        Ok(checkpoint::of_estate(connection, estate).await?)
    }

    /// The names of the models that are driven, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.models.iter().map(|model| model.name())
    }

    /// Every model of every estate that waits for its next event to become readable.
    pub async fn stalled(&self) -> Result<Vec<Stalled>, ProjectionError> {
        let estates: Vec<Uuid> =
            sqlx::query_scalar("SELECT projection.stalled()").fetch_all(&self.pool).await?;
        let mut stalled = Vec::new();
        for estate in estates.into_iter().map(EstateId::new) {
            let standings = self.positions(estate).await?.into_iter();
            let marked = standings.filter(|standing| standing.stalled_at.is_some());
            stalled.extend(marked.map(|standing| Stalled { estate, standing }));
        }
        Ok(stalled)
    }

    /// The estates with a model that is behind the journal or was written by an older fold: those to be caught up when
    /// the server starts, and from time to time.
    pub async fn behind(&self) -> Result<Vec<EstateId>, ProjectionError> {
        let (names, versions): (Vec<_>, Vec<_>) =
            self.models.iter().map(|model| (model.name(), model.version())).unzip();
        let estates: Vec<Uuid> = sqlx::query_scalar("SELECT projection.behind($1, $2)")
            .bind(names)
            .bind(versions)
            .fetch_all(&self.pool)
            .await?;
        Ok(estates.into_iter().map(EstateId::new).collect())
    }

    /// How far each model is behind the journals, over all estates.
    pub async fn lag(&self) -> Result<Vec<Lag>, ProjectionError> {
        let names: Vec<&str> = self.models.iter().map(|model| model.name()).collect();
        Ok(checkpoint::lag(&mut *self.pool.acquire().await?, &names).await?)
    }

    /// Begins a transaction that sees and writes what is the estate's, and nothing else: its policies (migrations/0007)
    /// are told in the same round trip. It does not wait for the disk at its commit: should the server fall, rows and
    /// checkpoint fall back together, and the journal, which does wait, brings them forward again.
    ///
    /// In a task of its own, which goes on when the caller is dropped: sqlx 0.8 gives a connection whose BEGIN was broken
    /// off back to the pool with the transaction open and unknown to it, and whoever has it next would write nothing.
    pub(super) async fn begin(
        &self,
        estate: EstateId,
    ) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let begin = format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit TO off; \
             SET LOCAL monchai.estate TO '{estate}'"
        );
        let pool = self.pool.clone();
        let begun = tokio::spawn(async move { pool.begin_with(begin).await });
        begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    /// Every estate that has a ledger.
    pub(super) async fn estates(&self) -> Result<Vec<EstateId>, sqlx::Error> {
        let estates: Vec<Uuid> = sqlx::query_scalar("SELECT journal.estates()").fetch_all(&self.pool).await?;
        Ok(estates.into_iter().map(EstateId::new).collect())
    }
}
