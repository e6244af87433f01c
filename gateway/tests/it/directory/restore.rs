use std::io::{BufRead, BufReader};
use std::process::Stdio;

use gateway::directory::{Ground, Opened, Reapplied};
use serde_json::json;
use uuid::Uuid;

use super::support::{day, erase, key, open, purge, reapply, seal, today};
use crate::support::{House, monchai};

/// What an ordinary backup holds of the directory, and what the keyring's own does.
const ORDINARY: [&str; 5] = [
    "directory.parties",
    "directory.commands",
    "directory.sealed",
    "directory.accesses",
    "directory.erasures",
];
const KEYRING: [&str; 2] = ["keyring.erasures", "keyring.keys"];

/// Keeps a copy of these tables.
async fn back_up(house: &House, copy: &str, tables: &[&str]) {
    let kept = |table: &&str| format!("CREATE TABLE {copy}.{} AS TABLE {table}", table.replace('.', "_"));
    let kept: Vec<String> = tables.iter().map(kept).collect();
    let sql = format!("CREATE SCHEMA {copy}; {}", kept.join("; "));
    sqlx::raw_sql(&sql).execute(house.database.owner_pool()).await.unwrap();
}

/// Puts the copy in their place.
async fn restore(house: &House, copy: &str, tables: &[&str]) {
    let put = |table: &&str| {
        let from = table.replace('.', "_");
        format!("TRUNCATE {table}; INSERT INTO {table} SELECT * FROM {copy}.{from}")
    };
    let put: Vec<String> = tables.iter().map(put).collect();
    sqlx::raw_sql(&put.join("; ")).execute(house.database.owner_pool()).await.unwrap();
}

async fn name(house: &House, party: &str) -> serde_json::Value {
    let query = "query ($id: UUID!) { party(id: $id) { name } }";
    house.ask(query, json!({ "id": party })).await["party"]["name"].clone()
}

/// Two persons, of whom one is erased after the old backup and its key destroyed; the other one stays.
struct Story {
    house: House,
    gone: String,
    stays: String,
    record: Uuid,
    theirs: Uuid,
}

const AFTERWARDS: &str = "2037-11-21";

async fn story() -> Story {
    let house = House::open().await;
    let (gone, stays) = (house.party("Jeanne Martin").await, house.party("Paul Durand").await);
    let (record, theirs) = (Uuid::now_v7(), Uuid::now_v7());
    seal(&house, record, &gone, Ground::Accounting, "2026-11-20").await.unwrap();
    seal(&house, theirs, &stays, Ground::Accounting, "2036-11-20").await.unwrap();
    back_up(&house, "old_data", &ORDINARY).await;
    back_up(&house, "old_keys", &KEYRING).await;
    erase(&house, &gone, today()).await;
    assert_eq!(purge(&house, day(AFTERWARDS)).await.keys, 1);
    back_up(&house, "new_data", &ORDINARY).await;
    back_up(&house, "new_keys", &KEYRING).await;
    Story { house, gone, stays, record, theirs }
}

impl Story {
    async fn restored(&self, data: &str, keys: &str) {
        restore(&self.house, data, &ORDINARY).await;
        restore(&self.house, keys, &KEYRING).await;
    }

    /// Jeanne is gone for good, and Paul is as he was.
    async fn holds(&self) {
        let Self { house, gone, stays, record, theirs } = self;
        assert_eq!((name(house, gone).await, key(house, gone).await), (json!(null), None));
        assert!(!matches!(open(house, *record).await.unwrap(), Some(Opened::Content(_))));
        assert_eq!(name(house, stays).await, json!("Paul Durand"));
        assert!(matches!(open(house, *theirs).await.unwrap(), Some(Opened::Content(_))));
        for list in ["directory.erasures", "keyring.erasures"] {
            let sql = format!("SELECT count(*) FROM {list} WHERE key_destroyed_at IS NOT NULL");
            let listed: i64 = sqlx::query_scalar(&sql).fetch_one(house.database.owner_pool()).await.unwrap();
            assert_eq!(listed, 1, "{list}");
        }
        assert_eq!(reapply(house, day(AFTERWARDS)).await, Reapplied::default(), "once is enough");
        journal::verify::database(house.database.owner_pool(), house.estate).await.unwrap();
    }
}

#[tokio::test]
async fn older_data_with_the_newest_keyring_brings_nobody_back() {
    let story = story().await;
    story.restored("old_data", "new_keys").await;
    let house = &story.house;
    assert_eq!(name(house, &story.gone).await, json!("Jeanne Martin"), "the older data has her still");
    // Her ciphertext is there again, and her key is not: at once, before anything is done.
    assert_eq!(open(house, story.record).await.unwrap(), Some(Opened::KeyDestroyed));
    assert_eq!(reapply(house, day(AFTERWARDS)).await, Reapplied { erased: 1, keys: 0 });
    story.holds().await;
}

#[tokio::test]
async fn the_newest_data_with_an_older_keyring_brings_no_key_back() {
    let story = story().await;
    story.restored("new_data", "old_keys").await;
    let house = &story.house;
    assert!(key(house, &story.gone).await.is_some(), "the older keyring has her key still");
    assert_eq!(reapply(house, day(AFTERWARDS)).await, Reapplied { erased: 0, keys: 1 });
    story.holds().await;
}

#[tokio::test]
async fn a_key_that_the_list_calls_destroyed_goes_even_on_a_day_before_its_term() {
    let story = story().await;
    story.restored("new_data", "old_keys").await;
    assert_eq!(reapply(&story.house, today()).await.keys, 1);
    story.holds().await;
}

#[tokio::test]
async fn the_server_does_erasures_again_before_it_serves() {
    let story = story().await;
    story.restored("old_data", "new_keys").await;
    let mut command = monchai();
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("MONCHAI_OWNER_DATABASE_URL", story.house.database.url());
    command
        .env("DATABASE_URL", story.house.database.server_url())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut server = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("http://"), "it serves: {line:?}");
    assert_eq!(name(&story.house, &story.gone).await, json!(null));
    server.kill().unwrap();
    server.wait().unwrap();
    story.holds().await;
}

/// What is impossible: where both lists are older than the erasure, nothing knows of it (docs/personal-data.md).
#[tokio::test]
async fn older_data_with_an_older_keyring_is_the_state_before_the_erasure() {
    let story = story().await;
    story.restored("old_data", "old_keys").await;
    assert_eq!(reapply(&story.house, day(AFTERWARDS)).await, Reapplied::default());
    assert_eq!(name(&story.house, &story.gone).await, json!("Jeanne Martin"));
}

#[tokio::test]
async fn what_is_kept_by_law_survives_a_restore_and_the_list() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let record = Uuid::now_v7();
    seal(&house, record, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    back_up(&house, "old_data", &ORDINARY).await;
    erase(&house, &party, today()).await;
    restore(&house, "old_data", &ORDINARY).await;
    assert_eq!(reapply(&house, today()).await, Reapplied { erased: 1, keys: 0 });
    assert_eq!(name(&house, &party).await, json!(null));
    assert!(matches!(open(&house, record).await.unwrap(), Some(Opened::Content(_))));
    assert_eq!(erase(&house, &party, today()).await.kept.len(), 1);
}
