use std::collections::BTreeMap;

use projections::{ProjectionError, Projector, Scope};
use testkit::TestDatabase;

use crate::support::{append, dump, open_house, random_house};

/// Drives random histories of two estates live, in random batches, and rebuilds them: row for row the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_writes_the_rows_that_the_live_folds_wrote() {
    let mut seen = BTreeMap::<String, usize>::new();
    for seed in 0..8_u8 {
        let database = TestDatabase::new().await;
        let (owner, server) = (database.owner_pool(), database.server_pool());
        let houses = [random_house(1, seed, 250), random_house(2, seed + 100, 60)];
        for house in &houses {
            let step = usize::from(seed) * 7 % 40 + 3;
            for (index, events) in house.desk.ledger.chunks(step).enumerate() {
                append(owner, house.estate, events).await;
                let batch = [1, 2, 7, 500][(index + usize::from(seed)) % 4];
                let projector = Projector::new(server.clone()).with_batch(batch);
                let caught = projector.catch_up(house.estate).await.unwrap();
                assert!(caught.is_whole(), "{caught:?}");
            }
        }
        let live = dump(owner).await;
        let mut told = Vec::new();
        let projector = Projector::new(server.clone());
        let rebuilt = projector.rebuild(Scope::default(), |progress| told.push(progress)).await.unwrap();
        assert_eq!((rebuilt.rebuilt, rebuilt.failed, told.len()), (8, 0, 8));
        assert_eq!(live, dump(owner).await, "seed {seed}");
        for (table, rows) in live {
            *seen.entry(table).or_default() += rows.len();
        }
    }
    // The histories reach every table, or the comparison says nothing.
    assert!(seen.values().all(|rows| *rows > 5), "{seen:#?}");
}

#[tokio::test]
async fn one_model_of_one_estate_is_rebuilt_alone() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = open_house(owner, 1).await;
    open_house(owner, 2).await;
    let projector = Projector::new(server.clone());
    let scope = Scope { model: Some("cellar"), estate: Some(house.estate) };
    projector.rebuild(scope, |_| {}).await.unwrap();
    let tables = dump(owner).await;
    assert_eq!((tables["cellar.vats"].len(), tables["drm.capsule_accounts"].len()), (4, 0));
    let unknown = Scope { model: Some("celar"), estate: None };
    let refused = projector.rebuild(unknown, |_| {}).await;
    assert!(matches!(refused, Err(ProjectionError::UnknownModel(name)) if name == "celar"));
}

/// A server with a newer fold finds the rows of the older one, and writes them anew before it goes on.
#[tokio::test]
async fn rows_of_an_older_fold_are_rebuilt_before_they_are_driven_on() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = open_house(owner, 1).await;
    let projector = Projector::new(server.clone());
    projector.catch_up(house.estate).await.unwrap();
    assert!(projector.behind().await.unwrap().is_empty());
    let expected = dump(owner).await;

    let spoilt = "UPDATE projection.checkpoints SET version = 0 WHERE model = 'cellar'";
    sqlx::query(spoilt).execute(owner).await.unwrap();
    let old = "UPDATE cellar.vats SET id = estate_id WHERE code = 'C5'; UPDATE cellar.vats SET code = 'old'";
    sqlx::raw_sql(old).execute(owner).await.unwrap();
    assert_eq!(projector.behind().await.unwrap(), [house.estate]);
    assert!(projector.catch_up(house.estate).await.unwrap().is_whole());
    assert_eq!(expected, dump(owner).await);
}

/// During a rolling upgrade the older server must not take a model back from the newer one.
#[tokio::test]
async fn rows_of_a_newer_fold_are_left_alone() {
    let database = TestDatabase::new().await;
    let (owner, server) = (database.owner_pool(), database.server_pool());
    let house = open_house(owner, 1).await;
    let projector = Projector::new(server.clone());
    projector.catch_up(house.estate).await.unwrap();
    let newer = "UPDATE projection.checkpoints SET version = 99, position = 3 WHERE model = 'cellar'";
    sqlx::query(newer).execute(owner).await.unwrap();
    let before = dump(owner).await;
    let caught = projector.catch_up(house.estate).await.unwrap();
    assert_eq!(caught.models["cellar"].position, 3);
    assert!(caught.models["cellar"].stalled.as_ref().unwrap().contains("newer"));
    assert_eq!(caught.models["stock"].position, i64::try_from(house.desk.ledger.len()).unwrap());
    assert_eq!(before, dump(owner).await);
}
