use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::order::LineCount;
use domain::terms::SaleDestination;
use domain::units::LotId;
use projections::stock;
use uuid::Uuid;

use super::{Invoice, Lot, Party};
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::loaders::{invoice, invoices_of_order, lot, party};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};

/// A customer's order.
pub struct Order(pub stock::Order);

#[Object]
impl Order {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// How far it has come: `PLACED`, `CONFIRMED`, `PARTLY_DISPATCHED`, `DISPATCHED` or `CANCELLED`.
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
            discount: line.discount.map(GqlRate),
        };
        self.0.lines.iter().map(line).collect()
    }

    /// How many bottles in all.
    async fn bottles(&self) -> i64 {
        self.0.bottles
    }

    /// Whether prices are without VAT (`NET`) or with (`GROSS`).
    async fn basis(&self) -> GqlPriceBasis {
        self.0.basis.0.into()
    }

    /// What left, in its order.
    async fn dispatches(&self) -> Vec<OrderDispatch> {
        self.0.dispatches.iter().cloned().map(OrderDispatch).collect()
    }

    /// The documents that were made for it.
    async fn invoices(&self, context: &Context<'_>) -> Result<Vec<Invoice>> {
        invoices_of_order(context, self.0.id).await
    }

    /// Their price less discounts, in the basis of the order.
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

/// What left for an order at one time.
pub struct OrderDispatch(stock::Dispatch);

#[Object]
impl OrderDispatch {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// The day.
    async fn occurred_on(&self) -> GqlDate {
        self.0.on.into()
    }

    /// How many bottles of each lot.
    async fn lines(&self) -> Vec<OrderDispatchLine> {
        let line = |line: &LineCount| OrderDispatchLine { lot_id: line.lot, bottles: line.bottles };
        self.0.lines.iter().map(line).collect()
    }

    /// The invoice that charges it; null while none does.
    async fn invoice(&self, context: &Context<'_>) -> Result<Option<Invoice>> {
        match self.0.invoice_id {
            Some(id) => invoice(context, id).await,
            None => Ok(None),
        }
    }
}

/// Bottles of a lot that left.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct OrderDispatchLine {
    #[graphql(skip)]
    lot_id: LotId,
    /// How many.
    bottles: i64,
}

#[ComplexObject]
impl OrderDispatchLine {
    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        lot(context, self.lot_id).await
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
    /// The price of one bottle, in the basis of the order.
    unit_price: GqlMoney,
    /// What is taken off the line, in per cent.
    discount: Option<GqlRate>,
}

#[ComplexObject]
impl OrderLine {
    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        lot(context, self.lot_id).await
    }
}
