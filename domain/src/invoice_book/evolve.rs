use super::{BookEvent, InvoiceBook};

impl InvoiceBook {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &BookEvent) {
        let BookEvent::NumberTaken { number, occurred_on, .. } = event;
        *self = Self::Begun { last: *number, issued_on: *occurred_on };
    }
}
