use domain::units::{ActorId, CommandId, Date, PartyId};
use gateway::directory::{self, By, DirectoryError, Erased, Ground, Opened, Sealed, ToSeal};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::House;

/// Who acts in these tests.
pub fn by() -> By {
    By { actor: ActorId::new(Uuid::from_u128(7)), request_id: Some("test".to_owned()) }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A day on which nothing is over yet.
pub fn today() -> Date {
    day("2026-11-23")
}

pub fn party_id(text: &str) -> PartyId {
    text.parse().unwrap()
}

/// What an invoice prints of its buyer.
pub fn identity() -> Value {
    json!({ "name": "Jeanne Martin", "address": ["1 rue du Port", "44000 Nantes"] })
}

/// The connections that the product serves with.
pub fn pool(house: &House) -> &PgPool {
    &house.served.app.pool
}

/// Seals a record of the person.
pub async fn seal(
    house: &House,
    id: Uuid,
    party: &str,
    ground: Ground,
    made_on: &str,
) -> Result<Sealed, DirectoryError> {
    let content = identity();
    let record = ToSeal {
        id,
        party: party_id(party),
        what: "invoice identity",
        made_on: day(made_on),
        ground,
        content: &content,
    };
    directory::seal(pool(house), house.estate, &by(), record).await
}

pub async fn open(house: &House, id: Uuid) -> Result<Option<Opened>, DirectoryError> {
    directory::open(pool(house), house.estate, &by(), id).await
}

pub async fn erase(house: &House, party: &str, today: Date) -> Erased {
    let command = CommandId::new(Uuid::now_v7());
    directory::erase_person(pool(house), house.estate, &by(), command, party_id(party), today).await.unwrap()
}

pub async fn purge(house: &House, today: Date) -> directory::Purged {
    directory::purge(pool(house), house.estate, &by(), today).await.unwrap()
}

pub async fn reapply(house: &House, today: Date) -> directory::Reapplied {
    directory::reapply_erasures(pool(house), house.estate, &by(), today).await.unwrap()
}

pub async fn export(house: &House, party: &str) -> Option<Value> {
    let document = directory::export_person(pool(house), house.estate, &by(), party_id(party)).await.unwrap();
    document.map(|text| serde_json::from_str(&text).unwrap())
}

/// The key's bytes, behind the scenes.
pub async fn key(house: &House, party: &str) -> Option<Vec<u8>> {
    sqlx::query_scalar("SELECT key FROM keyring.keys WHERE estate_id = $1 AND party_id = $2")
        .bind(house.estate.uuid())
        .bind(party_id(party).uuid())
        .fetch_one(house.database.owner_pool())
        .await
        .unwrap()
}
