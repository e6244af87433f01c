use std::sync::Arc;

use futures::FutureExt;
use journal::{Journal, Operation, PerformError, StreamRef, Unit, UnitError};
use serde::Serialize;
use tokio::sync::Barrier;
use uuid::Uuid;

use crate::common::{Bench, Fill, Gate, GateCommand, GuardedFill, Hooked, Tank};

/// Closes a gate and fills a tank, so that both change at once.
#[derive(Serialize)]
struct CloseAndFill {
    gate: Uuid,
    tank: Uuid,
}

impl Operation for CloseAndFill {
    const NAME: &'static str = "close_and_fill";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        unit.execute::<Gate>(self.gate, GateCommand::Close).await?;
        let fill = crate::common::TankCommand::Fill { ml: 1, note: String::new() };
        unit.execute::<Tank>(self.tank, fill).await.map(drop)
    }
}

/// A hook that does this to the ledger during the first run alone.
fn once<O>(
    bench: &Bench,
    operation: O,
) -> Box<dyn Fn(usize) -> futures::future::BoxFuture<'static, ()> + Send + Sync>
where
    O: Operation + 'static,
{
    let (journal, scope, operation) =
        (bench.journal.clone(), Bench::scope_of(bench.estate), Arc::new(operation));
    Box::new(move |run| {
        let (journal, scope, operation): (Journal, _, _) =
            (journal.clone(), scope.clone(), Arc::clone(&operation));
        async move {
            if run == 1 {
                journal.perform(&scope, None, &*operation).await.map(drop).expect("the other is carried out");
            }
        }
        .boxed()
    })
}

#[tokio::test]
async fn two_units_on_one_stream_both_succeed_by_deciding_again() {
    let bench = Bench::new().await;
    let (tank, gate) = (Uuid::now_v7(), Uuid::now_v7());
    let both_have_read = Arc::new(Barrier::new(2));
    let hooked = || {
        let barrier = Arc::clone(&both_have_read);
        let hook = move |run| {
            let barrier = Arc::clone(&barrier);
            async move {
                if run == 1 {
                    barrier.wait().await;
                }
            }
            .boxed()
        };
        Hooked::new(tank, gate, Box::new(hook))
    };
    let (one, other) = (hooked(), hooked());
    let (first, second) = tokio::join!(bench.perform(&one), bench.perform(&other));
    let mut answers = [first.unwrap().answer, second.unwrap().answer];
    answers.sort_unstable();
    assert_eq!(answers, [1, 2], "one of them decided twice");
    let events = bench.journal.feed(bench.estate, 0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.sequence).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn a_stream_that_was_only_read_counts() {
    let bench = Bench::new().await;
    let (tank, gate) = (Uuid::now_v7(), Uuid::now_v7());
    bench.perform(&Fill::new(tank, 1)).await.unwrap();
    let operation = Hooked::new(tank, gate, once(&bench, CloseAndFill { gate, tank: Uuid::now_v7() }));
    // The gate is read after it was closed: nothing that this run knows is out of date.
    assert_eq!(bench.perform(&operation).await.unwrap().answer, 1);

    let (tank, gate) = (Uuid::now_v7(), Uuid::now_v7());
    let closing = once(&bench, CloseAndFill { gate, tank: Uuid::now_v7() });
    let guarded = Guarded { inner: GuardedFill { gate, tank, ml: 1 }, hook: closing };
    let refused = bench.perform(&guarded).await;
    assert!(matches!(refused, Err(PerformError::Refused(refusal)) if refusal.code == "GATE_CLOSED"));
}

/// A guarded fill during whose first run something happens after everything was decided.
#[derive(Serialize)]
struct Guarded {
    inner: GuardedFill,
    #[serde(skip)]
    hook: Box<dyn Fn(usize) -> futures::future::BoxFuture<'static, ()> + Send + Sync>,
}

impl Operation for Guarded {
    const NAME: &'static str = "guarded";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        self.inner.run(unit).await?;
        (self.hook)(1).await;
        Ok(())
    }
}

#[tokio::test]
async fn other_streams_of_the_estate_may_move() {
    let bench = Bench::new().await;
    let ahead = Uuid::now_v7();
    let mut operation = Hooked::new(Uuid::now_v7(), Uuid::now_v7(), once(&bench, Fill::new(ahead, 1)));
    operation.ahead = Some(ahead);
    let performed = bench.perform(&operation).await.unwrap();
    assert_eq!(
        (performed.answer, operation.runs()),
        (1, 1),
        "a stream loaded ahead and not looked at binds nothing"
    );
}

#[tokio::test]
async fn a_refusal_from_two_moments_is_decided_again() {
    let bench = Bench::new().await;
    let (tank, gate) = (Uuid::now_v7(), Uuid::now_v7());
    // Seen before, the tank is empty; seen after, the gate is closed. At no moment was it both.
    let operation = Hooked::new(tank, gate, once(&bench, CloseAndFill { gate, tank }));
    assert_eq!(bench.perform(&operation).await.unwrap().answer, 2);
}

#[tokio::test]
async fn who_always_comes_too_late_gives_up() {
    let bench = Bench::new().await;
    let tank = Uuid::now_v7();
    let (journal, scope) = (bench.journal.clone(), Bench::scope_of(bench.estate));
    let hook = move |_| {
        let (journal, scope) = (journal.clone(), scope.clone());
        async move { journal.perform(&scope, None, &Fill::new(tank, 1)).await.map(drop).unwrap() }.boxed()
    };
    let operation = Hooked::new(tank, Uuid::now_v7(), Box::new(hook));
    assert!(matches!(bench.perform(&operation).await, Err(PerformError::Conflict)));
    assert_eq!(operation.runs(), 8);
    assert_eq!(bench.verify().await.unwrap().events, 8, "those of the others");
}

/// Sums the whole ledger and writes the sum.
#[derive(Serialize)]
struct Sum {
    into: Uuid,
    #[serde(skip)]
    hook: Box<dyn Fn(usize) -> futures::future::BoxFuture<'static, ()> + Send + Sync>,
    #[serde(skip)]
    runs: std::sync::atomic::AtomicUsize,
}

impl Operation for Sum {
    const NAME: &'static str = "sum";
    type Answer = usize;

    async fn run(&self, unit: &mut Unit) -> Result<usize, UnitError> {
        unit.load(&[StreamRef::of::<Tank>(self.into)]).await?;
        let run = self.runs.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
        let (mut position, mut count) = (0, 0);
        loop {
            let page = unit.feed(position, 2).await?;
            let Some(last) = page.last() else { break };
            position = last.position;
            count += page.len();
        }
        unit.expect_head(position);
        (self.hook)(run).await;
        let note = count.to_string();
        unit.execute::<Tank>(self.into, crate::common::TankCommand::Fill { ml: 1, note }).await?;
        Ok(count)
    }
}

#[tokio::test]
async fn a_fold_of_the_ledger_is_bound_to_its_position() {
    let bench = Bench::new().await;
    for _ in 0..3 {
        bench.perform(&Fill::new(Uuid::now_v7(), 1)).await.unwrap();
    }
    let hook = once(&bench, Fill::new(Uuid::now_v7(), 1));
    let sum = Sum { into: Uuid::now_v7(), hook, runs: 0.into() };
    let performed = bench.perform(&sum).await.unwrap();
    assert_eq!(
        (performed.answer, performed.position),
        (4, 5),
        "folded again with the one that came in between"
    );
}
