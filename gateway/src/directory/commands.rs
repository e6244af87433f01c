use domain::decider::Refusal;
use domain::units::{CommandId, EstateId, PartyId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::error::DirectoryError;

/// Claims a command for the transaction. True when the same command was carried out before; with another body it is
/// refused. Of two that come at once the second waits for the end of the first.
pub(super) async fn was_done(
    connection: &mut PgConnection,
    estate: EstateId,
    command: CommandId,
    party: PartyId,
    body: &impl Serialize,
) -> Result<bool, DirectoryError> {
    let hash = Sha256::digest(serde_json::to_vec(body)?);
    let claimed = sqlx::query(
        "INSERT INTO directory.commands (estate_id, command_id, body_hash, party_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    )
    .bind(estate.uuid())
    .bind(command.uuid())
    .bind(hash.as_slice())
    .bind(party.uuid())
    .execute(&mut *connection)
    .await?;
    if claimed.rows_affected() == 1 {
        return Ok(false);
    }
    let earlier: Vec<u8> = sqlx::query_scalar(
        "SELECT body_hash FROM directory.commands WHERE estate_id = $1 AND command_id = $2",
    )
    .bind(estate.uuid())
    .bind(command.uuid())
    .fetch_one(connection)
    .await?;
    if earlier == hash.as_slice() {
        Ok(true)
    } else {
        Err(DirectoryError::Refused(Refusal { code: "COMMAND_REUSED", params: Vec::new() }))
    }
}

/// Forgets the commands and imports that hold a hash of these persons' data, but for that one.
pub(super) async fn forget(
    connection: &mut PgConnection,
    estate: EstateId,
    parties: &[PartyId],
    but: Option<CommandId>,
) -> Result<(), sqlx::Error> {
    let ids: Vec<_> = parties.iter().map(|party| party.uuid()).collect();
    sqlx::query(
        "DELETE FROM directory.commands
         WHERE estate_id = $1 AND party_id = ANY($2) AND command_id IS DISTINCT FROM $3",
    )
    .bind(estate.uuid())
    .bind(&ids)
    .bind(but.map(CommandId::uuid))
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "DELETE FROM directory.imports AS i WHERE i.estate_id = $1 AND EXISTS (
             SELECT FROM jsonb_array_elements(i.report -> 'lines') AS line
             WHERE (line ->> 'party')::uuid = ANY($2))",
    )
    .bind(estate.uuid())
    .bind(ids)
    .execute(connection)
    .await
    .map(drop)
}
