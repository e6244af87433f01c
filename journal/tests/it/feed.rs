use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::{Postgres, Transaction};
use tokio::task::JoinSet;
use tokio::time::sleep;
use uuid::Uuid;

use crate::common::{Bench, Fill, Transfer};

/// Appends an event by hand, in a transaction that stays open.
async fn append_slowly(bench: &Bench) -> Transaction<'static, Postgres> {
    let mut transaction = bench.database.server_pool().begin().await.unwrap();
    sqlx::query(
        "SELECT journal.append($1, $2, '', '{}', NULL, NULL, '{slip}', ARRAY[$2::text], '{0}', '{1}', '{Slow}', '{1}',
             '{1}', '{}')",
    )
    .bind(bench.estate.uuid())
    .bind(Uuid::now_v7())
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction
}

#[tokio::test]
async fn a_slow_writer_never_leaves_a_gap() {
    let bench = Arc::new(Bench::new().await);
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let slow = append_slowly(&bench).await;
    let quick = tokio::spawn({
        let bench = Arc::clone(&bench);
        async move { bench.perform(&Fill::new(Uuid::now_v7(), 2)).await.unwrap().position }
    });
    for _ in 0..10 {
        sleep(Duration::from_millis(20)).await;
        let seen = bench.journal.feed(bench.estate, 0, 10).await.unwrap();
        assert_eq!(seen.len(), 1, "neither the open one nor the one that waits behind it");
    }
    slow.commit().await.unwrap();
    assert_eq!(quick.await.unwrap(), 3);
    let positions: Vec<i64> =
        bench.journal.feed(bench.estate, 0, 10).await.unwrap().iter().map(|event| event.position).collect();
    assert_eq!(positions, [1, 2, 3]);
}

#[tokio::test]
async fn a_writer_that_gives_up_leaves_no_gap_either() {
    let bench = Bench::new().await;
    append_slowly(&bench).await.rollback().await.unwrap();
    assert_eq!(bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap().position, 1);
    assert_eq!(bench.verify().await.unwrap().events, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_goes_on_from_the_last_position_misses_nothing() {
    const WRITERS: usize = 6;
    const APPENDS: usize = 25;
    let bench = Arc::new(Bench::new().await);
    let source = Uuid::now_v7();
    bench.perform(&Fill::new(source, 1_000_000)).await.unwrap();
    let done = Arc::new(AtomicBool::new(false));

    let reader = tokio::spawn({
        let (bench, done) = (Arc::clone(&bench), Arc::clone(&done));
        async move {
            let mut last = 0;
            loop {
                let finished = done.load(Ordering::SeqCst);
                let page = bench.journal.feed(bench.estate, last, 7).await.unwrap();
                for event in &page {
                    assert_eq!(event.position, last + 1, "no gap, no step back");
                    last = event.position;
                }
                if finished && page.is_empty() {
                    return last;
                }
            }
        }
    });
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let bench = Arc::clone(&bench);
        writers.spawn(async move {
            for _ in 0..APPENDS {
                let own = Uuid::now_v7();
                bench.perform(&Fill::new(own, 1)).await.unwrap();
                let transfer = Transfer { from: own, to: Uuid::now_v7(), slip: Uuid::now_v7(), ml: 1 };
                bench.perform(&transfer).await.unwrap();
            }
        });
    }
    while let Some(writer) = writers.join_next().await {
        writer.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    let expected = i64::try_from(1 + WRITERS * APPENDS * 4).unwrap();
    assert_eq!(reader.await.unwrap(), expected);
    assert_eq!(bench.verify().await.unwrap().events, expected);
}
