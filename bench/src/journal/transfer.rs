use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::movement;
use domain::units::{CommandId, MovementId, Volume};
use domain::vat::Share;
use gateway::app::{PROGRAM, scope};
use gateway::operations::RecordMovement;
use journal::Journal;
use uuid::Uuid;

use super::estates::Estate;
use crate::Failure;
use crate::args::Journal as Args;
use crate::server::Server;

/// One litre.
const LITRE: Volume = Volume::from_litres(1);

/// Transfers of a litre between the vats of random estates: three events on three aggregates, loaded, decided,
/// chained, idempotent. Gives commits a second.
pub async fn measure(server: &Server, estates: &[Estate], args: &Args) -> Result<f64, Failure> {
    let journal = Journal::new(server.pool("monchai_server", args.connections).await?);
    let done = AtomicU64::new(0);
    let started = Instant::now();
    let until = started + Duration::from_secs(args.seconds);
    let workers = (0..args.connections).map(|_| async {
        while Instant::now() < until {
            let choice = random();
            let estate = estates[choice % estates.len()];
            transfer(&journal, estate, choice.is_multiple_of(2)).await?;
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<_, journal::PerformError>(())
    });
    futures::future::try_join_all(workers).await?;
    #[allow(clippy::cast_precision_loss, reason = "a count of commits is far below 2^52")]
    Ok(done.into_inner() as f64 / started.elapsed().as_secs_f64())
}

async fn transfer(journal: &Journal, estate: Estate, there: bool) -> Result<(), journal::PerformError> {
    let [one, other] = estate.vats;
    let (from, to) = if there { (one, other) } else { (other, one) };
    let operation = movement::Operation::Transfer {
        sources: vec![Share { vat: from, volume_ml: LITRE }],
        to,
        loss_ml: Volume::ZERO,
    };
    let id = Uuid::now_v7();
    let record = RecordMovement { movement: MovementId::new(id), operation, on: estate.on };
    let scope = scope(estate.id, PROGRAM, None);
    journal.perform(&scope, Some(CommandId::new(id)), &record).await?;
    Ok(())
}

/// A random number: the random half of a fresh `UUIDv7`.
fn random() -> usize {
    usize::try_from(Uuid::now_v7().as_u64_pair().1 & 0xffff_ffff).unwrap_or(0)
}
