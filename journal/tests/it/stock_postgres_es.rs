//! The table is postgres-es's own: its unmodified repository reads it.

use cqrs_es::persist::{PersistedEventRepository, PersistedEventStore};
use cqrs_es::{CqrsFramework, EventStore};
use domain::decider::{Decided, Decider};
use journal::{Operation, Unit, UnitError};
use postgres_es::{PostgresCqrs, PostgresEventRepository};
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use crate::common::{Bench, Fill, Slip, Tank, TankCommand, Transfer};

fn stock(pool: &PgPool) -> PostgresEventRepository {
    PostgresEventRepository::new(pool.clone()).with_tables("journal.events", "journal.snapshots")
}

/// Connections of the server for one estate alone: the crate knows nothing of estates, so they tell it as they sign in.
fn signed_in(bench: &Bench) -> PgPool {
    let options = (*bench.database.server_pool().connect_options()).clone();
    PgPool::connect_lazy_with(options.options([("monchai.estate", bench.estate)]))
}

async fn stock_state<D: Decider>(pool: &PgPool, id: Uuid) -> (D, usize) {
    let store = PersistedEventStore::<_, Decided<D>>::new_event_store(stock(pool));
    let context = store.load_aggregate(&id.to_string()).await.unwrap();
    (context.aggregate.state, context.current_sequence)
}

/// Asks a unit for the states, out of band.
#[derive(Serialize)]
struct Compare<'a> {
    tanks: [Uuid; 2],
    slip: Uuid,
    #[serde(skip)]
    pool: &'a PgPool,
}

impl Operation for Compare<'_> {
    const NAME: &'static str = "compare";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        for tank in self.tanks {
            let ours = (Tank::clone(&*unit.state(tank).await?), unit.version::<Tank>(tank).await?);
            assert_eq!(ours, stock_state::<Tank>(self.pool, tank).await);
        }
        let ours = (Slip::clone(&*unit.state(self.slip).await?), unit.version::<Slip>(self.slip).await?);
        assert_eq!(ours, stock_state::<Slip>(self.pool, self.slip).await);
        Ok(())
    }
}

#[tokio::test]
async fn a_stock_repository_reaches_the_same_states() {
    let bench = Bench::new().await;
    let (tanks, slip) = ([Uuid::now_v7(), Uuid::now_v7()], Uuid::now_v7());
    let note = "Cuvée \u{1F347} \"été\" \\ \u{7f} \n".to_owned();
    bench.perform(&Fill { note, ..Fill::new(tanks[0], 1_000_000_000_000) }).await.unwrap();
    bench.perform(&Transfer { from: tanks[0], to: tanks[1], slip, ml: 7 }).await.unwrap();
    let pool = &signed_in(&bench);
    bench.perform(&Compare { tanks, slip, pool }).await.unwrap();

    let events = stock(pool).get_events::<Decided<Tank>>(&tanks[0].to_string()).await.unwrap();
    assert_eq!(events[1].event_type, "Drawn");
    assert_eq!(events[1].metadata["operation"], "transfer");
}

#[tokio::test]
async fn a_stock_framework_may_decide_but_not_write() {
    let bench = Bench::new().await;
    let tank = Uuid::now_v7();
    bench.perform(&Fill::new(tank, 5)).await.unwrap();
    let pool = &signed_in(&bench);
    let store = PersistedEventStore::new_event_store(stock(pool));
    let context = Bench::scope_of(bench.estate).context;
    let framework: PostgresCqrs<Decided<Tank>> = CqrsFramework::new(store, Vec::new(), context);
    let id = tank.to_string();
    assert!(
        framework.execute(&id, TankCommand::Draw { ml: 6 }).await.unwrap_err().to_string() == "OVERDRAWN"
    );
    let written = framework.execute(&id, TankCommand::Draw { ml: 5 }).await.unwrap_err();
    assert!(written.to_string().contains("permission denied"), "{written}");
}
