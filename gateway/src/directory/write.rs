use domain::units::{CommandId, Date, EstateId, PartyId};
use projections::ReadError;
use sqlx::{PgConnection, PgPool};

use super::trail::{Action, note};
use super::transaction::begin;
use super::{By, Details, DirectoryError, Party, PartyRefusal, commands, party, rows};

/// A party as a command left it.
#[derive(Clone, Debug)]
pub struct Written {
    /// The party.
    pub party: Party,
    /// True when the same command had been carried out before.
    pub replayed: bool,
}

/// Enters a party under that id, which follows from the command. `today` is the day at the estate.
pub async fn create(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    command: CommandId,
    id: PartyId,
    details: Details,
    today: Date,
) -> Result<Written, DirectoryError> {
    let details = details.checked(today)?;
    let mut transaction = begin(pool, estate).await?;
    let body = ("create_party", id, &details);
    let replayed = commands::was_done(&mut transaction, estate, command, id, &body).await?;
    if !replayed {
        let inserted = rows::insert(&mut transaction, estate, &[(id, &details)]).await?;
        if inserted == 0 {
            // The command that made it was forgotten with the person.
            return Err(PartyRefusal::Erased.into());
        }
        note(&mut transaction, estate, id, by, Action::Created).await?;
    }
    let party = written(&mut transaction, estate, id).await?;
    transaction.commit().await?;
    Ok(Written { party, replayed })
}

/// Replaces what is known of a party that has that revision.
#[allow(clippy::too_many_arguments, reason = "who, what, which and when, each of its own type")]
pub async fn update(
    pool: &PgPool,
    estate: EstateId,
    by: &By,
    command: CommandId,
    id: PartyId,
    revision: i64,
    details: Details,
    today: Date,
) -> Result<Written, DirectoryError> {
    let details = details.checked(today)?;
    let mut transaction = begin(pool, estate).await?;
    let body = ("update_party", id, revision, &details);
    let replayed = commands::was_done(&mut transaction, estate, command, id, &body).await?;
    if !replayed {
        let found = locked(&mut transaction, estate, id).await?.ok_or(PartyRefusal::NotFound)?;
        if found.erased_at.is_some() {
            return Err(PartyRefusal::Erased.into());
        }
        if found.revision != revision {
            return Err(DirectoryError::Conflict);
        }
        rows::update(&mut transaction, estate, &[(id, &details)]).await?;
        note(&mut transaction, estate, id, by, Action::Updated).await?;
    }
    let party = written(&mut transaction, estate, id).await?;
    transaction.commit().await?;
    Ok(Written { party, replayed })
}

/// The party's row, locked until the transaction ends.
pub(super) async fn locked(
    connection: &mut PgConnection,
    estate: EstateId,
    id: PartyId,
) -> Result<Option<Party>, ReadError> {
    sqlx::query("SELECT FROM directory.parties WHERE estate_id = $1 AND id = $2 FOR UPDATE")
        .bind(estate.uuid())
        .bind(id.uuid())
        .execute(&mut *connection)
        .await?;
    party(connection, estate, id).await
}

async fn written(
    connection: &mut PgConnection,
    estate: EstateId,
    id: PartyId,
) -> Result<Party, DirectoryError> {
    party(connection, estate, id).await?.ok_or_else(|| PartyRefusal::NotFound.into())
}
