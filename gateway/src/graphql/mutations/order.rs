use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::Series;
use domain::order::{Allotment, GivenBack, LineCount};
use domain::units::{ArticleId, InvoiceId, LotId, OrderId};
use uuid::Uuid;

use super::invoice::series;

use crate::graphql::context::fresh;
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::inputs::{OrderLineInput, SaleDestinationInput, WishInput, wished};
use crate::graphql::loaders::order;
use crate::graphql::outcome::{or_declined, payloads, settle};
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::Order;
use crate::operations::{AmendOrder, CancelOrder, ConfirmOrder, DispatchOrder, PlaceOrder, ReturnOrder};

payloads! {
    /// The answer to `placeOrder`.
    PlaceOrderResult = OrderPlaced {
        /// The order.
        order: Order
    }
    /// The answer to `amendOrder`.
    AmendOrderResult = OrderAmended {
        /// The order.
        order: Order
    }
    /// The answer to `confirmOrder`.
    ConfirmOrderResult = OrderConfirmed {
        /// The order.
        order: Order
    }
    /// The answer to `dispatchOrder`.
    DispatchOrderResult = OrderDispatched {
        /// The order.
        order: Order
    }
    /// The answer to `returnOrder`.
    ReturnOrderResult = OrderReturned {
        /// The order.
        order: Order
    }
    /// The answer to `cancelOrder`.
    CancelOrderResult = OrderCancelled {
        /// The order.
        order: Order
    }
}

/// An order to be placed.
#[derive(InputObject)]
pub struct PlaceOrderInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The customer in the directory; none at the counter.
    customer_id: Option<Uuid>,
    /// Where the bottles go.
    destination: SaleDestinationInput,
    /// Whether prices are without VAT or with. Where it is not told, as the price list has them; without where no price is
    /// taken from a list.
    basis: Option<GqlPriceBasis>,
    /// What is ordered, each lot and each article once.
    #[graphql(validator(min_items = 1, max_items = 200))]
    lines: Vec<OrderLineInput>,
    /// When.
    occurred_on: GqlDate,
}

/// An order to be changed before it is confirmed: all that is said of it takes the place of what was said before.
#[derive(InputObject)]
pub struct AmendOrderInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order.
    id: Uuid,
    /// What is ordered now.
    wish: WishInput,
    /// When.
    occurred_on: GqlDate,
}

/// An order to be confirmed.
#[derive(InputObject)]
pub struct ConfirmOrderInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order.
    id: Uuid,
    /// The lots for an article, as many bottles as are ordered of it; the oldest first for articles that are not told.
    #[graphql(default, validator(max_items = 200))]
    lots: Vec<AllotmentInput>,
    /// When.
    occurred_on: GqlDate,
}

/// Bottles of a lot for an article.
#[derive(InputObject)]
pub struct AllotmentInput {
    /// The article.
    article_id: Uuid,
    /// The lot.
    lot_id: Uuid,
    /// How many.
    bottles: i64,
}

/// An order to be sent off, or a part of it.
#[derive(InputObject)]
pub struct DispatchOrderInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order.
    id: Uuid,
    /// What leaves; all that remains where it is not told.
    #[graphql(validator(min_items = 1, max_items = 200))]
    lines: Option<Vec<DispatchLineInput>>,
    /// When.
    occurred_on: GqlDate,
}

/// Bottles of a lot that leave or come back.
#[derive(InputObject)]
pub struct DispatchLineInput {
    /// The lot.
    lot_id: Uuid,
    /// How many.
    bottles: i64,
}

/// Bottles of a dispatch that come back.
#[derive(InputObject)]
pub struct ReturnOrderInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order.
    id: Uuid,
    /// Which of its dispatches, by its place from 1 on.
    dispatch: u32,
    /// What comes back; all of it where it is not told.
    #[graphql(validator(min_items = 1, max_items = 200))]
    lines: Option<Vec<DispatchLineInput>>,
    /// Why; the return of the month asks for it.
    reason: String,
    /// Whether what was charged for them is taken back by a credit note at once.
    #[graphql(default)]
    credit: bool,
    /// The letters of the credit note's number; `AV` where they are not told.
    series: Option<String>,
    /// When.
    occurred_on: GqlDate,
}

/// An order to be given up.
#[derive(InputObject)]
pub struct CancelOrderInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order.
    id: Uuid,
    /// Why.
    reason: String,
    /// When.
    occurred_on: GqlDate,
}

/// Commands on orders.
#[derive(Default)]
pub struct OrderMutation;

#[Object]
impl OrderMutation {
    /// Places an order; nothing is set aside yet.
    async fn place_order(&self, context: &Context<'_>, input: PlaceOrderInput) -> Result<PlaceOrderResult> {
        let fresh = fresh(context, input.command_id);
        let id = OrderId::new(fresh.id("order"));
        let PlaceOrderInput { customer_id, destination, basis, lines, occurred_on, .. } = input;
        let wish = WishInput { customer_id, destination, basis, lines };
        let wished = or_declined!(wished(context, wish, fresh).await?);
        let done = settle!(context, fresh, PlaceOrder { order: id, wished, on: occurred_on.0 });
        let order = order(context, id).await?;
        Ok(OrderPlaced { order, position: done.position, replayed: done.replayed }.into())
    }

    /// Changes an order before it is confirmed.
    async fn amend_order(&self, context: &Context<'_>, input: AmendOrderInput) -> Result<AmendOrderResult> {
        let fresh = fresh(context, input.command_id);
        let id = OrderId::new(input.id);
        let wished = or_declined!(wished(context, input.wish, fresh).await?);
        let done = settle!(context, fresh, AmendOrder { order: id, wished, on: input.occurred_on.0 });
        let order = order(context, id).await?;
        Ok(OrderAmended { order, position: done.position, replayed: done.replayed }.into())
    }

    /// Confirms an order: its bottles are set aside, those of articles from the oldest lots unless told.
    async fn confirm_order(
        &self,
        context: &Context<'_>,
        input: ConfirmOrderInput,
    ) -> Result<ConfirmOrderResult> {
        let id = OrderId::new(input.id);
        let allotment = |it: AllotmentInput| Allotment {
            article: ArticleId::new(it.article_id),
            lot: LotId::new(it.lot_id),
            bottles: it.bottles,
        };
        let allotted = input.lots.into_iter().map(allotment).collect();
        let operation = ConfirmOrder { order: id, allotted, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let order = order(context, id).await?;
        Ok(OrderConfirmed { order, position: done.position, replayed: done.replayed }.into())
    }

    /// Sends a confirmed order off, or a part of it: each line becomes a sale in the movement journal.
    async fn dispatch_order(
        &self,
        context: &Context<'_>,
        input: DispatchOrderInput,
    ) -> Result<DispatchOrderResult> {
        let id = OrderId::new(input.id);
        let lines = counts(input.lines);
        let operation = DispatchOrder { order: id, lines, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let order = order(context, id).await?;
        Ok(OrderDispatched { order, position: done.position, replayed: done.replayed }.into())
    }

    /// Takes bottles of a dispatch back: each lot comes back into the stock with the consequence that its destination had for
    /// the excise, and a credit note takes back what was charged where that is asked for.
    async fn return_order(
        &self,
        context: &Context<'_>,
        input: ReturnOrderInput,
    ) -> Result<ReturnOrderResult> {
        let fresh = fresh(context, input.command_id);
        let id = OrderId::new(input.id);
        let (dispatch, lines, credited) = (input.dispatch, counts(input.lines), input.credit);
        let operation = ReturnOrder {
            order: id,
            back: GivenBack { dispatch, lines, reason: input.reason, credited },
            note: InvoiceId::new(fresh.id("credit note")),
            series: series(input.series, Series::CREDIT_NOTES)?,
            on: input.occurred_on.0,
        };
        let done = settle!(context, fresh, operation);
        let order = order(context, id).await?;
        Ok(OrderReturned { order, position: done.position, replayed: done.replayed }.into())
    }

    /// Gives up what has not left of an order: what was set aside is free again.
    async fn cancel_order(
        &self,
        context: &Context<'_>,
        input: CancelOrderInput,
    ) -> Result<CancelOrderResult> {
        let id = OrderId::new(input.id);
        let operation = CancelOrder { order: id, reason: input.reason, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let order = order(context, id).await?;
        Ok(OrderCancelled { order, position: done.position, replayed: done.replayed }.into())
    }
}

fn counts(lines: Option<Vec<DispatchLineInput>>) -> Option<Vec<LineCount>> {
    let line = |line: DispatchLineInput| LineCount { lot: LotId::new(line.lot_id), bottles: line.bottles };
    lines.map(|lines| lines.into_iter().map(line).collect())
}
