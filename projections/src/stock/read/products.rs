use domain::units::{EstateId, ProductId, WineId};
use sqlx::PgConnection;

use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};
use crate::stock::Product;

impl Listed for Product {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] =
        &[("r.wine_id", "uuid"), ("coalesce(r.vintage, 0)", "int"), ("r.size_ml", "bigint")];
    const DESCENDING: bool = true;
    type Place = (WineId, u16, i64);

    fn place(&self) -> Self::Place {
        (self.wine_id, self.vintage.unwrap_or(0), self.size_ml)
    }
}

/// The products, wine by wine, the youngest vintage first; of one wine where it is given.
pub async fn products(
    connection: &mut PgConnection,
    estate: EstateId,
    wine: Option<WineId>,
    page: &Page,
) -> Result<Slice<Product>, ReadError> {
    list(connection, estate, page, |query| {
        if let Some(wine) = wine {
            query.push(" AND r.wine_id = ").push_bind(wine.uuid());
        }
    })
    .await
}

/// These products.
pub async fn products_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[ProductId],
) -> Result<Vec<Product>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}
