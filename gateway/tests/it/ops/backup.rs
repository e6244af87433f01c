//! Backup and restore by the real program, into another folder and another database.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use testkit::TestDatabase;
use uuid::Uuid;

use crate::restart::estate;
use crate::support::commands::COMMISSION_VAT;
use crate::support::{House, MUSCADET, Scratch, Server, ask, monchai, on, on_folder, run};

/// The files in a folder of that kind, in the order of their names.
fn files(folder: &str, kind: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|found| found == kind)).collect();
    found.sort();
    found
}

fn dumps(folder: &str) -> Vec<PathBuf> {
    files(folder, "dump").into_iter().filter(|path| !path.ends_with("keys.dump")).collect()
}

fn restore(into: &Path, arguments: &[&str]) -> crate::support::Ran {
    on_folder(into, &[&["restore"], arguments].concat())
}

#[tokio::test]
async fn what_was_backed_up_is_restored_and_what_came_later_is_not() {
    let house = House::open().await;
    let vat = house.filled("C1", "50", "10").await;
    let scratch = Scratch::new();
    let (backups, position) = (scratch.file("backups"), house.position().await);
    let told = on(&house.database, &["backup", &backups]).done();
    assert!(told.contains(&format!("domaine {} : position {position}", house.estate)), "{told}");
    assert!(told.contains("Sauvegarde faite"), "{told}");
    house.filled_with("C2", "50", MUSCADET, "5").await;

    let manifest = std::fs::read(&files(&backups, "json")[0]).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!(manifest["estates"][0]["position"], position);
    assert_eq!(files(&backups, "unfinished").len(), 0);

    let into = scratch.path().join("restored");
    let told = restore(&into, &[&backups]).done();
    let wanted = format!("1 domaines, {position} événements vérifiés");
    assert!(told.contains(&wanted) && told.contains("4 modèles de lecture reconstruits"), "{told}");
    let verified = on_folder(&into, &["journal", "verify"]).done();
    assert!(verified.contains(&format!("{position} événements")), "{verified}");
    assert!(verified.contains(manifest["estates"][0]["hash"].as_str().unwrap()), "{verified}");
    let replayed = on_folder(&into, &["journal", "replay", "--aggregate", &format!("vat/{vat}")]).done();
    assert!(replayed.contains("WineReceived"), "{replayed}");

    // It serves, with its read models, and takes commands.
    let server = Server::start(&into);
    let vats = ask(&server.address(), "{ vats { edges { node { code content } } } }", &json!({})).unwrap();
    assert_eq!(vats["vats"]["edges"], json!([{ "node": { "code": "C1", "content": "10" } }]));
    let input = json!({ "input": {
        "code": "C9", "capacity": "50", "material": "CONCRETE", "inServiceOn": "2025-09-01" } });
    let made = ask(&server.address(), &COMMISSION_VAT.document(), &input).unwrap();
    assert_eq!(made["result"]["position"], position + 1);
    assert_eq!(server.end("TERM").code(), Some(0));

    // A second restore into it would mix two ledgers.
    let told = restore(&into, &[&backups]).failed();
    assert!(told.contains("n'est pas vide"), "{told}");
    assert!(
        on_folder(&into, &["journal", "verify"]).done().contains(&format!("{} événements", position + 1))
    );
}

#[tokio::test]
async fn a_database_of_ones_own_is_restored_into_as_well() {
    let house = House::open().await;
    let neighbour = house.neighbour().await;
    let scratch = Scratch::new();
    let backups = scratch.file("backups");
    on(&house.database, &["backup", &backups]).done();
    let url = std::env::var("MONCHAI_TEST_DATABASE_URL").unwrap();
    let name = format!("monchai_restore_{}", Uuid::now_v7().simple());
    let mut server = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(&format!("CREATE DATABASE {name} TEMPLATE template0")).execute(&mut server).await.unwrap();
    let of_database = url.replacen("/postgres?", &format!("/{name}?"), 1);
    let told = run(monchai().args(["restore", &backups]).env("DATABASE_URL", &of_database)).done();
    assert!(told.contains("2 domaines") && told.contains("8 modèles"), "{told}");
    // The schema is whole: every constraint, index, function and right is as the migrations make it.
    let restored = shape(&of_database).await;
    assert_eq!(restored, shape(&house.database.url()).await);
    assert!(restored.len() > 100);
    sqlx::raw_sql(&format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut server).await.unwrap();
    drop(neighbour);

    let full = on(&house.database, &["restore", &backups]).failed();
    assert!(full.contains("n'est pas vide"), "{full}");
    house.client.ask("{ position }", json!({})).await.data();
}

/// Everything that the schema is made of.
async fn shape(url: &str) -> Vec<String> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let query = "
        SELECT concat_ws(' ', 'column', attrelid::regclass, attname, atttypid::regtype, attnotnull, attacl)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE attnum > 0 AND NOT attisdropped
            AND relnamespace::regnamespace::text !~ '^pg_|^information_schema'
        UNION ALL SELECT concat_ws(' ', 'relation', oid::regclass, relkind, relacl, reloptions, relrowsecurity)
        FROM pg_class WHERE relnamespace::regnamespace::text !~ '^pg_|^information_schema'
        UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace::regnamespace::text !~ '^pg_|^information_schema'
        UNION ALL SELECT concat_ws(' ', 'function', oid::regprocedure, proowner::regrole, proacl, md5(prosrc))
        FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^pg_|^information_schema'
        UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled)
        FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT concat_ws(' ', 'schema', nspname, nspowner::regrole, nspacl)
        FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema'
        UNION ALL SELECT concat_ws(' ', 'migration', version, encode(checksum, 'hex')) FROM _sqlx_migrations
        ORDER BY 1";
    sqlx::query_scalar(query).fetch_all(&mut connection).await.unwrap()
}

#[tokio::test]
async fn a_backup_that_is_not_as_it_was_written_is_found_out() {
    let house = House::open().await;
    let scratch = Scratch::new();
    let backups = scratch.file("backups");
    on(&house.database, &["backup", &backups]).done();
    let (dump, manifest) = (dumps(&backups).remove(0), files(&backups, "json").remove(0));
    let (whole, said) = (std::fs::read(&dump).unwrap(), std::fs::read_to_string(&manifest).unwrap());
    let into = scratch.path().join("restored");
    let attempt = |bytes: &[u8], text: &str| {
        std::fs::write(&dump, bytes).unwrap();
        std::fs::write(&manifest, text).unwrap();
        restore(&into, &[&backups]).failed()
    };
    for place in [0, whole.len() / 2, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        let told = attempt(&flipped, &said);
        assert!(told.contains("altéré"), "byte {place}: {told}");
    }
    for length in [0, whole.len() / 2, whole.len() - 1] {
        let told = attempt(&whole[..length], &said);
        assert!(told.contains("tronqué"), "{told}");
    }
    assert!(!into.exists(), "nothing was begun");
    // A manifest that tells of another ledger than the dump holds: all is restored, compared, and taken away again.
    let hash =
        serde_json::from_str::<Value>(&said).unwrap()["estates"][0]["hash"].as_str().unwrap().to_owned();
    let told = attempt(&whole, &said.replace(&hash, &"0".repeat(64)));
    assert!(told.contains("n'est pas celui que dit le manifeste") && told.contains("vidée"), "{told}");
    assert!(attempt(&whole, &said[..said.len() / 2]).contains("manifeste"));
    assert!(attempt(&whole, &said.replace("\"form\": 1", "\"form\": 2")).contains("forme 2"));
    std::fs::remove_file(&manifest).unwrap();
    assert!(restore(&into, &[&backups]).failed().contains("aucune sauvegarde"));
    // After all that the place is still empty, and takes the sound one.
    std::fs::write(&manifest, &said).unwrap();
    restore(&into, &[dump.to_str().unwrap()]).done();
}

/// Whoever altered the ledger before the backup was taken, with a manifest that agrees, is found by the chain.
#[tokio::test]
async fn a_ledger_that_was_altered_before_the_backup_is_not_restored() {
    let house = House::open().await;
    house.filled("C1", "50", "10").await;
    sqlx::raw_sql(
        "ALTER TABLE journal.events DISABLE TRIGGER USER;
         UPDATE journal.events SET payload = replace(payload::text, '1000000', '1000001')::json
         WHERE event_type = 'WineReceived'; ALTER TABLE journal.events ENABLE ALWAYS TRIGGER append_only",
    )
    .execute(house.database.owner_pool())
    .await
    .unwrap();
    let scratch = Scratch::new();
    let backups = scratch.file("backups");
    on(&house.database, &["backup", &backups]).done();
    let told = restore(&scratch.path().join("restored"), &[&backups]).failed();
    assert!(told.contains("la chaîne ne tient pas") && told.contains(&house.estate.to_string()), "{told}");
}

#[test]
fn a_running_server_is_backed_up_without_a_pause() {
    let scratch = Scratch::new();
    estate(&scratch);
    let data = scratch.path().join("data");
    let backups = scratch.file("backups");
    let mut server = Server::start(&data);
    for _ in 0..2 {
        on_folder(&data, &["backup", &backups]).done();
        // The names are times, to the second.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
    }
    assert!(server.is_running());
    assert!(ask(&server.address(), "{ position }", &json!({})).is_some(), "it was not disturbed");
    assert_eq!(
        (dumps(&backups).len(), files(&backups, "json").len()),
        (2, 2),
        "the first one is still there"
    );
    restore(&scratch.path().join("restored"), &[&backups]).done();
}

#[tokio::test]
async fn an_empty_database_is_nothing_to_back_up() {
    let url = std::env::var("MONCHAI_TEST_DATABASE_URL").unwrap();
    let scratch = Scratch::new();
    let backups = scratch.file("backups");
    let told = run(monchai().args(["backup", &backups]).env("DATABASE_URL", &url)).failed();
    assert!(told.contains("pas de journal"), "{told}");
    assert!(std::fs::read_dir(&backups).unwrap().next().is_none(), "and nothing is left of the attempt");
}

/// Keys as they are kept: destroyed by being emptied, and never in the dump.
async fn keys(database: &TestDatabase, sql: &str) {
    sqlx::raw_sql(sql).execute(database.owner_pool()).await.unwrap();
}

#[tokio::test]
async fn a_destroyed_key_does_not_come_back() {
    let house = House::open().await;
    let own = "DO $$ BEGIN IF to_regclass('keyring.keys') IS NULL THEN
            CREATE SCHEMA keyring AUTHORIZATION monchai_owner;
            CREATE TABLE keyring.keys (estate_id uuid, party_id uuid, key bytea, destroyed_at timestamptz);
            ALTER TABLE keyring.keys OWNER TO monchai_owner; END IF; END $$;
        INSERT INTO keyring.keys (estate_id, party_id, key) SELECT gen_random_uuid(), gen_random_uuid(),
            sha256(number::text::bytea) FROM generate_series(1, 3) AS number";
    keys(&house.database, own).await;
    let scratch = Scratch::new();
    let backups = scratch.file("backups");
    on(&house.database, &["backup", &backups]).done();
    let newest = Path::new(&backups).join("keys.dump");
    let first = std::fs::read(&newest).unwrap();
    let old = dumps(&backups).remove(0);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let destroy = "UPDATE keyring.keys SET key = NULL, destroyed_at = now()
        WHERE key = sha256('2'::bytea)";
    keys(&house.database, destroy).await;
    on(&house.database, &["backup", &backups]).done();
    assert_ne!(std::fs::read(&newest).unwrap(), first, "the newest state took the place of the other");
    assert_eq!(dumps(&backups).len(), 2);

    // The older backup, with the newest keys.
    let into = scratch.path().join("restored");
    restore(&into, &[old.to_str().unwrap()]).done();
    let postgres = launcher_url(&into);
    assert_eq!(count(&postgres).await, (3, 2));
    drop(postgres);
    // Without the keys there are none: the dump holds none.
    let bare = scratch.path().join("bare");
    std::fs::rename(&newest, scratch.path().join("keys.dump")).unwrap();
    let told = restore(&bare, &[old.to_str().unwrap()]).done();
    assert!(told.contains("sans clés"), "{told}");
    assert_eq!(count(&launcher_url(&bare)).await, (0, 0));
    // And from wherever they are kept.
    let named = scratch.path().join("named");
    restore(&named, &[&backups, "--keys", &scratch.file("keys.dump")]).done();
    assert_eq!(count(&launcher_url(&named)).await, (3, 2));
    restore(&scratch.path().join("no"), &[&backups, "--keys", &scratch.file("missing.dump")]).failed();
}

/// The private PostgreSQL of a folder, for as long as the value lives.
struct Opened(gateway::database::Database);

fn launcher_url(folder: &Path) -> Opened {
    let place = gateway::database::Place::Folder(folder.to_owned());
    Opened(gateway::database::Database::open(place).unwrap())
}

/// Keys, and those that are not destroyed.
async fn count(opened: &Opened) -> (i64, i64) {
    let mut connection = PgConnection::connect(&opened.0.owner_url()).await.unwrap();
    sqlx::query_as("SELECT count(*), count(key) FROM keyring.keys").fetch_one(&mut connection).await.unwrap()
}
