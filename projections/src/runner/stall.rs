//! What happens when a model cannot take an event in: the event goes to the dead letters, the model waits.

use domain::units::EstateId;
use sqlx::PgConnection;

use super::error::ProjectionError;
use super::events::Stored;
use super::projector::{ModelRef, Projector};
use crate::contract::Fault;

/// What stopped a model.
pub(super) struct Stop {
    /// Where the model stands.
    pub position: i64,
    /// Why it stands there.
    pub fault: Fault,
    events: Vec<Stored>,
}

impl Stop {
    /// The fault of a batch that follows `position`.
    pub(super) const fn new(position: i64, events: Vec<Stored>, fault: Fault) -> Self {
        Self { position, fault, events }
    }

    /// True when no other event than the one at fault was in the batch.
    pub(super) const fn is_exact(&self) -> bool {
        self.events.len() <= 1
    }

    /// The event at fault; where one is missing, there is none.
    fn letter(&self) -> Option<&Stored> {
        match self.fault {
            Fault::Gap { .. } | Fault::JournalBehind { .. } => None,
            _ => self.events.first(),
        }
    }
}

impl Projector {
    /// Marks the model as stalled, unless another driver has brought it further meanwhile.
    pub(super) async fn stall(
        &self,
        estate: EstateId,
        alone: &[ModelRef],
        stop: &Stop,
    ) -> Result<(), ProjectionError> {
        let Some(model) = alone.first() else { return Ok(()) };
        let error = format!("{}: {}", stop.fault.code(), stop.fault);
        let mut transaction = self.begin(estate).await?;
        let marked = sqlx::query(
            "UPDATE projection.checkpoints
             SET stalled_at = coalesce(stalled_at, clock_timestamp()), error = $4, updated_at = clock_timestamp()
             WHERE estate_id = $1 AND model = $2 AND position = $3",
        )
        .bind(estate.uuid())
        .bind(model.name())
        .bind(stop.position)
        .bind(&error)
        .execute(&mut *transaction)
        .await?;
        if marked.rows_affected() > 0 {
            tracing::error!(%estate, model = model.name(), position = stop.position, error, "read model stalled");
            if let Some(event) = stop.letter() {
                post(&mut transaction, estate, *model, event, &error).await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}

async fn post(
    connection: &mut PgConnection,
    estate: EstateId,
    model: ModelRef,
    event: &Stored,
    error: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO projection.dead_letters AS letter
             (estate_id, model, position, aggregate_type, aggregate_id, event_type, error)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (estate_id, model, position) DO UPDATE
         SET error = EXCLUDED.error, attempts = letter.attempts + 1, retried_at = clock_timestamp()",
    )
    .bind(estate.uuid())
    .bind(model.name())
    .bind(event.position)
    .bind(&event.aggregate_type)
    .bind(&event.aggregate_id)
    .bind(&event.event_type)
    .bind(error)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes the marks away from models that go on, and the dead letters that they have passed.
pub(super) async fn passed(
    connection: &mut PgConnection,
    estate: EstateId,
    models: &[ModelRef],
    position: i64,
) -> Result<(), sqlx::Error> {
    let names: Vec<&str> = models.iter().map(|model| model.name()).collect();
    tracing::info!(%estate, ?names, position, "read models go on");
    sqlx::query(
        "UPDATE projection.checkpoints SET stalled_at = NULL, error = NULL
         WHERE estate_id = $1 AND model = ANY($2) AND stalled_at IS NOT NULL",
    )
    .bind(estate.uuid())
    .bind(&names)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "DELETE FROM projection.dead_letters WHERE estate_id = $1 AND model = ANY($2) AND position <= $3",
    )
    .bind(estate.uuid())
    .bind(names)
    .bind(position)
    .execute(connection)
    .await?;
    Ok(())
}
