use super::{Order, OrderEvent, Placed, Sent};

impl Order {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &OrderEvent) {
        let next = match event {
            OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on } => {
                Some(Self::Placed(Placed {
                    customer: *customer,
                    destination: destination.clone(),
                    basis: *basis,
                    lines: lines.clone(),
                    placed_on: *occurred_on,
                    sent: Vec::new(),
                }))
            }
            OrderEvent::OrderConfirmed { .. } => self.placed().cloned().map(Self::Confirmed),
            OrderEvent::OrderDispatched { occurred_on } => self.placed().cloned().map(|mut placed| {
                let lines = placed.remaining();
                placed.sent.push(Sent { lines, on: *occurred_on, invoice: None });
                Self::Dispatched(placed)
            }),
            OrderEvent::OrderPartDispatched { lines, occurred_on } => {
                self.placed().cloned().map(|mut placed| {
                    placed.sent.push(Sent { lines: lines.clone(), on: *occurred_on, invoice: None });
                    Self::PartlyDispatched(placed)
                })
            }
            OrderEvent::OrderCancelled { .. } => self.placed().cloned().map(|placed| {
                if placed.sent.is_empty() { Self::Cancelled(placed) } else { Self::Dispatched(placed) }
            }),
            OrderEvent::OrderInvoiced { .. } | OrderEvent::OrderInvoiceTakenBack { .. } => {
                self.invoiced(event);
                None
            }
        };
        if let Some(next) = next {
            *self = next;
        }
    }

    fn invoiced(&mut self, event: &OrderEvent) {
        let (Self::PartlyDispatched(placed) | Self::Dispatched(placed)) = self else { return };
        for (place, sent) in (1..).zip(&mut placed.sent) {
            match event {
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
}
