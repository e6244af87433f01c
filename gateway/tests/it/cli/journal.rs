use testkit::TestDatabase;

use crate::restart::last_return;
use crate::support::{House, Scratch, monchai, on, run};

#[tokio::test]
async fn an_export_verifies_and_a_changed_one_does_not() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let scratch = Scratch::new();
    let file = scratch.file("journal.ndjson");
    let events = house.position().await;
    let told = on(&house.database, &["journal", "export", &file]);
    assert!(told.stderr.contains(&format!("{events} événements")), "{told:?}");
    let in_database = on(&house.database, &["journal", "verify"]).done();
    let in_file = run(monchai().args(["journal", "verify", &file])).done();
    let head = |told: &str| told.split("tête ").nth(1).unwrap().trim().to_owned();
    assert_eq!(head(&in_database), head(&in_file));
    assert!(in_file.contains(&format!("{events} événements")), "{in_file}");
    assert_eq!(on(&house.database, &["journal", "export"]).stdout, std::fs::read_to_string(&file).unwrap());

    let exported = std::fs::read(&file).unwrap();
    for place in (1..8).map(|part| exported.len() * part / 8) {
        let mut changed = exported.clone();
        changed[place] ^= 1;
        let changed = scratch.with("changed.ndjson", changed);
        let told = run(monchai().args(["journal", "verify", &changed])).failed();
        assert!(told.contains("La chaîne ne tient pas"), "byte {place}: {told}");
    }
    let whole = String::from_utf8(exported).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let (without_one, mut exchanged) = ([&lines[..4], &lines[5..]].concat(), lines);
    exchanged.swap(4, 5);
    for altered in [without_one, exchanged] {
        let altered = scratch.with("altered.ndjson", altered.join("\n") + "\n");
        assert!(
            run(monchai().args(["journal", "verify", &altered])).failed().contains("La chaîne ne tient pas")
        );
    }
    assert_eq!(house.content(&vat).await, "10");
}

#[tokio::test]
async fn a_ledger_that_was_altered_in_the_database_is_found_out() {
    let house = House::open().await;
    house.filled("C1", "50", "10").await;
    let mut connection = house.database.owner_pool().acquire().await.unwrap();
    // As somebody with every right would, who turns the triggers off first.
    sqlx::raw_sql(
        "ALTER TABLE journal.events DISABLE TRIGGER USER;
         UPDATE journal.events SET payload = replace(payload::text, '1000000', '1000001')::json
         WHERE event_type = 'WineReceived'",
    )
    .execute(&mut *connection)
    .await
    .unwrap();
    let told = on(&house.database, &["journal", "verify"]).failed();
    let position = house.position().await;
    assert!(told.contains("La chaîne ne tient pas") && told.contains(&(position - 1).to_string()), "{told}");
}

#[tokio::test]
async fn the_ledger_is_replayed_event_by_event() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let all = on(&house.database, &["journal", "replay"]).done();
    for event in ["EstateRegistered", "WineDeclared", "VatCommissioned", "WineReceived", "MovementValidated"]
    {
        assert!(all.contains(event), "{event}: {all}");
    }
    let one = on(&house.database, &["journal", "replay", "--aggregate", &format!("vat/{vat}")]).done();
    assert_eq!(one.matches(&format!("vat/{vat} #")).count(), 2, "{one}");
    assert!(one.contains("VatCommissioned") && !one.contains("EstateRegistered"));
    assert!(one.contains("InService"), "with its state at the end: {one}");
}

#[tokio::test]
async fn with_several_estates_one_is_named() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let (ours, theirs) = (house.estate.to_string(), neighbour.estate.to_string());
    let told = on(&house.database, &["journal", "export"]).failed();
    assert!(told.contains(&ours) && told.contains(&theirs) && told.contains("--estate"), "{told}");
    let exported = on(&house.database, &["journal", "export", "--estate", &ours]);
    assert!(exported.stdout.contains(&ours) && !exported.stdout.contains(&theirs));
    let both = on(&house.database, &["journal", "verify"]).done();
    assert!(both.contains(&ours) && both.contains(&theirs), "{both}");
    let unknown = uuid::Uuid::now_v7().to_string();
    assert!(on(&house.database, &["journal", "replay", "--estate", &unknown]).failed().contains(&unknown));
}

#[tokio::test]
async fn read_models_are_rebuilt_all_or_one() {
    let (database, scratch) = (TestDatabase::new().await, Scratch::new());
    on(&database, &["drm", "import", &scratch.with("drm.csv", last_return())]).done();
    let told = on(&database, &["rebuild"]).done();
    assert!(told.contains("4 reconstruits, 0 en échec"), "{told}");
    for model in ["cellar", "stock", "drm"] {
        let told = on(&database, &["rebuild", "--model", model]).done();
        assert!(told.contains("1 reconstruits, 0 en échec"), "{told}");
    }
    on(&database, &["rebuild", "--model", "cave"]).failed();
}
