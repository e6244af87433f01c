use domain::units::{ActorId, EstateId, PartyId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Who acts on a person's data, and in which request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub actor: ActorId,
    /// The request, as the logs name it.
    pub request_id: Option<String>,
}

/// What was done with a person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Created,
    Updated,
    Sealed,
    Opened,
    Exported,
    Erased,
    TermOver,
    KeyDestroyed,
    ErasedAgain,
}

impl Action {
    const fn name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Updated => "UPDATED",
            Self::Sealed => "SEALED",
            Self::Opened => "OPENED",
            Self::Exported => "EXPORTED",
            Self::Erased => "ERASED",
            Self::TermOver => "TERM_OVER",
            Self::KeyDestroyed => "KEY_DESTROYED",
            Self::ErasedAgain => "ERASED_AGAIN",
        }
    }
}

/// A line of the trail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Access {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    actor: ActorId,
    action: String,
    request_id: Option<String>,
}

/// Notes it beside the data, and in the log, without the data.
pub(super) async fn note(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
    by: &By,
    action: Action,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO directory.accesses (estate_id, party_id, id, actor, action, request_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(estate.uuid())
    .bind(party.uuid())
    .bind(Uuid::now_v7())
    .bind(by.actor.uuid())
    .bind(action.name())
    .bind(&by.request_id)
    .execute(connection)
    .await?;
    let request_id = by.request_id.as_deref().unwrap_or_default();
    tracing::info!(%estate, %party, actor = %by.actor, request_id, action = action.name(), "personal data");
    Ok(())
}

/// Notes the same of many parties, in one statement and without a line each in the log.
pub(super) async fn note_all(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[PartyId],
    by: &By,
    action: Action,
) -> Result<(), sqlx::Error> {
    let parties: Vec<Uuid> = parties.iter().map(|party| party.uuid()).collect();
    let ids: Vec<Uuid> = parties.iter().map(|_| Uuid::now_v7()).collect();
    sqlx::query(
        "INSERT INTO directory.accesses (estate_id, party_id, id, actor, action, request_id)
         SELECT $1, told.party, told.id, $4, $5, $6 FROM unnest($2::uuid[], $3::uuid[]) AS told (party, id)",
    )
    .bind(estate.uuid())
    .bind(parties)
    .bind(ids)
    .bind(by.actor.uuid())
    .bind(action.name())
    .bind(&by.request_id)
    .execute(connection)
    .await
    .map(drop)
}

/// All that was done with the person's data, in order.
pub(super) async fn accesses(
    connection: &mut PgConnection,
    estate: EstateId,
    party: PartyId,
) -> Result<Vec<Access>, projections::ReadError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(a)::text FROM directory.accesses AS a
         WHERE a.estate_id = $1 AND a.party_id = $2 ORDER BY a.at, a.id",
    )
    .bind(estate.uuid())
    .bind(party.uuid())
    .fetch_all(connection)
    .await?;
    projections::paging::parsed(&rows)
}
