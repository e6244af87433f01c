use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, Object, Result};
use domain::units::{LotId, OrderId, WineId};
use projections::stock::{self, LotFilter};
use uuid::Uuid;

use crate::graphql::context::read;
use crate::graphql::enums::{GqlOrderSort, GqlOrderStatus};
use crate::graphql::loaders::{lot, order};
use crate::graphql::parties::customers;
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::{Lot, Order, Product, connection, page};

/// Which orders are asked for; what is left out does not matter.
#[derive(InputObject, Default)]
pub struct OrderFilterInput {
    /// How far they have come.
    status: Option<GqlOrderStatus>,
    /// Those of this customer.
    customer_id: Option<Uuid>,
    /// Those of customers whose name or numbers hold these words, the first hundred.
    #[graphql(validator(max_length = 100))]
    customer: Option<String>,
    /// Placed on that day or later.
    from: Option<GqlDate>,
    /// Placed on that day or earlier.
    until: Option<GqlDate>,
}

/// Questions on bottles and orders.
#[derive(Default)]
pub struct StockQuery;

#[Object]
impl StockQuery {
    /// Lots of bottles, by number.
    async fn lots(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        #[graphql(desc = "Only those of this wine.")] wine_id: Option<Uuid>,
        #[graphql(desc = "Only those with bottles on hand, or only those without.")] on_hand: Option<bool>,
    ) -> Result<Connection<String, Lot>> {
        let page = page(context, first, after)?;
        let filter = LotFilter { wine: wine_id.map(WineId::new), on_hand, ..LotFilter::default() };
        let slice =
            read(context, async |connection, estate| stock::lots(connection, estate, filter, &page).await)
                .await?;
        Ok(connection(slice, Lot))
    }

    /// The lot of that id.
    async fn lot(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Lot>> {
        lot(context, LotId::new(id)).await
    }

    /// What can be sold: bottles of one wine, vintage and size together.
    async fn products(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        #[graphql(desc = "Only those of this wine.")] wine_id: Option<Uuid>,
    ) -> Result<Connection<String, Product>> {
        let page = page(context, first, after)?;
        let wine = wine_id.map(WineId::new);
        let slice =
            read(context, async |connection, estate| stock::products(connection, estate, wine, &page).await)
                .await?;
        Ok(connection(slice, Product))
    }

    /// Orders, the last placed first unless told.
    async fn orders(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        filter: Option<OrderFilterInput>,
        order: Option<GqlOrderSort>,
    ) -> Result<Connection<String, Order>> {
        let page = page(context, first, after)?;
        let filter = filter.unwrap_or_default();
        let filter = stock::OrderFilter {
            status: filter.status.map(Into::into),
            customers: customers(context, filter.customer_id, filter.customer).await?,
            from: filter.from.map(|day| day.0),
            until: filter.until.map(|day| day.0),
        };
        let sort = order.unwrap_or(GqlOrderSort::Newest).into();
        let slice = read(context, async |connection, estate| {
            stock::orders(connection, estate, &filter, sort, &page).await
        })
        .await?;
        Ok(connection(slice, Order))
    }

    /// The order of that id.
    async fn order(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Order>> {
        order(context, OrderId::new(id)).await
    }
}
