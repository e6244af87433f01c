use std::collections::{BTreeMap, BTreeSet};

use super::{
    Allotment, LineCount, Order, OrderCommand, OrderEvent, OrderLine, OrderRefusal, Placed, Sent, Wanted,
    Wish, less,
};
use crate::decider::{Context, Decider};
use crate::policy::{not_in_future, reason, sale_destination};
use crate::units::{Date, InvoiceId, Money, Rate, bottles};

/// A million euros a bottle: more is a slip of the keyboard.
const MAX_PRICE: Money = Money::from_cents(100_000_000);

type Decision = Result<Vec<OrderEvent>, OrderRefusal>;

impl Decider for Order {
    const TYPE: &'static str = "order";
    type Command = OrderCommand;
    type Event = OrderEvent;
    type Refusal = OrderRefusal;

    fn decide(&self, command: OrderCommand, context: &Context) -> Decision {
        let Some(placed) = self.placed() else { return place(command, context) };
        let status = || self.status().to_owned();
        let is_open = matches!(self, Self::Placed(_));
        let has_left = matches!(self, Self::PartlyDispatched(_) | Self::Dispatched(_));
        let is_over = matches!(self, Self::Dispatched(_) | Self::Cancelled(_));
        match command {
            OrderCommand::Place { .. } => Err(OrderRefusal::AlreadyPlaced),
            OrderCommand::Amend { .. } | OrderCommand::Confirm { .. } if !is_open => {
                Err(OrderRefusal::NotPlaced { status: status() })
            }
            OrderCommand::Amend { wish, on } => placed.amend(wish, on, context),
            OrderCommand::Confirm { allotted, on } => placed.confirm(allotted, on, context),
            OrderCommand::Dispatch { lines, on } => {
                names(&placed.ordered(), lines.as_deref())?;
                if !self.holds_bottles() {
                    return Err(OrderRefusal::NotConfirmed { status: status() });
                }
                placed.send_off(lines, placed.not_before(on, context)?)
            }
            OrderCommand::Return { dispatch, lines, reason, credited, on } => {
                names(&placed.ordered(), lines.as_deref())?;
                if !has_left {
                    return Err(OrderRefusal::NotDispatched { status: status() });
                }
                let sent = placed.dispatch(dispatch);
                let sent = sent.ok_or(OrderRefusal::DispatchUnknown { dispatch: dispatch.into() })?;
                let lines = sent.take_back(lines)?;
                if credited && sent.invoice.is_none() {
                    return Err(OrderRefusal::NotInvoiced);
                }
                let occurred_on = sent.not_before(on, context)?;
                let reason = self::reason(&reason).ok_or(OrderRefusal::ReasonMissing)?;
                Ok(vec![OrderEvent::OrderReturned { dispatch, lines, reason, occurred_on }])
            }
            OrderCommand::Invoice { .. } if !has_left => {
                Err(OrderRefusal::NotDispatched { status: status() })
            }
            OrderCommand::Invoice { invoice, dispatches, on } => {
                placed.invoice(invoice, dispatches.as_deref(), on, context)
            }
            OrderCommand::TakeInvoiceBack { invoice, on } => {
                let occurred_on = not_in_future(on, context)?;
                if !placed.is_invoiced_by(invoice) {
                    return Err(OrderRefusal::InvoiceUnknown { invoice });
                }
                Ok(vec![OrderEvent::OrderInvoiceTakenBack { invoice, occurred_on }])
            }
            OrderCommand::Cancel { .. } if is_over => Err(OrderRefusal::Gone { status: status() }),
            OrderCommand::Cancel { reason: why, on } => {
                let occurred_on = placed.not_before(on, context)?;
                let reason = reason(&why).ok_or(OrderRefusal::ReasonMissing)?;
                Ok(vec![OrderEvent::OrderCancelled { reason, occurred_on }])
            }
        }
    }

    fn evolve(&mut self, event: &OrderEvent) {
        self.take(event);
    }
}

/// The first thing that happens to an order.
fn place(command: OrderCommand, context: &Context) -> Decision {
    let OrderCommand::Place { wish, on } = command else { return Err(OrderRefusal::NotFound) };
    let occurred_on = not_in_future(on, context)?;
    let Wish { customer, destination, basis, lines } = acceptable(wish)?;
    Ok(vec![OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on }])
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

    fn amend(&self, wish: Wish, on: Date, context: &Context) -> Decision {
        let occurred_on = self.not_before(on, context)?;
        let Wish { customer, destination, basis, lines } = acceptable(wish)?;
        let as_before = (customer, &destination, basis, &lines)
            == (self.customer, &self.destination, self.basis, &self.lines);
        if as_before {
            return Ok(Vec::new());
        }
        Ok(vec![OrderEvent::OrderAmended { customer, destination, basis, lines, occurred_on }])
    }

    fn confirm(&self, allotted: Vec<Allotment>, on: Date, context: &Context) -> Decision {
        let occurred_on = self.not_before(on, context)?;
        self.is_served_by(&allotted)?;
        Ok(vec![OrderEvent::OrderConfirmed { allotted, occurred_on }])
    }

    /// Accepts lots for each article, as many bottles as are ordered of it, and no lot twice on the order.
    fn is_served_by(&self, allotted: &[Allotment]) -> Result<(), OrderRefusal> {
        let mut lots: BTreeSet<_> = self.lots.iter().map(|line| line.lot).collect();
        let mut chosen = BTreeMap::<_, i64>::new();
        for Allotment { article, lot, bottles: count } in allotted {
            if !lots.insert(*lot) {
                return Err(OrderRefusal::LotTwice);
            }
            *chosen.entry(Wanted::Article(*article)).or_default() += bottles(*count)?;
        }
        for line in self.lines.iter().filter(|line| matches!(line.wanted, Wanted::Article(_))) {
            let (ordered, chosen) = (line.bottles, chosen.remove(&line.wanted).unwrap_or(0));
            if ordered != chosen {
                return Err(OrderRefusal::AllotmentInvalid { ordered, chosen });
            }
        }
        match chosen.into_values().next() {
            Some(chosen) => Err(OrderRefusal::AllotmentInvalid { ordered: 0, chosen }),
            None => Ok(()),
        }
    }

    fn send_off(&self, lines: Option<Vec<LineCount>>, occurred_on: Date) -> Decision {
        let Some(lines) = lines else { return Ok(vec![OrderEvent::OrderDispatched { occurred_on }]) };
        let rest = taken_from(self.remaining(), &lines, |requested, remaining| {
            OrderRefusal::DispatchBeyond { requested, remaining }
        })?;
        if rest.is_empty() {
            return Ok(vec![OrderEvent::OrderDispatched { occurred_on }]);
        }
        Ok(vec![OrderEvent::OrderPartDispatched { lines, occurred_on }])
    }

    fn invoice(&self, invoice: InvoiceId, which: Option<&[u32]>, on: Date, context: &Context) -> Decision {
        let mut to_invoice = self.to_invoice();
        to_invoice.retain(|(place, _)| which.is_none_or(|which| which.contains(place)));
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

impl Sent {
    fn not_before(&self, on: Date, context: &Context) -> Result<Date, OrderRefusal> {
        if on < self.on {
            return Err(OrderRefusal::BeforeOrder { placed_on: self.on });
        }
        Ok(not_in_future(on, context)?)
    }

    /// What comes back: those, or all that is kept.
    fn take_back(&self, lines: Option<Vec<LineCount>>) -> Result<Vec<LineCount>, OrderRefusal> {
        names(&self.lines, lines.as_deref())?;
        let lines = lines.unwrap_or_else(|| self.kept());
        taken_from(self.kept(), &lines, |requested, remaining| OrderRefusal::ReturnBeyond {
            requested,
            remaining,
        })?;
        Ok(lines)
    }
}

/// Accepts lots that are among those, each once.
fn names(of: &[LineCount], lines: Option<&[LineCount]>) -> Result<(), OrderRefusal> {
    let mut seen = BTreeSet::new();
    for line in lines.unwrap_or_default() {
        if !of.iter().any(|ordered| ordered.lot == line.lot) {
            return Err(OrderRefusal::LotNotOrdered);
        }
        if !seen.insert(line.lot) {
            return Err(OrderRefusal::LotTwice);
        }
    }
    Ok(())
}

/// What is left of those bottles when some are taken, at least one and no more than there are.
fn taken_from(
    there: Vec<LineCount>,
    lines: &[LineCount],
    beyond: impl Fn(i64, i64) -> OrderRefusal,
) -> Result<Vec<LineCount>, OrderRefusal> {
    if lines.is_empty() {
        return Err(OrderRefusal::NoLines);
    }
    for line in lines {
        bottles(line.bottles)?;
        let left = there.iter().find(|left| left.lot == line.lot).map_or(0, |left| left.bottles);
        if line.bottles > left {
            return Err(beyond(line.bottles, left));
        }
    }
    Ok(less(there, lines))
}

fn acceptable(wish: Wish) -> Result<Wish, OrderRefusal> {
    if wish.lines.is_empty() {
        return Err(OrderRefusal::NoLines);
    }
    let mut seen = BTreeSet::new();
    for OrderLine { wanted, bottles: count, unit_price_cents, discount } in &wish.lines {
        bottles(*count)?;
        if !(Money::ZERO..=MAX_PRICE).contains(unit_price_cents) {
            return Err(OrderRefusal::PriceInvalid { unit_price_cents: *unit_price_cents });
        }
        if discount.is_some_and(|discount| !(0..=10_000).contains(&Rate::basis_points(discount))) {
            return Err(OrderRefusal::DiscountInvalid);
        }
        if !seen.insert(*wanted) {
            return Err(match wanted {
                Wanted::Lot(_) => OrderRefusal::LotTwice,
                Wanted::Article(_) => OrderRefusal::ArticleTwice,
            });
        }
    }
    sale_destination(&wish.destination)?;
    Ok(wish)
}
