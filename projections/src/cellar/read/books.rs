use domain::units::{EstateId, WineId};
use sqlx::PgConnection;

use crate::cellar::{Estate, OpeningStock, Wine};
use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list, parsed};

impl Listed for Wine {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.sort_key", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (String, WineId);

    fn place(&self) -> Self::Place {
        (self.sort_key.clone(), self.id)
    }
}

/// Who the estate is; `None` before it is registered.
pub async fn estate(connection: &mut PgConnection, estate: EstateId) -> Result<Option<Estate>, ReadError> {
    let rows: Vec<String> =
        sqlx::query_scalar("SELECT row_to_json(r)::text FROM cellar.estates AS r WHERE r.estate_id = $1")
            .bind(estate.uuid())
            .fetch_all(connection)
            .await?;
    Ok(parsed(&rows)?.pop())
}

/// The declared wines, by label.
pub async fn wines(
    connection: &mut PgConnection,
    estate: EstateId,
    page: &Page,
) -> Result<Slice<Wine>, ReadError> {
    list(connection, estate, page, |_| {}).await
}

/// These declared wines.
pub async fn wines_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[WineId],
) -> Result<Vec<Wine>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// The opening stock, wine by wine: what was taken over and what of it is still to be placed.
pub async fn opening_stocks(
    connection: &mut PgConnection,
    estate: EstateId,
) -> Result<Vec<OpeningStock>, ReadError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(r)::text FROM cellar.opening_stocks AS r WHERE r.estate_id = $1
         ORDER BY r.wine_id, r.regime",
    )
    .bind(estate.uuid())
    .fetch_all(connection)
    .await?;
    parsed(&rows)
}
