use domain::units::{EstateId, InvoiceId};
use sqlx::PgConnection;

use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};
use crate::sales::Draft;

impl Listed for Draft {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (i64,);

    fn place(&self) -> Self::Place {
        (self.position,)
    }
}

/// The drafts that are open, the last begun first.
pub async fn drafts(
    connection: &mut PgConnection,
    estate: EstateId,
    page: &Page,
) -> Result<Slice<Draft>, ReadError> {
    list(connection, estate, page, |query| {
        query.push(" AND r.open");
    })
    .await
}

/// These drafts, open or not.
pub async fn drafts_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[InvoiceId],
) -> Result<Vec<Draft>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}
