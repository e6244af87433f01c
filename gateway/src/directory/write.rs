use domain::units::{CommandId, Date, EstateId, PartyId};
use projections::{ReadError, folded, sort_key};
use serde_json::Value;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, PgPool, Postgres};

use super::trail::{Action, note};
use super::transaction::begin;
use super::{By, Details, DirectoryError, Party, PartyRefusal, commands, party};

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
        let sql = "INSERT INTO directory.parties (
                estate_id, id, kind, sort_key, search_text, name, contact_name, email, phone, billing_address,
                delivery_address, siren, siret, vat_number, language, marketing_consent, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, now(), now())
            ON CONFLICT DO NOTHING";
        let inserted = bound(sqlx::query(sql), estate, id, &details)?.execute(&mut *transaction).await?;
        if inserted.rows_affected() == 0 {
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
        let sql = "UPDATE directory.parties SET
                kind = $3, sort_key = $4, search_text = $5, name = $6, contact_name = $7, email = $8, phone = $9,
                billing_address = $10, delivery_address = $11, siren = $12, siret = $13, vat_number = $14,
                language = $15, marketing_consent = $16, revision = revision + 1, updated_at = now()
            WHERE estate_id = $1 AND id = $2";
        bound(sqlx::query(sql), estate, id, &details)?.execute(&mut *transaction).await?;
        note(&mut transaction, estate, id, by, Action::Updated).await?;
    }
    let party = written(&mut transaction, estate, id).await?;
    transaction.commit().await?;
    Ok(Written { party, replayed })
}

type Bound<'q> = Query<'q, Postgres, PgArguments>;

/// Binds $1 to $16.
fn bound<'q>(
    query: Bound<'q>,
    estate: EstateId,
    id: PartyId,
    details: &Details,
) -> Result<Bound<'q>, serde_json::Error> {
    let nullable = |value: Value| if value.is_null() { None } else { Some(value) };
    let language = serde_json::to_value(details.language)?;
    Ok(query
        .bind(estate.uuid())
        .bind(id.uuid())
        .bind(details.kind.name())
        .bind(sort_key(&details.name))
        .bind(search_text(details))
        .bind(details.name.clone())
        .bind(details.contact_name.clone())
        .bind(details.email.clone())
        .bind(details.phone.clone())
        .bind(nullable(serde_json::to_value(&details.billing_address)?))
        .bind(nullable(serde_json::to_value(&details.delivery_address)?))
        .bind(details.siren.clone())
        .bind(details.siret.clone())
        .bind(details.vat_number.clone())
        .bind(language.as_str().map(str::to_owned))
        .bind(nullable(serde_json::to_value(&details.marketing_consent)?)))
}

/// What a search looks through, a line each, so that no word is found across two of them.
fn search_text(details: &Details) -> String {
    let texts = [
        Some(&details.name),
        details.contact_name.as_ref(),
        details.email.as_ref(),
        details.phone.as_ref(),
        details.siren.as_ref(),
        details.siret.as_ref(),
        details.vat_number.as_ref(),
        details.billing_address.as_ref().map(|address| &address.city),
        details.delivery_address.as_ref().map(|address| &address.city),
    ];
    texts.into_iter().flatten().map(|text| folded(text)).collect::<Vec<_>>().join("\n")
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
