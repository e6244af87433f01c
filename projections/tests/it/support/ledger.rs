use domain::units::EstateId;
use sqlx::PgPool;

use super::{House, MemoryDesk, Stored};

/// Writes events at the end of the estate's ledger. The chain of hashes is the journal's affair: these are empty.
pub async fn append(pool: &PgPool, estate: EstateId, events: &[Stored]) {
    let position: Option<i64> = sqlx::query_scalar("SELECT position FROM journal.heads WHERE estate_id = $1")
        .bind(estate.uuid())
        .fetch_optional(pool)
        .await
        .unwrap();
    let position = position.unwrap_or(0);
    append_raw(pool, estate, position, events).await;
}

/// Writes events after that position, whatever is there.
pub async fn append_raw(pool: &PgPool, estate: EstateId, position: i64, events: &[Stored]) {
    let mut transaction = pool.begin().await.unwrap();
    let column =
        |of: fn(&Stored) -> &str| events.iter().map(|event| of(event).to_owned()).collect::<Vec<String>>();
    let metadata = serde_json::json!({ "actor": MemoryDesk::actor() }).to_string();
    sqlx::query(
        "INSERT INTO journal.events (estate_id, position, sequence, recorded_at, hash, aggregate_type, aggregate_id,
                                     event_type, event_version, payload, metadata)
         SELECT $1, $2 + ordinal, $2 + ordinal, timestamptz '2027-02-15 08:00:00.123456+01' + ordinal * interval '1 s',
                '\\x00', aggregate_type, aggregate_id, event_type, event_version, payload::json, $7::json
         FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $8::text[]) WITH ORDINALITY
              AS event (aggregate_type, aggregate_id, event_type, payload, event_version, ordinal)",
    )
    .bind(estate.uuid())
    .bind(position)
    .bind(column(|event| &event.aggregate_type))
    .bind(column(|event| &event.aggregate_id))
    .bind(column(|event| &event.event_type))
    .bind(column(|event| &event.payload))
    .bind(metadata)
    .bind(column(|event| &event.event_version))
    .execute(&mut *transaction)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO journal.heads (estate_id, position, hash, recorded_at) VALUES ($1, $2, '\\x00', now())
         ON CONFLICT (estate_id) DO UPDATE SET position = EXCLUDED.position",
    )
    .bind(estate.uuid())
    .bind(position + i64::try_from(events.len()).unwrap())
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
}

/// An estate with its first events, written to the ledger.
pub async fn open_house(pool: &PgPool, number: u128) -> House {
    let house = House::open(number);
    append(pool, house.estate, &house.desk.ledger).await;
    house
}
