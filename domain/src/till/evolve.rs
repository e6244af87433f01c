use super::{Closing, OpenTill, Till, TillEvent};
use crate::units::Date;

impl Till {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &TillEvent) {
        if let TillEvent::YearClosed { closing, .. } = event {
            *self = Self::Closed(closing.clone());
            return;
        }
        if *self == Self::Unused {
            *self = Self::Open(OpenTill::default());
        }
        if let Self::Open(till) = self {
            till.take(event);
        }
    }
}

impl OpenTill {
    pub(super) fn take(&mut self, event: &TillEvent) {
        match event {
            TillEvent::SaleEntered { vat, occurred_on, .. } => {
                self.days.entry(*occurred_on).or_default().add_sale(vat);
            }
            TillEvent::PaymentEntered { means, amount_cents, occurred_on, .. } => {
                self.days.entry(*occurred_on).or_default().add_payment(*means, *amount_cents);
            }
            TillEvent::DayClosed { closing, occurred_on } => self.day_closed(closing, *occurred_on),
            TillEvent::MonthClosed { month, occurred_on, .. } => {
                self.month_closed = Some(*month);
                self.closed_until = Some(*occurred_on);
                self.of_month = super::Takings::default();
            }
            TillEvent::YearClosed { .. } => {}
        }
    }

    fn day_closed(&mut self, closing: &Closing, day: Date) {
        self.days.remove(&day);
        self.closed_until = Some(day);
        self.of_month.add(&closing.takings);
        self.of_year.add(&closing.takings);
        self.grand_total_cents = closing.grand_total_cents;
        self.grand_received_cents = closing.grand_received_cents;
    }
}
