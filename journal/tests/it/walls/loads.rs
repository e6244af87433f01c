use domain::units::EstateId;
use journal::{Journal, Operation, PerformError, Unit, UnitError, begin};
use serde::Serialize;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

use crate::common::{Bench, Fill, Filled, Nothing, Transfer, command};

/// A journal on one connection, which every call has to share.
async fn one_lane(bench: &Bench) -> (PgPool, Journal) {
    let options = bench.database.server_pool().connect_options();
    let pool = PgPoolOptions::new().max_connections(1).connect_with((*options).clone()).await.unwrap();
    (pool.clone(), Journal::new(pool))
}

/// What the one connection would see now, and of whom.
async fn left(pool: &PgPool) -> (i64, String) {
    sqlx::query_as(
        "SELECT (SELECT count(*) FROM journal.events) + (SELECT count(*) FROM journal.heads),
                coalesce(current_setting('monchai.estate', true), '')",
    )
    .fetch_one(pool)
    .await
    .unwrap()
}

/// Reads the ledger with the unit's own connection.
#[derive(Serialize)]
struct Count;

impl Operation for Count {
    const NAME: &'static str = "count";
    type Answer = usize;

    async fn run(&self, unit: &mut Unit) -> Result<usize, UnitError> {
        Ok(unit.feed(0, 100).await?.len())
    }
}

#[tokio::test]
async fn no_connection_keeps_an_estate() {
    let bench = Bench::new().await;
    let (pool, journal) = one_lane(&bench).await;
    let scope = Bench::scope_of(bench.estate);
    let (tank, other) = (Uuid::now_v7(), Uuid::now_v7());
    let nothing = (0, String::new());
    for _ in 0..2 {
        journal.perform(&scope, Some(command()), &Fill::new(tank, 9)).await.unwrap();
        assert_eq!(left(&pool).await, nothing, "after a load and an append");
        journal.forget();
    }
    let transfer = Transfer { from: other, to: tank, slip: Uuid::now_v7(), ml: 1 };
    assert!(matches!(journal.perform(&scope, None, &transfer).await, Err(PerformError::Refused(_))));
    assert_eq!(left(&pool).await, nothing, "after a refusal");
    assert_eq!(journal.perform(&scope, None, &Count).await.unwrap().answer, 2);
    assert_eq!(left(&pool).await, nothing, "after a ledger was folded");
    assert_eq!(journal.feed(bench.estate, 0, 10).await.unwrap().len(), 2);
    assert_eq!(journal.head(bench.estate).await.unwrap().position, 2);
    journal::verify::database(&pool, bench.estate).await.unwrap();
    journal::export::export(&pool, bench.estate, &mut Vec::new()).await.unwrap();
    assert_eq!(journal.estates().await.unwrap(), [bench.estate]);
    assert_eq!(left(&pool).await, nothing, "after reading, verifying and exporting");
    bench.forge("UPDATE journal.events SET sequence = 40 WHERE position = 1").await;
    journal.forget();
    let torn = journal.perform(&scope, Some(command()), &Fill::new(tank, 9)).await;
    assert!(matches!(torn, Err(PerformError::Fault(_))), "{torn:?}");
    assert_eq!(left(&pool).await, nothing, "after a load that failed");
}

/// A statement that was planned for good, on a connection that others use as well: each time it is the estate that this
/// call tells, from the first row on.
#[tokio::test]
async fn a_load_tells_its_estate_before_it_reads() {
    let bench = Bench::new().await;
    let (pool, journal) = one_lane(&bench).await;
    let scopes = [bench.estate, EstateId::new(Uuid::now_v7())].map(Bench::scope_of);
    let tanks = [Uuid::now_v7(), Uuid::now_v7()];
    for round in 1..=12 {
        // What a careless hand left on the connection counts for nothing.
        let stale = format!("SET monchai.estate TO '{}'", scopes[round % 2].estate);
        sqlx::raw_sql(&stale).execute(&pool).await.unwrap();
        for (scope, tank) in scopes.iter().zip(tanks) {
            journal.forget();
            let filled = journal.perform(scope, Some(command()), &Fill::new(tank, 1)).await.unwrap();
            assert_eq!(filled.answer, Filled { ml: i64::try_from(round).unwrap() });
        }
        journal.forget();
        let stranger = journal.perform(&scopes[0], Some(command()), &Fill::new(tanks[1], 0)).await.unwrap();
        assert_eq!(stranger.answer, Filled { ml: 0 }, "another estate's stream looks empty");
    }
}

/// A command that was done before is found behind the wall of its estate, and nowhere else.
#[tokio::test]
async fn a_command_is_found_again_by_its_own_estate() {
    let bench = Bench::new().await;
    let (twice, stranger) = (command(), Bench::scope_of(EstateId::new(Uuid::now_v7())));
    let nothing = Nothing { say: "done".to_owned() };
    let first = bench.perform_as(twice, &nothing).await.unwrap();
    bench.journal.forget();
    let again = bench.another().perform(&Bench::scope_of(bench.estate), Some(twice), &nothing).await.unwrap();
    assert!(!first.replayed && again.replayed);
    assert!(!bench.another().perform(&stranger, Some(twice), &nothing).await.unwrap().replayed);
}

#[tokio::test]
async fn who_told_one_estate_reads_nothing_of_another() {
    let bench = Bench::new().await;
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let server = bench.database.server_pool();
    let stranger = EstateId::new(Uuid::now_v7());
    for (told, events) in [(bench.estate, 1), (stranger, 0)] {
        let transaction = &mut *begin(server, told, "READ ONLY").await.unwrap();
        assert_eq!(Journal::feed_on(transaction, bench.estate, 0, 10).await.unwrap().len(), events);
        let head = Journal::head_on(transaction, bench.estate).await.unwrap();
        assert_eq!(head.position, i64::try_from(events).unwrap());
    }
    let untold = &mut *server.acquire().await.unwrap();
    assert!(Journal::feed_on(untold, bench.estate, 0, 10).await.unwrap().is_empty());
    assert_eq!(Journal::head_on(untold, bench.estate).await.unwrap().position, 0);
}
