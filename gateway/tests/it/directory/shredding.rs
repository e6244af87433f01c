use gateway::directory::{Ground, Opened, Purged, verify_hash};
use journal::export::export as export_ledger;
use serde_json::json;
use uuid::Uuid;

use super::support::{day, erase, export, key, open, pool, purge, seal, today};
use crate::support::House;
use crate::support::commands::{DISCARD, DRAFT};

/// Writes the hash of a sealed record into an event of the ledger.
async fn note_in_the_ledger(house: &House, hash: &[u8; 32]) {
    let vat = house.filled("C1", "50", "10").await;
    let loss = json!({ "loss": { "vatId": vat, "volume": "1", "cause": "PROCESSING" } });
    let draft =
        house.command(&DRAFT, json!({ "occurredOn": "2025-09-20", "operation": loss })).await["movement"]
            .clone();
    house.command(&DISCARD, json!({ "id": draft["id"], "reason": hex::encode(hash) })).await;
}

/// The hash that the ledger holds.
async fn noted(house: &House) -> [u8; 32] {
    let hash: String = sqlx::query_scalar(
        "SELECT substring(payload::text FROM '[0-9a-f]{64}') FROM journal.events WHERE event_type = 'MovementDiscarded'",
    )
    .fetch_one(house.database.owner_pool())
    .await
    .unwrap();
    hex::decode(hash).unwrap().try_into().unwrap()
}

/// The chain holds, in the database and in an export file.
async fn verify(house: &House) {
    let pool = house.database.owner_pool();
    let in_database = journal::verify::database(pool, house.estate).await.unwrap();
    let mut file = Vec::new();
    export_ledger(pool, house.estate, &mut file).await.unwrap();
    let in_file = journal::verify::file(file.as_slice()).unwrap();
    assert_eq!(in_file.head_hash, in_database.head_hash);
}

#[tokio::test]
async fn a_destroyed_key_leaves_the_chain_whole_and_the_record_unreadable() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let id = Uuid::now_v7();
    let sealed = seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    note_in_the_ledger(&house, &sealed.sha256).await;
    verify(&house).await;
    assert!(!erase(&house, &party, today()).await.key_destroyed);

    // Through its last day it is kept, whoever asks.
    assert_eq!(purge(&house, day("2037-11-20")).await, Purged::default());
    assert!(key(&house, &party).await.is_some());
    assert_eq!(purge(&house, day("2037-11-21")).await, Purged { records: 1, keys: 1 });
    assert_eq!(purge(&house, day("2037-11-21")).await, Purged::default());
    assert_eq!(key(&house, &party).await, None);
    assert!(matches!(open(&house, id).await.unwrap(), Some(Opened::TermOver)));
    let document = export(&house, &party).await.unwrap();
    assert_eq!(
        (&document["key"]["state"], &document["sealed"][0]["content"]),
        (&json!("DESTROYED"), &json!(null))
    );
    assert!(!document.to_string().contains("Jeanne"));

    verify(&house).await;
    assert!(verify_hash(pool(&house), house.estate, id, &noted(&house).await).await.unwrap());
}

#[tokio::test]
async fn with_its_key_gone_a_ciphertext_opens_for_nobody_and_matches_the_ledger_still() {
    let house = House::open().await;
    let party = house.party("Jeanne Martin").await;
    let id = Uuid::now_v7();
    let sealed = seal(&house, id, &party, Ground::Accounting, "2026-11-20").await.unwrap();
    note_in_the_ledger(&house, &sealed.sha256).await;
    sqlx::query("UPDATE keyring.keys SET key = NULL, destroyed_at = now()")
        .execute(house.database.owner_pool())
        .await
        .unwrap();
    assert_eq!(open(&house, id).await.unwrap(), Some(Opened::KeyDestroyed));
    verify(&house).await;
    let (pool, hash) = (pool(&house), noted(&house).await);
    assert!(
        verify_hash(pool, house.estate, id, &hash).await.unwrap(),
        "the ciphertext is the one that was sealed"
    );
}
