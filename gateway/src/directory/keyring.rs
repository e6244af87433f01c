use domain::units::{EstateId, PartyId};
use serde::Serialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::cipher::{PersonKey, new_key};
use super::error::DirectoryError;

/// How a person's key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum KeyState {
    /// Nothing was ever sealed under one.
    Never,
    /// It opens what is sealed under it.
    Live,
    /// It was destroyed: what was sealed under it opens for nobody.
    Destroyed {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
}

/// A person's key as the ring has it.
pub(super) enum Key {
    Never,
    Live(PersonKey),
    Destroyed(OffsetDateTime),
}

impl Key {
    pub(super) const fn state(&self) -> KeyState {
        match self {
            Self::Never => KeyState::Never,
            Self::Live(_) => KeyState::Live,
            Self::Destroyed(at) => KeyState::Destroyed { at: *at },
        }
    }
}

/// The person's key. A row without key and without day, which the table refuses, counts as none.
pub(super) async fn find(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<Key, sqlx::Error> {
    let row: Option<(Option<Vec<u8>>, Option<OffsetDateTime>)> =
        sqlx::query_as("SELECT key, destroyed_at FROM keyring.keys WHERE estate_id = $1 AND party_id = $2")
            .bind(estate.uuid())
            .bind(party.uuid())
            .fetch_optional(connection)
            .await?;
    Ok(match row {
        Some((Some(bytes), _)) => {
            let bytes = Zeroizing::new(bytes);
            let mut key = Zeroizing::new([0; 32]);
            if bytes.len() != key.len() {
                return Err(sqlx::Error::Decode("a key of another length".into()));
            }
            key.copy_from_slice(&bytes);
            Key::Live(key)
        }
        Some((None, Some(at))) => Key::Destroyed(at),
        Some((None, None)) | None => Key::Never,
    })
}

/// Makes the person's key. The caller holds the lock of the person's row, so there is one maker at a time.
pub(super) async fn make(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<PersonKey, DirectoryError> {
    let key = new_key()?;
    sqlx::query("INSERT INTO keyring.keys (estate_id, party_id, key) VALUES ($1, $2, $3)")
        .bind(estate.uuid())
        .bind(party.uuid())
        .bind(key.as_slice())
        .execute(connection)
        .await?;
    Ok(key)
}

/// Destroys the live keys among these persons'; gives whose keys those were.
pub(super) async fn destroy(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[PartyId],
) -> Result<Vec<PartyId>, sqlx::Error> {
    let ids: Vec<_> = parties.iter().map(|party| party.uuid()).collect();
    let destroyed: Vec<uuid::Uuid> = sqlx::query_scalar(
        "UPDATE keyring.keys SET key = NULL, destroyed_at = clock_timestamp()
         WHERE estate_id = $1 AND party_id = ANY($2) AND key IS NOT NULL RETURNING party_id",
    )
    .bind(estate.uuid())
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let mut destroyed: Vec<PartyId> = destroyed.into_iter().map(PartyId::new).collect();
    destroyed.sort_unstable();
    Ok(destroyed)
}
