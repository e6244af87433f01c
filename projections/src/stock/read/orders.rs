use domain::units::{Date, EstateId, OrderId, PartyId};
use sqlx::PgConnection;

use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};
use crate::stock::{Order, OrderStatus};

impl Listed for Order {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] =
        &[("r.placed_on", "date"), ("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (Date, i64);

    fn place(&self) -> Self::Place {
        (self.placed_on, self.position)
    }
}

/// Which orders are asked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// How far they have come.
    pub status: Option<OrderStatus>,
    /// Who ordered.
    pub customer: Option<PartyId>,
}

/// The orders, the last first.
pub async fn orders(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: OrderFilter,
    page: &Page,
) -> Result<Slice<Order>, ReadError> {
    list(connection, estate, page, |query| {
        let OrderFilter { status, customer } = filter;
        if let Some(status) = status {
            query.push(" AND r.status = ").push_bind(status.name());
        }
        if let Some(customer) = customer {
            query.push(" AND r.customer_id = ").push_bind(customer.uuid());
        }
    })
    .await
}

/// These orders.
pub async fn orders_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[OrderId],
) -> Result<Vec<Order>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}
