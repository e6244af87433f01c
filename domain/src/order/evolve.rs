use super::{Order, OrderEvent, Placed, Sent, Wish, served};
use crate::units::Date;

impl Order {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &OrderEvent) {
        let next = match event {
            OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on }
            | OrderEvent::OrderAmended { customer, destination, basis, lines, occurred_on } => {
                let (customer, destination, basis) = (*customer, destination.clone(), *basis);
                let wish = Wish { customer, destination, basis, lines: lines.clone() };
                let placed_on = self.placed().map_or(*occurred_on, |placed| placed.placed_on);
                Some(Self::Placed(Placed::of(wish, placed_on)))
            }
            OrderEvent::OrderConfirmed { allotted, .. } => self.placed().cloned().map(|mut placed| {
                placed.lots = served(&placed.lines, allotted);
                Self::Confirmed(placed)
            }),
            OrderEvent::OrderDispatched { occurred_on } => self.placed().cloned().map(|mut placed| {
                placed.sent.push(Sent::leaving(placed.remaining(), *occurred_on));
                Self::Dispatched(placed)
            }),
            OrderEvent::OrderPartDispatched { lines, occurred_on } => {
                self.placed().cloned().map(|mut placed| {
                    placed.sent.push(Sent::leaving(lines.clone(), *occurred_on));
                    Self::PartlyDispatched(placed)
                })
            }
            OrderEvent::OrderCancelled { .. } => self.placed().cloned().map(|placed| {
                if placed.sent.is_empty() { Self::Cancelled(placed) } else { Self::Dispatched(placed) }
            }),
            OrderEvent::OrderReturned { .. }
            | OrderEvent::OrderInvoiced { .. }
            | OrderEvent::OrderInvoiceTakenBack { .. } => {
                if let Self::PartlyDispatched(placed) | Self::Dispatched(placed) = self {
                    placed.take(event);
                }
                None
            }
        };
        if let Some(next) = next {
            *self = next;
        }
    }
}

impl Placed {
    fn of(wish: Wish, placed_on: Date) -> Self {
        let Wish { customer, destination, basis, lines } = wish;
        let lots = served(&lines, &[]);
        Self { customer, destination, basis, lines, lots, placed_on, sent: Vec::new(), returns: 0 }
    }

    /// Takes in what happened to dispatches.
    fn take(&mut self, event: &OrderEvent) {
        if let OrderEvent::OrderReturned { .. } = event {
            self.returns += 1;
        }
        settle(&mut self.sent, event);
    }
}

/// Takes into dispatches what came back of them, and which invoice charges them.
pub fn settle(dispatches: &mut [Sent], event: &OrderEvent) {
    for (place, sent) in (1..).zip(dispatches) {
        match event {
            OrderEvent::OrderReturned { dispatch, lines, .. } if *dispatch == place => {
                sent.back.extend_from_slice(lines);
            }
            OrderEvent::OrderInvoiced { invoice, dispatches, .. } if dispatches.contains(&place) => {
                sent.invoice = Some(*invoice);
            }
            OrderEvent::OrderInvoiceTakenBack { invoice, .. } if sent.invoice == Some(*invoice) => {
                sent.invoice = None;
            }
            _ => {}
        }
    }
}
