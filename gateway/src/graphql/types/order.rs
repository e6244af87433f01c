use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::terms::SaleDestination;
use domain::units::LotId;
use projections::stock;
use uuid::Uuid;

use super::{Lot, Party};
use crate::graphql::loaders::{lot, party};
use crate::graphql::scalars::{GqlDate, GqlMoney};

/// A customer's order.
pub struct Order(pub stock::Order);

#[Object]
impl Order {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// How far it has come: PLACED, CONFIRMED, DISPATCHED or CANCELLED.
    async fn status(&self) -> &'static str {
        self.0.status.name()
    }

    /// The customer in the directory; none at the counter.
    async fn customer_id(&self) -> Option<Uuid> {
        self.0.customer_id.map(domain::units::PartyId::uuid)
    }

    /// The customer; null at the counter.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Party>> {
        match self.0.customer_id {
            Some(id) => party(context, id).await,
            None => Ok(None),
        }
    }

    /// `FRANCE_CRD`, `EXPORT`, `FRANCE_SUSPENDED` or `CORSICA`.
    async fn destination(&self) -> &'static str {
        match self.0.destination {
            SaleDestination::FranceCrd | SaleDestination::FranceCrdPaid => "FRANCE_CRD",
            SaleDestination::Export { .. } => "EXPORT",
            SaleDestination::FranceSuspended { .. } => "FRANCE_SUSPENDED",
            SaleDestination::Corsica => "CORSICA",
        }
    }

    /// The country of an export.
    async fn country(&self) -> Option<String> {
        match &self.0.destination {
            SaleDestination::Export { country } => Some(country.to_string()),
            _ => None,
        }
    }

    /// What is ordered.
    async fn lines(&self) -> Vec<OrderLine> {
        let line = |line: &domain::order::OrderLine| OrderLine {
            lot_id: line.lot,
            bottles: line.bottles,
            unit_price: GqlMoney(line.unit_price_cents),
        };
        self.0.lines.iter().map(line).collect()
    }

    /// How many bottles in all.
    async fn bottles(&self) -> i64 {
        self.0.bottles
    }

    /// Their price without VAT.
    async fn total(&self) -> GqlMoney {
        GqlMoney(self.0.total_cents)
    }

    /// When it was placed.
    async fn placed_on(&self) -> GqlDate {
        self.0.placed_on.into()
    }

    /// When its bottles left.
    async fn dispatched_on(&self) -> Option<GqlDate> {
        self.0.dispatched_on.map(Into::into)
    }
}

/// A line of an order.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct OrderLine {
    #[graphql(skip)]
    lot_id: LotId,
    /// How many.
    bottles: i64,
    /// The price of one bottle without VAT.
    unit_price: GqlMoney,
}

#[ComplexObject]
impl OrderLine {
    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        lot(context, self.lot_id).await
    }
}
