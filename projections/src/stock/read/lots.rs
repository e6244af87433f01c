use domain::units::{Date, EstateId, LotId, OrderId, ProductId, WineId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list, parsed};
use crate::stock::{Lot, Reservation};

impl Listed for Lot {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.filled_on", "date"), ("r.id", "uuid")];
    const DESCENDING: bool = true;
    type Place = (Date, LotId);

    fn place(&self) -> Self::Place {
        (self.filled_on, self.id)
    }
}

/// Which lots are asked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LotFilter {
    /// The wine in them.
    pub wine: Option<WineId>,
    /// What they are sold as.
    pub product: Option<ProductId>,
    /// Whether any bottle is left.
    pub on_hand: Option<bool>,
}

/// The lots, the last filled first.
pub async fn lots(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: LotFilter,
    page: &Page,
) -> Result<Slice<Lot>, ReadError> {
    list(connection, estate, page, |query| {
        let LotFilter { wine, product, on_hand } = filter;
        if let Some(wine) = wine {
            query.push(" AND r.wine_id = ").push_bind(wine.uuid());
        }
        if let Some(product) = product {
            query.push(" AND r.product_id = ").push_bind(product.uuid());
        }
        if let Some(on_hand) = on_hand {
            query.push(if on_hand { " AND r.on_hand > 0" } else { " AND r.on_hand = 0" });
        }
    })
    .await
}

/// These lots.
pub async fn lots_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[LotId],
) -> Result<Vec<Lot>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// What is set aside of these lots.
pub async fn reservations_of_lots(
    connection: &mut PgConnection,
    estate: EstateId,
    lots: &[LotId],
) -> Result<Vec<Reservation>, ReadError> {
    reservations(connection, estate, "lot_id", lots.iter().map(|lot| lot.uuid()).collect()).await
}

/// What is set aside for these orders.
pub async fn reservations_of_orders(
    connection: &mut PgConnection,
    estate: EstateId,
    orders: &[OrderId],
) -> Result<Vec<Reservation>, ReadError> {
    reservations(connection, estate, "order_id", orders.iter().map(|order| order.uuid()).collect()).await
}

async fn reservations(
    connection: &mut PgConnection,
    estate: EstateId,
    column: &'static str,
    ids: Vec<Uuid>,
) -> Result<Vec<Reservation>, ReadError> {
    let sql = format!(
        "SELECT row_to_json(r)::text FROM stock.reservations AS r
         WHERE r.estate_id = $1 AND r.{column} = ANY($2) ORDER BY r.lot_id, r.order_id"
    );
    parsed(&sqlx::query_scalar(&sql).bind(estate.uuid()).bind(ids).fetch_all(connection).await?)
}
