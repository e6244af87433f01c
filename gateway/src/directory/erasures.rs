//! The list of who was erased. It stands in both schemas, so that the newer of two backups always carries it.

use domain::units::{Date, EstateId, PartyId};
use sqlx::PgConnection;
use uuid::Uuid;

use super::error::DirectoryError;
use super::{Kept, keyring};

const LISTS: [&str; 2] = ["directory.erasures", "keyring.erasures"];

/// Enters a person in both lists.
pub(super) async fn enter(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
    kept: &[Kept],
) -> Result<(), DirectoryError> {
    let kept = serde_json::to_value(kept)?;
    for list in LISTS {
        let sql = format!(
            "INSERT INTO {list} (estate_id, party_id, erased_at, kept) VALUES ($1, $2, now(), $3)
             ON CONFLICT DO NOTHING"
        );
        let enter = sqlx::query(&sql).bind(estate.uuid()).bind(party.uuid()).bind(&kept);
        enter.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Brings what only one of the lists knows into the other, and the keys' tombstones into both.
pub(super) async fn level(connection: &mut PgConnection, estate: EstateId) -> Result<(), sqlx::Error> {
    let [one, other] = LISTS;
    for (from, to) in [(one, other), (other, one)] {
        let sql = format!(
            "INSERT INTO {to} AS known (estate_id, party_id, erased_at, kept, key_destroyed_at)
             SELECT estate_id, party_id, erased_at, kept, key_destroyed_at FROM {from} WHERE estate_id = $1
             ON CONFLICT (estate_id, party_id)
             DO UPDATE SET key_destroyed_at = coalesce(known.key_destroyed_at, excluded.key_destroyed_at)"
        );
        sqlx::query(&sql).bind(estate.uuid()).execute(&mut *connection).await?;
    }
    for list in LISTS {
        let sql = format!(
            "UPDATE {list} AS listed SET key_destroyed_at = k.destroyed_at FROM keyring.keys AS k
             WHERE listed.estate_id = $1 AND k.estate_id = $1 AND k.party_id = listed.party_id
                 AND k.destroyed_at IS NOT NULL AND listed.key_destroyed_at IS NULL"
        );
        sqlx::query(&sql).bind(estate.uuid()).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Everybody who is listed.
pub(super) async fn listed(
    connection: &mut PgConnection,
    estate: EstateId,
) -> Result<Vec<PartyId>, sqlx::Error> {
    let sql = "SELECT party_id FROM directory.erasures WHERE estate_id = $1 ORDER BY party_id";
    let ids: Vec<Uuid> = sqlx::query_scalar(sql).bind(estate.uuid()).fetch_all(connection).await?;
    Ok(ids.into_iter().map(PartyId::new).collect())
}

/// Destroys the keys of the erased whose key the lists call destroyed, or of whom nothing has to be kept on that day.
/// Gives whose keys went now.
pub(super) async fn destroy_due(
    connection: &mut PgConnection,
    estate: EstateId,
    today: Date,
) -> Result<Vec<PartyId>, sqlx::Error> {
    let due: Vec<Uuid> = sqlx::query_scalar(
        "SELECT e.party_id FROM directory.erasures AS e
         JOIN keyring.keys AS k ON k.estate_id = e.estate_id AND k.party_id = e.party_id AND k.key IS NOT NULL
         WHERE e.estate_id = $1 AND (e.key_destroyed_at IS NOT NULL OR NOT EXISTS (
             SELECT FROM directory.sealed AS s
             WHERE s.estate_id = e.estate_id AND s.party_id = e.party_id AND s.kept_until >= $2))",
    )
    .bind(estate.uuid())
    .bind(today.calendar())
    .fetch_all(&mut *connection)
    .await?;
    let due: Vec<PartyId> = due.into_iter().map(PartyId::new).collect();
    let destroyed = keyring::destroy(&mut *connection, estate, &due).await?;
    if !destroyed.is_empty() {
        level(connection, estate).await?;
    }
    Ok(destroyed)
}
