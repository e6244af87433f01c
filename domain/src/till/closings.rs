use super::{Closing, OpenTill, Takings, TillEvent};
use crate::units::{Date, Money, Month};

/// How far a till is to be closed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Until {
    /// The last day.
    pub(super) day: Date,
    /// Its month too.
    pub(super) month: bool,
}

impl OpenTill {
    /// Begins with what the year before was closed with, where nothing is closed yet.
    pub(super) fn carrying(&self, before: Option<&Closing>) -> Self {
        let mut till = self.clone();
        if let (None, Some(before)) = (till.closed_until, before) {
            till.grand_total_cents = before.grand_total_cents;
            till.grand_received_cents = before.grand_received_cents;
        }
        till
    }

    /// The closings that are still to be made until then, in their order: each day with takings, each month at its end, and
    /// the last day itself, which is closed though nothing happened on it.
    pub(super) fn closings(&mut self, until: Until) -> Vec<TillEvent> {
        let mut events = Vec::new();
        let Some(last) = Month::of(until.day) else { return events };
        let mut open = self.first_open(until.day).unwrap_or(last);
        while open < last {
            self.close_days(open.last_day(), &mut events);
            self.close_month(open, &mut events);
            open = open.next();
        }
        self.close_days(Some(until.day), &mut events);
        if self.closed_until != Some(until.day) {
            self.close_day(until.day, Takings::default(), &mut events);
        }
        if until.month && self.month_closed < Some(last) {
            self.close_month(last, &mut events);
        }
        events
    }

    /// The first month that is not closed and has anything to close.
    fn first_open(&self, until: Date) -> Option<Month> {
        match self.month_closed {
            Some(closed) => Some(closed.next()),
            None => Month::of(
                self.closed_until.into_iter().chain(self.days.keys().copied()).min().unwrap_or(until),
            ),
        }
    }

    fn close_days(&mut self, until: Option<Date>, events: &mut Vec<TillEvent>) {
        let Some(until) = until else { return };
        while let Some((day, takings)) =
            self.days.first_key_value().map(|(day, takings)| (*day, takings.clone()))
            && day <= until
        {
            self.close_day(day, takings, events);
        }
    }

    fn close_day(&mut self, day: Date, takings: Takings, events: &mut Vec<TillEvent>) {
        let grand_total_cents = self.grand_total_cents + takings.sales.gross_cents;
        let grand_received_cents = self.grand_received_cents + takings.received_cents;
        let closing = Closing { takings, grand_total_cents, grand_received_cents };
        self.emit(TillEvent::DayClosed { closing, occurred_on: day }, events);
    }

    fn close_month(&mut self, month: Month, events: &mut Vec<TillEvent>) {
        let Some(occurred_on) = month.last_day() else { return };
        let closing = self.closing(self.of_month.clone());
        self.emit(TillEvent::MonthClosed { month, closing, occurred_on }, events);
    }

    /// The totals of a time that ends with the last closing.
    pub(super) fn closing(&self, takings: Takings) -> Closing {
        let Self { grand_total_cents, grand_received_cents, .. } = *self;
        Closing { takings, grand_total_cents, grand_received_cents }
    }

    fn emit(&mut self, event: TillEvent, events: &mut Vec<TillEvent>) {
        self.take(&event);
        events.push(event);
    }
}

/// Nothing sold and nothing paid since the beginning.
impl Default for Closing {
    fn default() -> Self {
        Self {
            takings: Takings::default(),
            grand_total_cents: Money::ZERO,
            grand_received_cents: Money::ZERO,
        }
    }
}
