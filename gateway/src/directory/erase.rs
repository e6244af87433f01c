use domain::units::{CommandId, Date, EstateId, PartyId};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::erasures::{destroy_due, enter};
use super::trail::{Action, note};
use super::transaction::begin;
use super::write::locked;
use super::{By, DirectoryError, Ground, Party, PartyRefusal, commands, keyring, party};

/// A record that has to be kept although its person was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The sealed record.
    pub id: Uuid,
    /// What it is.
    pub what: String,
    /// The day of the document.
    pub made_on: Date,
    /// The last day on which it is kept.
    pub kept_until: Date,
    /// Why.
    pub ground: Ground,
}

/// What an erasure left.
#[derive(Clone, Debug)]
pub struct Erased {
    /// The party, without anything personal.
    pub party: Party,
    /// What had to be kept, by its last day.
    pub kept: Vec<Kept>,
    /// True when no key of the person is left.
    pub key_destroyed: bool,
    /// True when the person had been erased before.
    pub replayed: bool,
}

/// Erases a person: contact data and consent at once; sealed records stay for as long as the law has them kept, and
/// when there is none, the key goes as well. Erased again, a person answers with what is kept by then.
pub async fn erase_person(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    command: CommandId,
    id: PartyId,
    today: Date,
) -> Result<Erased, DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    commands::was_done(&mut transaction, estate, command, id, &("erase_person", id)).await?;
    let found = locked(&mut transaction, estate, id).await?.ok_or(PartyRefusal::NotFound)?;
    let replayed = found.erased_at.is_some();
    let kept = kept(&mut transaction, estate, id, today).await?;
    if !replayed {
        empty(&mut transaction, estate, &[id]).await?;
        commands::forget(&mut transaction, estate, &[id], Some(command)).await?;
        enter(&mut transaction, estate, id, &kept).await?;
        note(&mut transaction, estate, id, by, Action::Erased).await?;
    }
    for destroyed in destroy_due(&mut transaction, estate, today).await? {
        note(&mut transaction, estate, destroyed, by, Action::KeyDestroyed).await?;
    }
    let key_destroyed = !matches!(keyring::find(&mut transaction, estate, id).await?, keyring::Key::Live(_));
    let party = party(&mut transaction, estate, id).await?.ok_or(PartyRefusal::NotFound)?;
    transaction.commit().await?;
    Ok(Erased { party, kept, key_destroyed, replayed })
}

/// Takes what is personal from these parties' rows, at the moment that the list of erasures tells, or now.
pub(super) async fn empty(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[PartyId],
) -> Result<Vec<PartyId>, sqlx::Error> {
    let ids: Vec<Uuid> = parties.iter().map(|party| party.uuid()).collect();
    let emptied: Vec<Uuid> = sqlx::query_scalar(
        "UPDATE directory.parties AS p SET
             sort_key = '', search_text = '', name = NULL, contact_name = NULL, email = NULL, phone = NULL,
             billing_address = NULL, delivery_address = NULL, further_delivery_addresses = NULL, siren = NULL,
             siret = NULL, vat_number = NULL, accise = NULL, electronic_address = NULL, payment_days = NULL,
             price_list = NULL, language = NULL, marketing_consent = NULL, revision = revision + 1, updated_at = now(),
             erased_at = coalesce((SELECT e.erased_at FROM directory.erasures AS e
                                   WHERE e.estate_id = p.estate_id AND e.party_id = p.id), now())
         WHERE p.estate_id = $1 AND p.id = ANY($2) AND p.erased_at IS NULL RETURNING p.id",
    )
    .bind(estate.uuid())
    .bind(ids)
    .fetch_all(connection)
    .await?;
    Ok(emptied.into_iter().map(PartyId::new).collect())
}

/// What has to be kept of a person on that day, by its last day.
pub(super) async fn kept(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
    today: Date,
) -> Result<Vec<Kept>, DirectoryError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(s)::text FROM (
             SELECT id, what, made_on, kept_until, ground FROM directory.sealed
             WHERE estate_id = $1 AND party_id = $2 AND kept_until >= $3 ORDER BY kept_until, id) AS s",
    )
    .bind(estate.uuid())
    .bind(party.uuid())
    .bind(today.calendar())
    .fetch_all(connection)
    .await?;
    Ok(projections::paging::parsed(&rows)?)
}
