//! Rows and checkpoint move together, whoever drives and whenever the driver dies.

use std::time::Duration;

use projections::{Projector, Scope};
use sqlx::PgPool;
use testkit::TestDatabase;

use crate::support::{append, dump, open_house, random_house};

async fn assert_as_rebuilt(projector: &Projector, owner: &PgPool) {
    let live = dump(owner).await;
    projector.rebuild(Scope::default(), |_| {}).await.unwrap();
    assert_eq!(live, dump(owner).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn drivers_of_one_estate_take_each_event_in_once() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = random_house(1, 42, 150);
    let projector = Projector::new(server.clone()).with_batch(3);
    for events in house.desk.ledger.chunks(40) {
        append(owner, house.estate, events).await;
        let drivers: Vec<_> = (0..6)
            .map(|_| {
                let (projector, estate) = (projector.clone(), house.estate);
                tokio::spawn(async move { projector.catch_up(estate).await })
            })
            .collect();
        for driver in drivers {
            assert!(driver.await.unwrap().unwrap().is_whole());
        }
    }
    let position = projector.catch_up(house.estate).await.unwrap().position();
    assert_eq!(position, i64::try_from(house.desk.ledger.len()).unwrap());
    assert_as_rebuilt(&projector, owner).await;
}

/// The server process of the database dies after the rows are written and before the commit.
#[tokio::test]
async fn a_crash_before_the_commit_leaves_nothing() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = open_house(owner, 1).await;
    let trap = "CREATE FUNCTION public.die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
         BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
         CREATE TRIGGER die AFTER UPDATE ON projection.checkpoints EXECUTE FUNCTION public.die()";
    sqlx::raw_sql(trap).execute(owner).await.unwrap();
    let projector = Projector::new(server.clone());
    assert!(projector.catch_up(house.estate).await.is_err());
    let tables = dump(owner).await;
    assert!(tables.values().all(Vec::is_empty), "{tables:?}");
    assert!(projector.stalled().await.unwrap().is_empty(), "a crash says nothing about an event");

    sqlx::raw_sql("DROP TRIGGER die ON projection.checkpoints").execute(owner).await.unwrap();
    assert!(projector.catch_up(house.estate).await.unwrap().is_whole());
    assert_as_rebuilt(&projector, owner).await;
}

/// A driver that is dropped in the middle, as a client that hangs up does to a request.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_driver_that_is_dropped_leaves_whole_batches() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = random_house(1, 77, 120);
    append(owner, house.estate, &house.desk.ledger).await;
    let projector = Projector::new(server.clone()).with_batch(2);
    for patience in 1..40 {
        let catch_up = projector.catch_up(house.estate);
        let _ = tokio::time::timeout(Duration::from_micros(patience * 300), catch_up).await;
    }
    assert!(projector.catch_up(house.estate).await.unwrap().is_whole());
    assert_as_rebuilt(&projector, owner).await;
}

/// A rebuild and live drivers at once: the rebuild holds the checkpoint, the others wait for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_and_live_drivers_do_not_disturb_each_other() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = random_house(1, 5, 120);
    let projector = Projector::new(server.clone()).with_batch(5);
    for events in house.desk.ledger.chunks(30) {
        append(owner, house.estate, events).await;
        let (rebuilder, driver, estate) = (projector.clone(), projector.clone(), house.estate);
        let rebuild = tokio::spawn(async move { rebuilder.rebuild(Scope::default(), |_| {}).await });
        let live = tokio::spawn(async move { driver.catch_up(estate).await });
        assert_eq!(rebuild.await.unwrap().unwrap().failed, 0);
        assert!(live.await.unwrap().unwrap().is_whole());
    }
    assert_as_rebuilt(&projector, owner).await;
}
