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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// How far they have come.
    pub status: Option<OrderStatus>,
    /// Who ordered, any of them.
    pub customers: Option<Vec<PartyId>>,
    /// Placed on that day or later.
    pub from: Option<Date>,
    /// Placed on that day or earlier.
    pub until: Option<Date>,
}

/// The orders, the last first.
pub async fn orders(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &OrderFilter,
    page: &Page,
) -> Result<Slice<Order>, ReadError> {
    list(connection, estate, page, |query| {
        let OrderFilter { status, customers, from, until } = filter;
        if let Some(status) = status {
            query.push(" AND r.status = ").push_bind(status.name());
        }
        if let Some(customers) = customers {
            let ids: Vec<_> = customers.iter().map(|customer| customer.uuid()).collect();
            query.push(" AND r.customer_id = ANY(").push_bind(ids).push(")");
        }
        if let Some(from) = from {
            query.push(" AND r.placed_on >= ").push_bind(from.calendar());
        }
        if let Some(until) = until {
            query.push(" AND r.placed_on <= ").push_bind(until.calendar());
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
