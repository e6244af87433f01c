//! What a process remembers of the streams never decides anything that the ledger does not confirm.

use journal::PerformError;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use uuid::Uuid;

use crate::common::{Bench, Fill, Filled, Gate, GateCommand, GuardedFill, Transfer, command};

/// Closes a gate.
#[derive(serde::Serialize)]
struct Close {
    gate: Uuid,
}

impl journal::Operation for Close {
    const NAME: &'static str = "close";
    type Answer = ();

    async fn run(&self, unit: &mut journal::Unit) -> Result<(), journal::UnitError> {
        unit.execute::<Gate>(self.gate, GateCommand::Close).await.map(drop)
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, PerformError>) -> &'static str {
    match result {
        Err(PerformError::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_known_stream_is_not_read_again() {
    let bench = Bench::new().await;
    let (tank, other) = (Uuid::now_v7(), Uuid::now_v7());
    bench.perform(&Fill::new(tank, 5)).await.unwrap();
    let no_reading = "REVOKE SELECT ON journal.events FROM monchai_server";
    sqlx::raw_sql(no_reading).execute(bench.database.owner_pool()).await.unwrap();
    assert_eq!(bench.perform(&Fill::new(tank, 3)).await.unwrap().answer, Filled { ml: 8 });
    // New streams are written without a look either.
    let transfer = Transfer { from: tank, to: other, slip: Uuid::now_v7(), ml: 8 };
    bench.perform_as(command(), &transfer).await.unwrap();
    let elsewhere = bench.another().perform(&Bench::scope_of(bench.estate), None, &Fill::new(tank, 3)).await;
    assert!(matches!(elsewhere, Err(PerformError::Fault(_))), "who knows nothing has to read");
}

#[tokio::test]
async fn a_long_stream_is_read_whole() {
    let bench = Bench::new().await;
    let (scope, tank) = (Bench::scope_of(bench.estate), Uuid::now_v7());
    for events in 1..=260 {
        bench.perform(&Fill::new(tank, 1)).await.unwrap();
        if events % 128 < 2 {
            let read = bench.another().perform(&scope, None, &Fill::new(tank, 0)).await.unwrap();
            assert_eq!(read.answer, Filled { ml: events });
        }
    }
}

#[tokio::test]
async fn a_stream_that_another_process_moved_is_decided_on_again() {
    let bench = Bench::new().await;
    let (scope, elsewhere) = (Bench::scope_of(bench.estate), bench.another());
    let (tank, gate) = (Uuid::now_v7(), Uuid::now_v7());
    bench.perform(&GuardedFill { gate, tank, ml: 10 }).await.unwrap();
    let draw = |ml| Transfer { from: tank, to: Uuid::now_v7(), slip: Uuid::now_v7(), ml };

    elsewhere.perform(&scope, None, &draw(10)).await.unwrap();
    assert_eq!(
        refused(bench.perform(&draw(1)).await),
        "OVERDRAWN",
        "what is remembered would have been enough"
    );
    elsewhere.perform(&scope, None, &Fill::new(tank, 7)).await.unwrap();
    bench.perform(&draw(7)).await.expect("what is remembered would not have been enough");
    elsewhere.perform(&scope, None, &Close { gate }).await.unwrap();
    assert_eq!(refused(bench.perform(&GuardedFill { gate, tank, ml: 1 }).await), "GATE_CLOSED");
    assert_eq!(bench.verify().await.unwrap().events, 9);
}

#[tokio::test]
async fn a_stream_that_nobody_remembers_is_not_taken_for_new_unproved() {
    let bench = Bench::new().await;
    let (tank, gate, full) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let (scope, elsewhere) = (Bench::scope_of(bench.estate), bench.another());
    elsewhere.perform(&scope, None, &Close { gate }).await.unwrap();
    elsewhere.perform(&scope, None, &Fill::new(full, 4)).await.unwrap();
    bench.perform(&Fill::new(tank, 1)).await.unwrap();

    // The ledger stands where this process left it; the gate was closed, and the tank filled, before.
    let guarded = bench.perform(&GuardedFill { gate, tank, ml: 1 }).await;
    assert_eq!(refused(guarded), "GATE_CLOSED", "a gate only read");
    bench.perform(&Fill::new(tank, 1)).await.unwrap();
    assert_eq!(
        bench.perform(&Fill::new(full, 1)).await.unwrap().answer,
        Filled { ml: 5 },
        "a tank written to"
    );
}

#[tokio::test]
async fn a_command_done_elsewhere_is_not_done_again() {
    let bench = Bench::new().await;
    let (scope, elsewhere) = (Bench::scope_of(bench.estate), bench.another());
    let (tank, twice) = (Uuid::now_v7(), command());
    elsewhere.perform(&scope, Some(twice), &Fill::new(tank, 10)).await.unwrap();
    bench.perform(&Fill::new(tank, 1)).await.unwrap();
    let again = bench.perform_as(twice, &Fill::new(tank, 10)).await.unwrap();
    assert_eq!((again.replayed, again.answer), (true, Filled { ml: 10 }));
    let reused = bench.perform_as(twice, &Fill::new(tank, 11)).await;
    assert!(matches!(reused, Err(PerformError::CommandReused)));
    assert_eq!(bench.verify().await.unwrap().events, 2);
}

/// One step of a history: which process, from and to which of three tanks, how much.
type Step = (usize, usize, usize, i64);

#[tokio::test]
async fn processes_that_take_turns_decide_as_one_would() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    for _ in 0..12 {
        let strategy = prop::collection::vec((0..3_usize, 0..4_usize, 0..3_usize, 0..20_i64), 40);
        let steps: Vec<Step> = strategy.new_tree(&mut runner).unwrap().current();
        take_turns(&steps).await;
    }
}

async fn take_turns(steps: &[Step]) {
    let bench = Bench::new().await;
    let scope = Bench::scope_of(bench.estate);
    let processes = [bench.journal.clone(), bench.another(), bench.another()];
    let tanks = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    let mut holds = [0_i64; 3];
    for &(process, from, to, ml) in steps {
        let journal = &processes[process];
        match tanks.get(from) {
            Some(source) if from != to => {
                let step = Transfer { from: *source, to: tanks[to], slip: Uuid::now_v7(), ml };
                let done = journal.perform(&scope, Some(command()), &step).await;
                assert_eq!(done.is_ok(), holds[from] >= ml, "{steps:?}");
                if done.is_ok() {
                    holds[from] -= ml;
                    holds[to] += ml;
                }
            }
            _ => {
                holds[to] += ml;
                let filled = journal.perform(&scope, None, &Fill::new(tanks[to], ml)).await.unwrap();
                assert_eq!(filled.answer.ml, holds[to], "{steps:?}");
            }
        }
    }
    bench.verify().await.unwrap();
    let fresh = bench.another();
    for (tank, ml) in tanks.iter().zip(holds) {
        let seen = fresh.perform(&scope, None, &Fill::new(*tank, 0)).await.unwrap();
        assert_eq!(seen.answer.ml, ml);
    }
}
