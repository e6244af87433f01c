use std::collections::BTreeSet;

use super::{Order, OrderCommand, OrderEvent, OrderLine, OrderRefusal, Placed};
use crate::decider::{Context, Decider};
use crate::policy::{not_in_future, reason, sale_destination};
use crate::units::{Date, Money, bottles};

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
            (Self::Unknown, OrderCommand::Place { customer, destination, lines, on }) => {
                let occurred_on = not_in_future(on, context)?;
                let lines = acceptable(lines)?;
                sale_destination(&destination)?;
                Ok(vec![OrderEvent::OrderPlaced { customer, destination, lines, occurred_on }])
            }
            (_, OrderCommand::Place { .. }) => Err(OrderRefusal::AlreadyPlaced),
            (Self::Unknown, _) => Err(OrderRefusal::NotFound),
            (Self::Placed(placed), OrderCommand::Confirm { on }) => {
                let occurred_on = placed.not_before(on, context)?;
                Ok(vec![OrderEvent::OrderConfirmed { occurred_on }])
            }
            (_, OrderCommand::Confirm { .. }) => Err(OrderRefusal::NotPlaced { status: status() }),
            (Self::Confirmed(placed), OrderCommand::Dispatch { on }) => {
                let occurred_on = placed.not_before(on, context)?;
                Ok(vec![OrderEvent::OrderDispatched { occurred_on }])
            }
            (_, OrderCommand::Dispatch { .. }) => Err(OrderRefusal::NotConfirmed { status: status() }),
            (Self::Placed(placed) | Self::Confirmed(placed), OrderCommand::Cancel { reason: why, on }) => {
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
    fn not_before(&self, on: Date, context: &Context) -> Result<Date, OrderRefusal> {
        if on < self.placed_on {
            return Err(OrderRefusal::BeforeOrder { placed_on: self.placed_on });
        }
        Ok(not_in_future(on, context)?)
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
        if !lots.insert(line.lot) {
            return Err(OrderRefusal::LotTwice);
        }
    }
    Ok(lines)
}
