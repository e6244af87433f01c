use std::collections::BTreeSet;

use domain::units::{Date, EstateId, PartyId};
use sqlx::PgPool;
use uuid::Uuid;

use super::erasures::destroy_due;
use super::trail::{Action, note};
use super::transaction::begin;
use super::{By, DirectoryError};

/// What a purge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Sealed records whose term was over: only their hash is left.
    pub records: usize,
    /// Keys of erased persons of whom nothing has to be kept any more.
    pub keys: usize,
}

/// Throws away every sealed record whose last day has passed, and destroys the keys of erased persons of whom nothing
/// has to be kept any more. To be run daily at least; a second time on one
/// day it does nothing.
pub async fn purge(pool: &PgPool, estate: EstateId, by: &By, today: Date) -> Result<Purged, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    let over: Vec<Uuid> = sqlx::query_scalar(
        "UPDATE directory.sealed SET nonce = NULL, ciphertext = NULL
         WHERE estate_id = $1 AND kept_until < $2 AND ciphertext IS NOT NULL RETURNING party_id",
    )
    .bind(estate.uuid())
    .bind(today.calendar())
    .fetch_all(&mut *transaction)
    .await?;
    for party in over.iter().collect::<BTreeSet<_>>() {
        note(&mut transaction, estate, PartyId::new(*party), by, Action::TermOver).await?;
    }
    let destroyed = destroy_due(&mut transaction, estate, today).await?;
    for party in &destroyed {
        note(&mut transaction, estate, *party, by, Action::KeyDestroyed).await?;
    }
    transaction.commit().await?;
    Ok(Purged { records: over.len(), keys: destroyed.len() })
}
