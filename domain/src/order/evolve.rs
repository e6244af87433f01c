use super::{Order, OrderEvent, Placed};

impl Order {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &OrderEvent) {
        let next = match event {
            OrderEvent::OrderPlaced { destination, lines, occurred_on, .. } => Some(Self::Placed(Placed {
                destination: destination.clone(),
                lines: lines.clone(),
                placed_on: *occurred_on,
            })),
            OrderEvent::OrderConfirmed { .. } => self.placed().cloned().map(Self::Confirmed),
            OrderEvent::OrderDispatched { .. } => self.placed().cloned().map(Self::Dispatched),
            OrderEvent::OrderCancelled { .. } => self.placed().cloned().map(Self::Cancelled),
        };
        if let Some(next) = next {
            *self = next;
        }
    }
}
