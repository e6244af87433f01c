use std::collections::{BTreeMap, BTreeSet};

use super::{LineCount, Order, OrderCommand, OrderEvent, OrderLine, OrderRefusal, Placed};
use crate::decider::{Context, Decider};
use crate::policy::{not_in_future, reason, sale_destination};
use crate::units::{Date, InvoiceId, LotId, Money, Rate, bottles};

/// A million euros a bottle: more is a slip of the keyboard.
const MAX_PRICE: Money = Money::from_cents(100_000_000);

type Decision = Result<Vec<OrderEvent>, OrderRefusal>;

impl Decider for Order {
    const TYPE: &'static str = "order";
    type Command = OrderCommand;
    type Event = OrderEvent;
    type Refusal = OrderRefusal;

    fn decide(&self, command: OrderCommand, context: &Context) -> Decision {
        let status = || self.status().to_owned();
        match (self, command) {
            (Self::Unknown, OrderCommand::Place { customer, destination, basis, lines, on }) => {
                let occurred_on = not_in_future(on, context)?;
                let lines = acceptable(lines)?;
                sale_destination(&destination)?;
                Ok(vec![OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on }])
            }
            (_, OrderCommand::Place { .. }) => Err(OrderRefusal::AlreadyPlaced),
            (Self::Unknown, _) => Err(OrderRefusal::NotFound),
            (Self::Placed(placed), OrderCommand::Confirm { on }) => {
                let occurred_on = placed.not_before(on, context)?;
                Ok(vec![OrderEvent::OrderConfirmed { occurred_on }])
            }
            (_, OrderCommand::Confirm { .. }) => Err(OrderRefusal::NotPlaced { status: status() }),
            (
                Self::Placed(placed)
                | Self::Confirmed(placed)
                | Self::PartlyDispatched(placed)
                | Self::Dispatched(placed)
                | Self::Cancelled(placed),
                OrderCommand::Dispatch { lines, on },
            ) => {
                placed.names(lines.as_deref())?;
                if !self.holds_bottles() {
                    return Err(OrderRefusal::NotConfirmed { status: status() });
                }
                placed.dispatch(lines, placed.not_before(on, context)?)
            }
            (
                Self::PartlyDispatched(placed) | Self::Dispatched(placed),
                OrderCommand::Invoice { invoice, on },
            ) => placed.invoice(invoice, on, context),
            (_, OrderCommand::Invoice { .. }) => Err(OrderRefusal::NotDispatched { status: status() }),
            (_, OrderCommand::TakeInvoiceBack { invoice, on }) => {
                let occurred_on = not_in_future(on, context)?;
                if !self.placed().is_some_and(|placed| placed.is_invoiced_by(invoice)) {
                    return Err(OrderRefusal::InvoiceUnknown { invoice });
                }
                Ok(vec![OrderEvent::OrderInvoiceTakenBack { invoice, occurred_on }])
            }
            (
                Self::Placed(placed) | Self::Confirmed(placed) | Self::PartlyDispatched(placed),
                OrderCommand::Cancel { reason: why, on },
            ) => {
                let occurred_on = placed.not_before(on, context)?;
                let reason = reason(&why).ok_or(OrderRefusal::ReasonMissing)?;
                Ok(vec![OrderEvent::OrderCancelled { reason, occurred_on }])
            }
            (Self::Dispatched(_) | Self::Cancelled(_), OrderCommand::Cancel { .. }) => {
                Err(OrderRefusal::Gone { status: status() })
            }
        }
    }

    fn evolve(&mut self, event: &OrderEvent) {
        self.take(event);
    }
}

impl Placed {
    /// Not before the order, nor before what left last.
    fn not_before(&self, on: Date, context: &Context) -> Result<Date, OrderRefusal> {
        let placed_on = self.sent.iter().map(|sent| sent.on).fold(self.placed_on, Date::max);
        if on < placed_on {
            return Err(OrderRefusal::BeforeOrder { placed_on });
        }
        Ok(not_in_future(on, context)?)
    }

    /// Accepts lots that are on the order, each once.
    fn names(&self, lines: Option<&[LineCount]>) -> Result<(), OrderRefusal> {
        let mut seen = BTreeSet::new();
        for line in lines.unwrap_or_default() {
            if !self.lines.iter().any(|ordered| ordered.lot == line.lot) {
                return Err(OrderRefusal::LotNotOrdered);
            }
            if !seen.insert(line.lot) {
                return Err(OrderRefusal::LotTwice);
            }
        }
        Ok(())
    }

    fn dispatch(&self, lines: Option<Vec<LineCount>>, occurred_on: Date) -> Decision {
        let mut remaining: BTreeMap<LotId, i64> =
            self.remaining().into_iter().map(|line| (line.lot, line.bottles)).collect();
        let Some(lines) = lines else { return Ok(vec![OrderEvent::OrderDispatched { occurred_on }]) };
        if lines.is_empty() {
            return Err(OrderRefusal::NoLines);
        }
        for line in &lines {
            bottles(line.bottles)?;
            let left = remaining.remove(&line.lot).unwrap_or(0);
            if line.bottles > left {
                return Err(OrderRefusal::DispatchBeyond { requested: line.bottles, remaining: left });
            }
            if line.bottles < left {
                remaining.insert(line.lot, left - line.bottles);
            }
        }
        if remaining.is_empty() {
            return Ok(vec![OrderEvent::OrderDispatched { occurred_on }]);
        }
        Ok(vec![OrderEvent::OrderPartDispatched { lines, occurred_on }])
    }

    fn invoice(&self, invoice: InvoiceId, on: Date, context: &Context) -> Decision {
        let to_invoice = self.to_invoice();
        let last = to_invoice.iter().map(|(_, sent)| sent.on).max().ok_or(OrderRefusal::InvoicedAlready)?;
        if on < last {
            return Err(OrderRefusal::BeforeOrder { placed_on: last });
        }
        let occurred_on = not_in_future(on, context)?;
        let dispatches = to_invoice.into_iter().map(|(place, _)| place).collect();
        Ok(vec![OrderEvent::OrderInvoiced { invoice, dispatches, occurred_on }])
    }

    fn is_invoiced_by(&self, invoice: InvoiceId) -> bool {
        self.sent.iter().any(|sent| sent.invoice == Some(invoice))
    }
}

fn acceptable(lines: Vec<OrderLine>) -> Result<Vec<OrderLine>, OrderRefusal> {
    if lines.is_empty() {
        return Err(OrderRefusal::NoLines);
    }
    let mut lots = BTreeSet::new();
    for line in &lines {
        bottles(line.bottles)?;
        if !(Money::ZERO..=MAX_PRICE).contains(&line.unit_price_cents) {
            return Err(OrderRefusal::PriceInvalid { unit_price_cents: line.unit_price_cents });
        }
        if line.discount.is_some_and(|discount| !(0..=10_000).contains(&Rate::basis_points(discount))) {
            return Err(OrderRefusal::DiscountInvalid);
        }
        if !lots.insert(line.lot) {
            return Err(OrderRefusal::LotTwice);
        }
    }
    Ok(lines)
}
