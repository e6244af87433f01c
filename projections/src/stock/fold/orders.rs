use domain::order::{OrderEvent, OrderLine};
use domain::units::{Money, OrderId};

use crate::contract::Fault;
use crate::stock::{Order, OrderStatus, StockRows};

pub(super) fn want(rows: &mut StockRows, order: OrderId, event: &OrderEvent) {
    if !matches!(event, OrderEvent::OrderPlaced { .. }) {
        rows.orders.want((order,));
    }
}

pub(super) fn fold(
    rows: &mut StockRows,
    order: OrderId,
    event: &OrderEvent,
    position: i64,
) -> Result<(), Fault> {
    if let OrderEvent::OrderPlaced { customer, destination, lines, occurred_on } = event {
        rows.orders.put(Order {
            id: order,
            position,
            status: OrderStatus::Placed,
            customer_id: *customer,
            destination: destination.clone(),
            lines: lines.clone(),
            bottles: lines.iter().map(|line| line.bottles).sum(),
            total_cents: total(lines)?,
            placed_on: *occurred_on,
            confirmed_on: None,
            dispatched_on: None,
            cancelled_on: None,
            cancel_reason: None,
        });
        return Ok(());
    }
    let row = rows.orders.edit(&(order,))?;
    match event {
        OrderEvent::OrderPlaced { .. } => {}
        OrderEvent::OrderConfirmed { occurred_on } => {
            row.status = OrderStatus::Confirmed;
            row.confirmed_on = Some(*occurred_on);
        }
        OrderEvent::OrderDispatched { occurred_on } => {
            row.status = OrderStatus::Dispatched;
            row.dispatched_on = Some(*occurred_on);
        }
        OrderEvent::OrderCancelled { reason, occurred_on } => {
            row.status = OrderStatus::Cancelled;
            row.cancelled_on = Some(*occurred_on);
            row.cancel_reason = Some(reason.clone());
        }
    }
    Ok(())
}

/// The price of the whole order. A single price is not bounded by the domain, so the sum is checked.
fn total(lines: &[OrderLine]) -> Result<Money, Fault> {
    let sum = lines
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line.unit_price_cents.times(line.bottles)?.cents()));
    sum.map(Money::from_cents).ok_or(Fault::OutOfRange { what: "the total of an order" })
}
