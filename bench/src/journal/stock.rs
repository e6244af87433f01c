use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::decider::Decided;
use domain::units::{Date, Volume};
use domain::vat::{Material, Vat, VatCommand};
use gateway::app::{PROGRAM, scope};
use postgres_es::PostgresCqrs;
use sqlx::Executor;
use uuid::Uuid;

use crate::Failure;
use crate::args::Journal;
use crate::server::Server;

/// The tables of postgres-es as its documentation creates them.
pub async fn prepare(server: &Server) -> Result<(), Failure> {
    let pool = server.pool("postgres", 1).await?;
    pool.execute(
        "CREATE TABLE stock_events (aggregate_type text NOT NULL, aggregate_id text NOT NULL,
            sequence bigint CHECK (sequence >= 0) NOT NULL, event_type text NOT NULL, event_version text NOT NULL,
            payload json NOT NULL, metadata json NOT NULL,
            PRIMARY KEY (aggregate_type, aggregate_id, sequence));
         CREATE TABLE stock_snapshots (aggregate_type text NOT NULL, aggregate_id text NOT NULL,
            last_sequence bigint NOT NULL, current_snapshot bigint NOT NULL, payload json NOT NULL,
            PRIMARY KEY (aggregate_type, aggregate_id, last_sequence));",
    )
    .await?;
    pool.close().await;
    Ok(())
}

/// `execute` of an unmodified postgres-es with the domain's vat, one event a command, each on a stream of its own.
/// Gives events a second.
pub async fn measure(server: &Server, args: &Journal) -> Result<f64, Failure> {
    let pool = server.pool("postgres", args.connections).await?;
    let repository =
        postgres_es::PostgresEventRepository::new(pool).with_tables("stock_events", "stock_snapshots");
    let store = cqrs_es::persist::PersistedEventStore::new_event_store(repository);
    let estate = domain::units::EstateId::of("FR00000000000");
    let context = scope(estate, PROGRAM, None).context;
    let cqrs: PostgresCqrs<Decided<Vat>> = PostgresCqrs::new(store, Vec::new(), context);
    let on = Date::from_ymd(2026, 9, 15).ok_or("day")?;
    let command = VatCommand::Commission {
        code: "A".to_owned(),
        capacity_ml: Volume::from_hl(100),
        material: Material::StainlessSteel,
        on,
    };
    let done = AtomicU64::new(0);
    let started = Instant::now();
    let until = started + Duration::from_secs(args.seconds);
    let workers = (0..args.connections).map(|_| async {
        while Instant::now() < until {
            cqrs.execute(&Uuid::now_v7().to_string(), command.clone()).await?;
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<_, cqrs_es::AggregateError<domain::vat::VatRefusal>>(())
    });
    futures::future::try_join_all(workers).await?;
    #[allow(clippy::cast_precision_loss, reason = "a count of events is far below 2^52")]
    Ok(done.into_inner() as f64 / started.elapsed().as_secs_f64())
}
