use async_graphql::{Context, InputObject, Object, Result};
use domain::invoice::PriceBasis;
use domain::order::{LineCount, OrderLine};
use domain::units::{LotId, OrderId, PartyId};
use uuid::Uuid;

use crate::graphql::context::fresh;
use crate::graphql::enums::GqlPriceBasis;
use crate::graphql::inputs::SaleDestinationInput;
use crate::graphql::loaders::order;
use crate::graphql::outcome::{or_declined, payloads, settle};
use crate::graphql::parties::known;
use crate::graphql::scalars::{GqlDate, GqlMoney, GqlRate};
use crate::graphql::types::Order;
use crate::graphql::unfit;
use crate::operations::{CancelOrder, ConfirmOrder, DispatchOrder, PlaceOrder};

payloads! {
    /// The answer to `placeOrder`.
    PlaceOrderResult = OrderPlaced {
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
    /// Whether prices are without VAT or with; without where it is not told.
    basis: Option<GqlPriceBasis>,
    /// What is ordered, each lot once.
    #[graphql(validator(min_items = 1, max_items = 200))]
    lines: Vec<OrderLineInput>,
    /// When.
    occurred_on: GqlDate,
}

/// A line of an order.
#[derive(InputObject)]
pub struct OrderLineInput {
    /// The lot.
    pub(super) lot_id: Uuid,
    /// How many.
    pub(super) bottles: i64,
    /// The price of one bottle, in the basis of the order.
    pub(super) unit_price: GqlMoney,
    /// What is taken off the line, in per cent.
    pub(super) discount: Option<GqlRate>,
}

impl From<OrderLineInput> for OrderLine {
    fn from(line: OrderLineInput) -> Self {
        Self {
            lot: LotId::new(line.lot_id),
            bottles: line.bottles,
            unit_price_cents: line.unit_price.0,
            discount: line.discount.map(|discount| discount.0),
        }
    }
}

/// An order to be confirmed.
#[derive(InputObject)]
pub struct OrderStepInput {
    /// Sent again with the same content, it answers as the first time and writes nothing.
    command_id: Option<Uuid>,
    /// The order.
    id: Uuid,
    /// When.
    occurred_on: GqlDate,
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

/// Bottles of a line that leave.
#[derive(InputObject)]
pub struct DispatchLineInput {
    /// The lot.
    lot_id: Uuid,
    /// How many.
    bottles: i64,
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
        let bad_country = || unfit("country: not a country code");
        let operation = PlaceOrder {
            order: id,
            customer: input.customer_id.map(PartyId::new),
            destination: input.destination.into_domain().ok_or_else(bad_country)?,
            basis: input.basis.map_or(PriceBasis::Net, Into::into),
            lines: input.lines.into_iter().map(Into::into).collect(),
            on: input.occurred_on.0,
        };
        or_declined!(known(context, operation.customer, fresh).await?);
        let done = settle!(context, fresh, operation);
        let order = order(context, id).await?;
        Ok(OrderPlaced { order, position: done.position, replayed: done.replayed }.into())
    }

    /// Confirms an order: its bottles are set aside.
    async fn confirm_order(
        &self,
        context: &Context<'_>,
        input: OrderStepInput,
    ) -> Result<ConfirmOrderResult> {
        let id = OrderId::new(input.id);
        let operation = ConfirmOrder { order: id, on: input.occurred_on.0 };
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
        let line =
            |line: DispatchLineInput| LineCount { lot: LotId::new(line.lot_id), bottles: line.bottles };
        let lines = input.lines.map(|lines| lines.into_iter().map(line).collect());
        let operation = DispatchOrder { order: id, lines, on: input.occurred_on.0 };
        let done = settle!(context, fresh(context, input.command_id), operation);
        let order = order(context, id).await?;
        Ok(OrderDispatched { order, position: done.position, replayed: done.replayed }.into())
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
