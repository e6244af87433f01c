use domain::units::{Date, EstateId, Money, OrderId, PartyId};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::paging::{Page, ReadError, Slice, by_ids, sorted};
use crate::stock::{Order, OrderStatus};

/// In which order orders are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderSort {
    /// The last placed first.
    Newest,
    /// The first placed first.
    Oldest,
    /// The largest amount first.
    Largest,
    /// The most bottles first.
    MostBottles,
}

sorted! {
    Order;
    /// [`OrderSort::Newest`].
    Newest: "r.placed_on" as "date", placed_on: Date, true;
    /// [`OrderSort::Oldest`].
    Oldest: "r.placed_on" as "date", placed_on: Date, false;
    /// [`OrderSort::Largest`].
    Largest: "r.total_cents" as "bigint", total_cents: Money, true;
    /// [`OrderSort::MostBottles`].
    MostBottles: "r.bottles" as "bigint", bottles: i64, true;
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

/// The orders.
pub async fn orders(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &OrderFilter,
    sort: OrderSort,
    page: &Page,
) -> Result<Slice<Order>, ReadError> {
    let these = |query: &mut QueryBuilder<'static, Postgres>| filter.push_to(query);
    match sort {
        OrderSort::Newest => listed::<Newest>(connection, estate, page, these).await,
        OrderSort::Oldest => listed::<Oldest>(connection, estate, page, these).await,
        OrderSort::Largest => listed::<Largest>(connection, estate, page, these).await,
        OrderSort::MostBottles => listed::<MostBottles>(connection, estate, page, these).await,
    }
}

impl OrderFilter {
    fn push_to(&self, query: &mut QueryBuilder<'static, Postgres>) {
        let Self { status, customers, from, until } = self;
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
    }
}

/// These orders.
pub async fn orders_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[OrderId],
) -> Result<Vec<Order>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}
