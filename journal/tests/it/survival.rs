use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;
use uuid::Uuid;

use crate::common::{Bench, Fill, command};

/// Kills every session of the server role in the database, over and over.
async fn kill_until(bench: Arc<Bench>, done: Arc<AtomicBool>) -> i64 {
    let mut killed = 0;
    while !done.load(Ordering::SeqCst) {
        sleep(Duration::from_millis(30)).await;
        killed += sqlx::query_scalar::<_, i64>(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE datname = current_database() AND usename = 'monchai_server'",
        )
        .fetch_one(bench.database.owner_pool())
        .await
        .unwrap();
    }
    killed
}

/// What is acknowledged is there once, and nothing else is, however often the connections are cut.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_connections_lose_nothing_and_double_nothing() {
    const WORKERS: usize = 6;
    const FILLS: i64 = 60;
    let bench = Arc::new(Bench::new().await);
    let done = Arc::new(AtomicBool::new(false));
    let killer = tokio::spawn(kill_until(Arc::clone(&bench), Arc::clone(&done)));
    let mut workers = JoinSet::new();
    for worker in 0..WORKERS {
        let bench = Arc::clone(&bench);
        workers.spawn(async move {
            let tank = Uuid::now_v7();
            for fill in 1..=FILLS {
                let operation = Fill::new(tank, 1);
                // With a command id and without one.
                let performed = if worker % 2 == 0 {
                    bench.perform_as(command(), &operation).await
                } else {
                    bench.perform(&operation).await
                };
                assert_eq!(performed.unwrap().answer.ml, fill, "each fill once");
            }
        });
    }
    while let Some(worker) = workers.join_next().await {
        worker.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    assert!(killer.await.unwrap() > 0);
    let events = bench.journal.feed(bench.estate, 0, i64::MAX).await.unwrap().len();
    assert_eq!(events, WORKERS * usize::try_from(FILLS).unwrap());
    assert_eq!(bench.verify().await.unwrap().events, i64::try_from(events).unwrap());
}

/// All connections of the pool die while nobody uses them, as in a restart of the server.
#[tokio::test]
async fn a_pool_of_dead_connections_is_survived_at_once() {
    let bench = Bench::new().await;
    let pool = sqlx::postgres::PgPoolOptions::new()
        .max_connections(16)
        .min_connections(16)
        .test_before_acquire(false)
        .connect_with((*bench.database.server_pool().connect_options()).clone())
        .await
        .unwrap();
    let journal = journal::Journal::new(pool.clone());
    let scope = Bench::scope_of(bench.estate);
    while pool.num_idle() < 16 {
        sleep(Duration::from_millis(5)).await;
    }
    let done = Arc::new(AtomicBool::new(false));
    let bench = Arc::new(bench);
    let killer = tokio::spawn(kill_until(Arc::clone(&bench), Arc::clone(&done)));
    sleep(Duration::from_millis(60)).await;
    done.store(true, Ordering::SeqCst);
    assert!(killer.await.unwrap() >= 16);

    let started = std::time::Instant::now();
    journal.perform(&scope, None, &Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(2), "took {:?}", started.elapsed());
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_turn_the_ledger_back() {
    let bench = Bench::new().await;
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    // As if the first event had been written by a clock that is a day ahead of the one of today.
    bench.forge("UPDATE journal.heads SET recorded_at = recorded_at + interval '1 day'").await;
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let events = bench.journal.feed(bench.estate, 0, 10).await.unwrap();
    assert!(events[1].recorded_at - events[0].recorded_at > time::Duration::hours(23));
    assert_eq!(events[1].recorded_at, events[2].recorded_at);
    assert_eq!(bench.journal.head(bench.estate).await.unwrap().recorded_at, Some(events[2].recorded_at));
    assert_eq!(bench.verify().await.unwrap().events, 3);
}
