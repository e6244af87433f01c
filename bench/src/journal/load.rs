use std::time::Instant;

use domain::movement;
use domain::terms::LossCause;
use domain::units::{MovementId, VatId, Volume};
use domain::vat::Vat;
use gateway::app::{PROGRAM, scope};
use gateway::operations::RecordMovement;
use journal::{Journal, Operation, Unit, UnitError};
use serde::Serialize;
use uuid::Uuid;

use super::estates::Estate;
use crate::Failure;
use crate::server::Server;

/// How many events the stream holds.
const EVENTS: usize = 1_000;
/// How many times it is loaded.
const LOADS: usize = 1_000;

/// Loads a vat and folds it, nothing else, in a process that remembers nothing.
#[derive(Serialize)]
struct Load {
    vat: VatId,
}

impl Operation for Load {
    const NAME: &'static str = "load";
    type Answer = f64;

    async fn run(&self, unit: &mut Unit) -> Result<f64, UnitError> {
        let started = Instant::now();
        unit.state::<Vat>(self.vat.uuid()).await?;
        Ok(started.elapsed().as_secs_f64() * 1_000.0)
    }
}

/// Fills a vat's stream to a thousand events and gives the median time of loading and folding it, in milliseconds.
pub async fn measure(server: &Server, estates: &[Estate]) -> Result<f64, Failure> {
    let journal = Journal::new(server.pool("monchai_server", 1).await?);
    let estate = estates.first().ok_or("no estate")?;
    let scope = scope(estate.id, PROGRAM, None);
    let vat = *estate.vats.first().ok_or("no vat")?;
    let loss =
        movement::Operation::Loss { vat, volume_ml: Volume::from_ml(1), cause: LossCause::TankStorage };
    let stored = "SELECT count(*) FROM journal.events WHERE aggregate_type = 'vat' AND aggregate_id = $1";
    let pool = server.pool("monchai_server", 1).await?;
    let mut transaction = journal::begin(&pool, estate.id, "READ ONLY").await?;
    let held: i64 =
        sqlx::query_scalar(stored).bind(vat.uuid().to_string()).fetch_one(&mut *transaction).await?;
    transaction.rollback().await?;
    for _ in usize::try_from(held)?..EVENTS {
        let movement = MovementId::new(Uuid::now_v7());
        let record = RecordMovement { movement, operation: loss.clone(), on: estate.on };
        journal.perform(&scope, None, &record).await?;
    }
    let mut times = Vec::with_capacity(LOADS);
    for _ in 0..LOADS {
        journal.forget();
        times.push(journal.perform(&scope, None, &Load { vat }).await?.answer);
    }
    times.sort_by(f64::total_cmp);
    times.get(LOADS / 2).copied().ok_or_else(|| "no load".into())
}
