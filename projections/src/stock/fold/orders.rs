use domain::order::{LineCount, OrderEvent, OrderLine, remaining};
use domain::units::{Date, DispatchId, InvoiceId, Money, OrderId};

use crate::contract::{Fault, Word};
use crate::stock::{Dispatch, Order, OrderStatus, StockRows};

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
    if let OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on } = event {
        rows.orders.put(Order {
            id: order,
            position,
            status: OrderStatus::Placed,
            customer_id: *customer,
            destination: destination.clone(),
            lines: lines.clone(),
            bottles: lines.iter().map(|line| line.bottles).sum(),
            basis: Word(*basis),
            total_cents: total(lines)?,
            dispatches: Vec::new(),
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
            let sent = row.dispatches.iter().flat_map(|dispatch| &dispatch.lines);
            row.send(remaining(&row.lines, sent), *occurred_on);
            row.status = OrderStatus::Dispatched;
        }
        OrderEvent::OrderPartDispatched { lines, occurred_on } => {
            row.send(lines.clone(), *occurred_on);
            row.status = OrderStatus::PartlyDispatched;
        }
        OrderEvent::OrderInvoiced { invoice, dispatches, .. } => {
            for (place, dispatch) in (1..).zip(&mut row.dispatches) {
                if dispatches.contains(&place) {
                    dispatch.invoice_id = Some(*invoice);
                }
            }
        }
        OrderEvent::OrderInvoiceTakenBack { invoice, .. } => row.free(*invoice),
        OrderEvent::OrderCancelled { reason, occurred_on } => {
            let left = !row.dispatches.is_empty();
            row.status = if left { OrderStatus::Dispatched } else { OrderStatus::Cancelled };
            row.cancelled_on = Some(*occurred_on);
            row.cancel_reason = Some(reason.clone());
        }
    }
    Ok(())
}

impl Order {
    fn send(&mut self, lines: Vec<LineCount>, on: Date) {
        let place = u32::try_from(self.dispatches.len()).unwrap_or(u32::MAX).saturating_add(1);
        let id = DispatchId::of(self.id, place);
        self.dispatches.push(Dispatch { id, lines, on, invoice_id: None });
        self.dispatched_on = Some(on);
    }

    fn free(&mut self, invoice: InvoiceId) {
        for dispatch in self.dispatches.iter_mut().filter(|dispatch| dispatch.invoice_id == Some(invoice)) {
            dispatch.invoice_id = None;
        }
    }
}

/// The price of the whole order. A single price is not bounded by the domain, so the sum is checked.
fn total(lines: &[OrderLine]) -> Result<Money, Fault> {
    let sum = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(amount(line)?.cents()));
    sum.map(Money::from_cents).ok_or(Fault::OutOfRange { what: "the total of an order" })
}

fn amount(line: &OrderLine) -> Option<Money> {
    let list = line.unit_price_cents.times(line.bottles)?;
    let off = line.discount.map_or(Some(Money::ZERO), |discount| list.share_half_up(discount))?;
    Some(list - off)
}
