//! A model that cannot go on waits where it is, says why, and holds up nobody else.

use domain::units::EstateId;
use projections::{Projector, Scope};
use sqlx::PgPool;
use testkit::TestDatabase;

use crate::support::{House, Stored, append, append_raw, dump, dump_of, open_house, random_house};

struct World {
    database: TestDatabase,
    projector: Projector,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::new().await;
        let projector = Projector::new(database.server_pool().clone());
        Self { database, projector }
    }

    fn owner(&self) -> &PgPool {
        self.database.owner_pool()
    }

    async fn run(&self, sql: &str) {
        sqlx::raw_sql(sql).execute(self.owner()).await.unwrap();
    }

    /// (model, position, error) of the estate's dead letters.
    async fn letters(&self, estate: EstateId) -> Vec<(String, i64, String)> {
        sqlx::query_as(
            "SELECT model, position, error FROM projection.dead_letters WHERE estate_id = $1 ORDER BY 1",
        )
        .bind(estate.uuid())
        .fetch_all(self.owner())
        .await
        .unwrap()
    }

    async fn attempts(&self) -> Vec<i32> {
        sqlx::query_scalar("SELECT attempts FROM projection.dead_letters")
            .fetch_all(self.owner())
            .await
            .unwrap()
    }

    /// What the rows would be had nothing ever gone wrong.
    async fn assert_as_rebuilt(&self) {
        let live = dump(self.owner()).await;
        self.projector.rebuild(Scope::default(), |_| {}).await.unwrap();
        assert_eq!(live, dump(self.owner()).await);
    }
}

fn stored(aggregate_type: &str, aggregate_id: &str, payload: &str) -> Stored {
    let (aggregate_type, aggregate_id) = (aggregate_type.to_owned(), aggregate_id.to_owned());
    Stored {
        aggregate_type,
        aggregate_id,
        event_type: "Mystery".to_owned(),
        event_version: "1".to_owned(),
        payload: payload.to_owned(),
    }
}

fn length(house: &House) -> i64 {
    i64::try_from(house.desk.ledger.len()).unwrap()
}

#[tokio::test]
async fn an_unreadable_event_stops_the_estate_and_no_other() {
    let world = World::new().await;
    let house = random_house(1, 1, 60);
    let (before, after) = house.desk.ledger.split_at(30);
    append(world.owner(), house.estate, before).await;
    let poison = stored("vat", &house.vat(1).to_string(), r#"{"WineTurned":{"into":"water"}}"#);
    append(world.owner(), house.estate, &[poison]).await;
    append(world.owner(), house.estate, after).await;
    let other = open_house(world.owner(), 2).await;

    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!((caught.position(), caught.is_whole()), (30, false));
    for model in ["cellar", "drm", "sales", "stock"] {
        assert!(caught.models[model].stalled.as_ref().unwrap().contains("unreadable event"), "{caught:?}");
    }
    let letters = world.letters(house.estate).await;
    assert_eq!(letters.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(), [31, 31, 31, 31]);
    assert!(world.projector.catch_up(other.estate).await.unwrap().is_whole());
    let stalled = world.projector.stalled().await.unwrap();
    assert!(stalled.len() == 4 && stalled.iter().all(|stalled| stalled.estate == house.estate));
    let since = stalled[0].standing.stalled_at;

    // A later run tries again, and says so; the stall is as old as it is.
    world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!(world.attempts().await, [2, 2, 2, 2]);
    assert_eq!(world.projector.stalled().await.unwrap()[0].standing.stalled_at, since);

    // What makes it readable is a new release; here the event itself is set right, behind the journal's back.
    world
        .run(
            "ALTER TABLE journal.events DISABLE TRIGGER USER;
             UPDATE journal.events SET payload = '{\"AdditionMade\":{\"product\":\"tanin\",\"product_lot\":null,
                 \"quantity_mg\":1,\"occurred_on\":\"2026-09-01\"}}' WHERE event_type = 'Mystery'",
        )
        .await;
    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!((caught.position(), caught.is_whole()), (length(&house) + 1, true));
    assert!(
        world.letters(house.estate).await.is_empty() && world.projector.stalled().await.unwrap().is_empty()
    );
    world.assert_as_rebuilt().await;
}

#[tokio::test]
async fn a_model_that_the_database_refuses_holds_up_no_other_model() {
    let world = World::new().await;
    world.run("ALTER TABLE cellar.vats ADD CONSTRAINT no_tens CHECK (code <> 'C10')").await;
    let house = open_house(world.owner(), 1).await;
    let at = house.desk.ledger.iter().position(|event| event.payload.contains("C10")).unwrap();
    let before = i64::try_from(at).unwrap();

    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!(caught.models["cellar"].position, before, "everything before the event is in");
    assert!(caught.models["cellar"].stalled.as_ref().unwrap().contains("no_tens"));
    assert_eq!(
        (caught.models["drm"].position, caught.models["stock"].position),
        (length(&house), length(&house))
    );
    let letters = world.letters(house.estate).await;
    assert_eq!((letters.len(), letters[0].0.as_str(), letters[0].1), (1, "cellar", before + 1));
    assert_eq!(dump(world.owner()).await["cellar.vats"].len(), 1, "C5 is there");

    world.run("ALTER TABLE cellar.vats DROP CONSTRAINT no_tens").await;
    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!((caught.position(), caught.is_whole()), (length(&house), true));
    assert!(world.letters(house.estate).await.is_empty());
    world.assert_as_rebuilt().await;
}

#[tokio::test]
async fn a_missing_position_stops_the_estate() {
    let world = World::new().await;
    let house = House::open(1);
    let (before, after) = house.desk.ledger.split_at(7);
    append_raw(world.owner(), house.estate, 0, before).await;
    append_raw(world.owner(), house.estate, 8, &after[1..]).await;
    let other = open_house(world.owner(), 2).await;

    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!(caught.position(), 7);
    let why = "position 8 is missing: the journal goes on at 9";
    assert!(caught.models.values().all(|reached| reached.stalled.as_deref() == Some(why)), "{caught:?}");
    assert!(world.letters(house.estate).await.is_empty(), "no event is at fault");
    assert!(world.projector.catch_up(other.estate).await.unwrap().is_whole());

    append_raw(world.owner(), house.estate, 7, &after[..1]).await;
    sqlx::query("UPDATE journal.heads SET position = $1")
        .bind(length(&house))
        .execute(world.owner())
        .await
        .unwrap();
    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert_eq!((caught.position(), caught.is_whole()), (length(&house), true));
    world.assert_as_rebuilt().await;
}

#[tokio::test]
async fn a_journal_that_was_set_back_stops_the_estate() {
    let world = World::new().await;
    let house = open_house(world.owner(), 1).await;
    world.projector.catch_up(house.estate).await.unwrap();
    world
        .run(
            "ALTER TABLE journal.events DISABLE TRIGGER USER;
             DELETE FROM journal.events WHERE position > 9; UPDATE journal.heads SET position = 9",
        )
        .await;
    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert!(caught.models["drm"].stalled.as_ref().unwrap().contains("ends at 9"), "{caught:?}");
    // A rebuild says what the journal says.
    world.projector.rebuild(Scope::default(), |_| {}).await.unwrap();
    assert_eq!(world.projector.catch_up(house.estate).await.unwrap().position(), 9);
    assert!(world.projector.stalled().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_event_of_something_unknown_is_not_passed_over() {
    let world = World::new().await;
    let house = open_house(world.owner(), 1).await;
    let retired = stored("vat", &house.vat(9).to_string(), r#"{"VatRetired":{"occurred_on":"2026-09-01"}}"#);
    append(world.owner(), house.estate, &[retired]).await;
    let caught = world.projector.catch_up(house.estate).await.unwrap();
    assert!(
        caught.models["cellar"].stalled.as_ref().unwrap().contains("cellar.vats has no row"),
        "{caught:?}"
    );
    assert!(caught.models["drm"].stalled.is_none(), "which has no vats");
}

#[tokio::test]
async fn a_rebuild_that_fails_keeps_the_old_rows() {
    let world = World::new().await;
    let house = open_house(world.owner(), 1).await;
    world.projector.catch_up(house.estate).await.unwrap();
    let before = dump_of(world.owner(), house.estate).await;
    world
        .run(
            "ALTER TABLE journal.events DISABLE TRIGGER USER;
             UPDATE journal.events SET payload = '{}' WHERE position = 5",
        )
        .await;
    let mut told = Vec::new();
    let rebuilt = world.projector.rebuild(Scope::default(), |progress| told.push(progress)).await.unwrap();
    assert_eq!((rebuilt.rebuilt, rebuilt.failed), (0, 4));
    assert!(told.iter().all(|progress| progress.outcome.as_ref().unwrap_err().contains("unreadable")));
    assert_eq!(world.letters(house.estate).await[0].1, 5);
    let mut after = dump_of(world.owner(), house.estate).await;
    after.insert("projection.checkpoints".to_owned(), before["projection.checkpoints"].clone());
    assert_eq!(before, after);
}

/// A deadlock, say, or a server that shuts down: nothing is known of the event.
#[tokio::test]
async fn what_another_attempt_may_mend_is_no_stall() {
    let world = World::new().await;
    let house = open_house(world.owner(), 1).await;
    world
        .run(
            "CREATE FUNCTION public.give_up() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = 'deadlock_detected'; END $$;
             CREATE TRIGGER give_up BEFORE INSERT ON cellar.vats EXECUTE FUNCTION public.give_up()",
        )
        .await;
    assert!(world.projector.catch_up(house.estate).await.is_err());
    assert!(
        world.projector.stalled().await.unwrap().is_empty() && world.letters(house.estate).await.is_empty()
    );
    world.run("DROP TRIGGER give_up ON cellar.vats").await;
    assert!(world.projector.catch_up(house.estate).await.unwrap().is_whole());
    world.assert_as_rebuilt().await;
}

/// JSON may hold U+0000, and the journal keeps it as it was written; the database's text may not.
#[tokio::test]
async fn a_text_that_the_database_cannot_hold_stops_nothing() {
    let world = World::new().await;
    let house = open_house(world.owner(), 1).await;
    let payload =
        r#"{"ParcelRegistered":{"name":"Clos\u0000 \\u0000","area_m2":1,"grape":"","cadastre":null}}"#;
    append(world.owner(), house.estate, &[stored("parcel", &house.estate.to_string(), payload)]).await;
    assert!(world.projector.catch_up(house.estate).await.unwrap().is_whole());
    let names: Vec<String> = sqlx::query_scalar("SELECT name FROM cellar.parcels ORDER BY name")
        .fetch_all(world.owner())
        .await
        .unwrap();
    assert_eq!(names, ["Clos", "Clos\u{fffd} \\u0000"]);
    world.assert_as_rebuilt().await;
}
