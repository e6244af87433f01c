use std::time::Duration;

use domain::units::EstateId;
use journal::PerformError;
use tokio::time::timeout;
use uuid::Uuid;

use crate::common::{Bench, Fill, Transfer, command};

#[tokio::test]
async fn another_estates_stream_looks_empty_and_cannot_be_written() {
    let bench = Bench::new().await;
    let tank = Uuid::now_v7();
    bench.perform(&Fill::new(tank, 100)).await.unwrap();

    let stranger = Bench::scope_of(EstateId::new(Uuid::now_v7()));
    let draw = Transfer { from: tank, to: Uuid::now_v7(), slip: Uuid::now_v7(), ml: 1 };
    let refused = bench.journal.perform(&stranger, None, &draw).await;
    assert!(matches!(refused, Err(PerformError::Refused(refusal)) if refusal.code == "OVERDRAWN"));
    let written = bench.journal.perform(&stranger, None, &Fill::new(tank, 1)).await;
    assert!(matches!(written, Err(PerformError::Conflict)));
    assert!(bench.journal.feed(stranger.estate, 0, 10).await.unwrap().is_empty());
    assert_eq!(bench.verify().await.unwrap().events, 1);
}

#[tokio::test]
async fn a_command_id_belongs_to_its_estate() {
    let bench = Bench::new().await;
    let stranger = Bench::scope_of(EstateId::new(Uuid::now_v7()));
    let id = command();
    let own = bench.perform_as(id, &Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let other = bench.journal.perform(&stranger, Some(id), &Fill::new(Uuid::now_v7(), 2)).await.unwrap();
    assert!(!own.replayed && !other.replayed);
    assert_eq!((own.position, other.position), (1, 1));
}

#[tokio::test]
async fn estates_never_wait_for_each_other() {
    let bench = Bench::new().await;
    bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    let mut holder = bench.database.owner_pool().begin().await.unwrap();
    sqlx::query("SELECT FROM journal.heads WHERE estate_id = $1 FOR UPDATE")
        .bind(bench.estate.uuid())
        .execute(&mut *holder)
        .await
        .unwrap();

    let other = Bench::scope_of(EstateId::new(Uuid::now_v7()));
    for _ in 0..5 {
        let fill = Fill::new(Uuid::now_v7(), 1);
        let append = bench.journal.perform(&other, None, &fill);
        timeout(Duration::from_secs(2), append).await.expect("does not wait").unwrap();
    }
    let held = Fill::new(Uuid::now_v7(), 1);
    assert!(timeout(Duration::from_millis(200), bench.perform(&held)).await.is_err(), "its own estate waits");
    holder.rollback().await.unwrap();
    bench.perform(&held).await.unwrap();
    let mut estates = [bench.estate, other.estate];
    estates.sort();
    assert_eq!(bench.journal.estates().await.unwrap(), estates);
}

/// Appends share a statement; what spoils one of them must not reach the others.
#[tokio::test]
async fn one_that_fails_does_not_spoil_its_company() {
    let bench = Bench::new().await;
    let taken = Uuid::now_v7();
    bench.perform(&Fill::new(taken, 1)).await.unwrap();
    let strangers: Vec<_> = (0..24).map(|_| Bench::scope_of(EstateId::new(Uuid::now_v7()))).collect();
    for round in 1..=3 {
        let performs = strangers.iter().enumerate().map(|(number, scope)| {
            let tank = if number % 5 == 1 { taken } else { Uuid::now_v7() };
            let journal = bench.journal.clone();
            async move { journal.perform(scope, None, &Fill::new(tank, 1)).await }
        });
        for (number, performed) in futures::future::join_all(performs).await.into_iter().enumerate() {
            match performed {
                Ok(performed) => assert_eq!((number % 5 == 1, performed.position), (false, round)),
                Err(error) => assert!(number % 5 == 1 && matches!(error, PerformError::Conflict), "{error}"),
            }
        }
    }
    for (number, scope) in strangers.iter().enumerate() {
        let events =
            journal::verify::database(bench.database.server_pool(), scope.estate).await.unwrap().events;
        assert_eq!(events, if number % 5 == 1 { 0 } else { 3 });
    }
}
