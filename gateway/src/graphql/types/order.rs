use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::order::{LineCount, Sent, Wanted};
use domain::terms::SaleDestination;
use domain::units::{ArticleId, DispatchId, LotId};
use projections::stock;
use uuid::Uuid;

use super::{Article, Invoice, Lot, Party};
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::loaders::{article, invoice, invoices_of_order, lot, party};
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};

/// A customer's order.
pub struct Order(pub stock::Order);

#[Object]
impl Order {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// How far it has come: `PLACED`, `CONFIRMED`, `PARTLY_DISPATCHED`, `DISPATCHED`, `INVOICED`, `RETURNED` or `CANCELLED`.
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
        let line = |line: &domain::order::OrderLine| {
            let (lot_id, article_id) = match line.wanted {
                Wanted::Lot(lot) => (Some(lot), None),
                Wanted::Article(article) => (None, Some(article)),
            };
            let own = self.0.allotted.iter().filter(|it| Some(it.article) == article_id);
            OrderLine {
                lot_id,
                article_id,
                allotted: own.map(|it| LineCount { lot: it.lot, bottles: it.bottles }).collect(),
                bottles: line.bottles,
                unit_price: GqlMoney(line.unit_price_cents),
                discount: line.discount.map(GqlRate),
            }
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
        let dispatch = |(place, sent): (u32, &Sent)| OrderDispatch {
            id: DispatchId::of(self.0.id, place),
            place,
            sent: sent.clone(),
        };
        (1..).zip(&self.0.dispatches).map(dispatch).collect()
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
pub struct OrderDispatch {
    id: DispatchId,
    place: u32,
    sent: Sent,
}

#[Object]
impl OrderDispatch {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.id.uuid()
    }

    /// Its place among the dispatches of the order, from 1 on.
    async fn place(&self) -> u32 {
        self.place
    }

    /// The day.
    async fn occurred_on(&self) -> GqlDate {
        self.sent.on.into()
    }

    /// How many bottles of each lot.
    async fn lines(&self) -> Vec<OrderDispatchLine> {
        self.sent.lines.iter().map(OrderDispatchLine::of).collect()
    }

    /// What of them was kept, and did not come back.
    async fn kept(&self) -> Vec<OrderDispatchLine> {
        self.sent.kept().iter().map(OrderDispatchLine::of).collect()
    }

    /// The invoice that charges it; null while none does.
    async fn invoice(&self, context: &Context<'_>) -> Result<Option<Invoice>> {
        match self.sent.invoice {
            Some(id) => invoice(context, id).await,
            None => Ok(None),
        }
    }
}

/// Bottles of a lot that are set aside or left.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct OrderDispatchLine {
    #[graphql(skip)]
    lot_id: LotId,
    /// How many.
    bottles: i64,
}

impl OrderDispatchLine {
    const fn of(line: &LineCount) -> Self {
        Self { lot_id: line.lot, bottles: line.bottles }
    }
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
    lot_id: Option<LotId>,
    #[graphql(skip)]
    article_id: Option<ArticleId>,
    #[graphql(skip)]
    allotted: Vec<LineCount>,
    /// How many.
    bottles: i64,
    /// The price of one bottle, in the basis of the order.
    unit_price: GqlMoney,
    /// What is taken off the line, in per cent.
    discount: Option<GqlRate>,
}

#[ComplexObject]
impl OrderLine {
    /// The lot, where one is ordered.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        match self.lot_id {
            Some(id) => lot(context, id).await,
            None => Ok(None),
        }
    }

    /// The article, where one is ordered.
    async fn article(&self, context: &Context<'_>) -> Result<Option<Article>> {
        match self.article_id {
            Some(id) => article(context, id).await,
            None => Ok(None),
        }
    }

    /// The lots that were chosen for the article when the order was confirmed.
    async fn allotted(&self) -> Vec<OrderDispatchLine> {
        self.allotted.iter().map(OrderDispatchLine::of).collect()
    }
}
