use std::collections::BTreeSet;

use domain::units::{EstateId, PartyId};
use projections::paging::{list, parsed};
use projections::{Page, ReadError, Slice, folded};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Party;

/// The parties of the estate by name, those that were erased left out; with `search`, those in whose names, e-mail,
/// telephone, town or numbers each of its words stands. The connection has told its estate.
///
/// A search reads the names of one estate in their order until the page is full.
pub async fn parties(
    connection: &mut PgConnection,
    estate: EstateId,
    search: Option<&str>,
    page: &Page,
) -> Result<Slice<Party>, ReadError> {
    let words: Vec<String> = search.unwrap_or_default().split_whitespace().map(folded).collect();
    list(connection, estate, page, |query| {
        query.push(" AND r.erased_at IS NULL");
        for word in &words {
            // Not LIKE: what a person types has no wildcards.
            query.push(" AND strpos(r.search_text, ").push_bind(word.clone()).push(") > 0");
        }
    })
    .await
}

/// These parties, each once, in no order, erased ones as well; an id that is not the estate's has none.
pub async fn parties_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[PartyId],
) -> Result<Vec<Party>, ReadError> {
    let ids: BTreeSet<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT found.row FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL
             (SELECT row_to_json(r)::text AS row FROM directory.parties AS r
              WHERE r.estate_id = $1 AND r.id = wanted.id LIMIT 1) AS found",
    )
    .bind(estate.uuid())
    .bind(ids)
    .fetch_all(connection)
    .await?;
    parsed(&rows)
}

/// The party of that id, erased or not.
pub async fn party(
    connection: &mut PgConnection,
    estate: EstateId,
    id: PartyId,
) -> Result<Option<Party>, ReadError> {
    Ok(parties_by_ids(connection, estate, &[id]).await?.pop())
}
