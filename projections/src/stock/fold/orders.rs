use domain::order::{LineCount, LotLine, OrderEvent, OrderLine, Sent, Settled, less, served, settle};
use domain::units::{Date, Money, OrderId};

use crate::contract::{Fault, Word};
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
    if let OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on } = event {
        rows.orders.put(Order {
            id: order,
            position,
            status: OrderStatus::Placed,
            customer_id: *customer,
            destination: destination.clone(),
            lines: lines.clone(),
            allotted: Vec::new(),
            bottles: bottles(lines),
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
    rows.orders.edit(&(order,))?.take(event)
}

impl Order {
    fn take(&mut self, event: &OrderEvent) -> Result<(), Fault> {
        match event {
            OrderEvent::OrderPlaced { .. } => {}
            OrderEvent::OrderAmended { customer, destination, basis, lines, .. } => {
                (self.customer_id, self.destination, self.basis) =
                    (*customer, destination.clone(), Word(*basis));
                (self.bottles, self.total_cents) = (bottles(lines), total(lines)?);
                self.lines.clone_from(lines);
            }
            OrderEvent::OrderConfirmed { allotted, occurred_on } => {
                self.status = OrderStatus::Confirmed;
                self.allotted.clone_from(allotted);
                self.confirmed_on = Some(*occurred_on);
            }
            OrderEvent::OrderDispatched { occurred_on } => {
                self.send(self.remaining(), *occurred_on);
                self.status = settled(&self.dispatches);
            }
            OrderEvent::OrderPartDispatched { lines, occurred_on } => {
                self.send(lines.clone(), *occurred_on);
                self.status = OrderStatus::PartlyDispatched;
            }
            OrderEvent::OrderReturned { .. }
            | OrderEvent::OrderInvoiced { .. }
            | OrderEvent::OrderInvoiceTakenBack { .. } => {
                settle(&mut self.dispatches, event);
                if self.status != OrderStatus::PartlyDispatched {
                    self.status = settled(&self.dispatches);
                }
            }
            OrderEvent::OrderCancelled { reason, occurred_on } => {
                let left = !self.dispatches.is_empty();
                self.status = if left { settled(&self.dispatches) } else { OrderStatus::Cancelled };
                self.cancelled_on = Some(*occurred_on);
                self.cancel_reason = Some(reason.clone());
            }
        }
        Ok(())
    }

    fn remaining(&self) -> Vec<LineCount> {
        let lots = served(&self.lines, &self.allotted);
        less(lots.iter().map(LotLine::count), self.dispatches.iter().flat_map(|sent| &sent.lines))
    }

    fn send(&mut self, lines: Vec<LineCount>, on: Date) {
        self.dispatches.push(Sent::leaving(lines, on));
        self.dispatched_on = Some(on);
    }
}

/// Where an order stands of which nothing more will leave.
fn settled(dispatches: &[Sent]) -> OrderStatus {
    match Settled::of(dispatches) {
        Settled::Open => OrderStatus::Dispatched,
        Settled::Invoiced => OrderStatus::Invoiced,
        Settled::Returned => OrderStatus::Returned,
    }
}

fn bottles(lines: &[OrderLine]) -> i64 {
    lines.iter().map(|line| line.bottles).sum()
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
