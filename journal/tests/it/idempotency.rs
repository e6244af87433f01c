use std::sync::Arc;

use domain::decider::Refusal;
use domain::units::CommandId;
use journal::{Operation, PerformError, Unit, UnitError};
use serde::Serialize;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::common::{Bench, Fill, Filled, Nothing, Tank, TankCommand, Transfer, command};

#[tokio::test]
async fn a_command_asked_twice_is_done_once() {
    let bench = Bench::new().await;
    let (id, tank) = (command(), Uuid::now_v7());
    let fill = Fill::new(tank, 10);
    let first = bench.perform_as(id, &fill).await.unwrap();
    assert_eq!((&first.answer, first.position, first.replayed), (&Filled { ml: 10 }, 1, false));

    // The state has moved on; the answer has not.
    bench.perform(&Fill::new(tank, 5)).await.unwrap();
    let again = bench.perform_as(id, &fill).await.unwrap();
    assert_eq!((&again.answer, again.position, again.replayed), (&Filled { ml: 10 }, 1, true));
    assert_eq!(again.events, 0);
    assert_eq!(bench.journal.head(bench.estate).await.unwrap().position, 2);
}

#[tokio::test]
async fn a_command_id_with_another_body_is_refused() {
    let bench = Bench::new().await;
    let (id, tank) = (command(), Uuid::now_v7());
    bench.perform_as(id, &Fill::new(tank, 10)).await.unwrap();
    let other_amount = bench.perform_as(id, &Fill::new(tank, 11)).await;
    assert!(matches!(other_amount, Err(PerformError::CommandReused)));
    let other_operation = bench.perform_as(id, &Nothing { say: "x".into() }).await;
    assert!(matches!(other_operation, Err(PerformError::CommandReused)));
    assert_eq!(bench.verify().await.unwrap().events, 1);
}

#[tokio::test]
async fn a_command_without_events_is_kept_too() {
    let bench = Bench::new().await;
    let id = command();
    let first = bench.perform_as(id, &Nothing { say: "seen".into() }).await.unwrap();
    let again = bench.perform_as(id, &Nothing { say: "seen".into() }).await.unwrap();
    assert_eq!((first.answer.as_str(), first.position, first.replayed), ("seen", 0, false));
    assert_eq!((again.answer.as_str(), again.position, again.replayed), ("seen", 0, true));
    let other = bench.perform_as(id, &Nothing { say: "other".into() }).await;
    assert!(matches!(other, Err(PerformError::CommandReused)));
}

#[tokio::test]
async fn a_refused_command_may_be_asked_again() {
    let bench = Bench::new().await;
    let (id, from) = (command(), Uuid::now_v7());
    let transfer = Transfer { from, to: Uuid::now_v7(), slip: Uuid::now_v7(), ml: 1 };
    assert!(matches!(bench.perform_as(id, &transfer).await, Err(PerformError::Refused(_))));
    bench.perform(&Fill::new(from, 1)).await.unwrap();
    assert!(!bench.perform_as(id, &transfer).await.unwrap().replayed);
    assert!(bench.perform_as(id, &transfer).await.unwrap().replayed);
}

/// Refuses once the ledger has events, and learns that without loading a stream.
#[derive(Serialize)]
struct First {
    tank: Uuid,
}

impl Operation for First {
    const NAME: &'static str = "first";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        if !unit.feed(0, 1).await?.is_empty() {
            return Err(Refusal { code: "NOT_THE_FIRST", params: Vec::new() }.into());
        }
        unit.expect_head(0);
        let fill = TankCommand::Fill { ml: 1, note: String::new() };
        unit.execute::<Tank>(self.tank, fill).await.map(drop)
    }
}

#[tokio::test]
async fn a_command_is_not_refused_for_what_it_did_itself() {
    let bench = Bench::new().await;
    let (id, first) = (command(), First { tank: Uuid::now_v7() });
    assert!(!bench.perform_as(id, &first).await.unwrap().replayed);
    assert!(bench.perform_as(id, &first).await.unwrap().replayed);
    assert!(matches!(bench.perform_as(command(), &first).await, Err(PerformError::Refused(_))));
}

/// Both kinds of commands, with events and without, submitted many times at one moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_submitted_many_times_at_once_is_done_once() {
    let bench = Arc::new(Bench::new().await);
    for round in 0..10 {
        let (id, silent): (CommandId, CommandId) = (command(), command());
        let fill = Fill::new(Uuid::now_v7(), round);
        let mut submissions = JoinSet::new();
        for _ in 0..8 {
            let (bench, fill) = (Arc::clone(&bench), fill.clone());
            submissions.spawn(async move {
                let performed = bench.perform_as(id, &fill).await.unwrap();
                let said = bench.perform_as(silent, &Nothing { say: round.to_string() }).await.unwrap();
                assert_eq!((performed.answer, said.answer), (Filled { ml: round }, round.to_string()));
                (performed.position, [performed.replayed, said.replayed])
            });
        }
        let answers = submissions.join_all().await;
        assert!(answers.iter().all(|(position, _)| *position == answers[0].0));
        for kind in 0..2 {
            assert_eq!(answers.iter().filter(|(_, replayed)| !replayed[kind]).count(), 1);
        }
    }
    // A fill of nothing, in the first round, has no event.
    assert_eq!(bench.verify().await.unwrap().events, 9);
}
