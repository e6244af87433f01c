use domain::units::{CommandId, EstateId, PartyId};
use sqlx::PgPool;

use super::transaction::begin;
use super::{DirectoryError, PartyRefusal, party};

/// Refuses a command of the ledger that names somebody the directory does not hold. It is asked before the command, as
/// the directory is outside of the journal; what happens between the two leaves an id and nothing else.
///
/// A command that was carried out before is let through: sent again it answers as the first time, whoever was erased
/// meanwhile.
pub async fn require(
    pool: &PgPool,
    estate: EstateId,
    named: PartyId,
    command: CommandId,
) -> Result<(), DirectoryError> {
    let mut transaction = begin(pool, estate).await?;
    let refusal = match party(&mut transaction, estate, named).await? {
        Some(party) if party.erased_at.is_none() => return Ok(()),
        Some(_) => PartyRefusal::Erased,
        None => PartyRefusal::NotFound,
    };
    let done: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM journal.commands WHERE estate_id = $1 AND command_id = $2)",
    )
    .bind(estate.uuid())
    .bind(command.uuid())
    .fetch_one(&mut *transaction)
    .await?;
    if done { Ok(()) } else { Err(refusal.into()) }
}
