use super::closings::Until;
use super::{Closing, OpenTill, Till, TillCommand, TillEvent, TillRefusal};
use crate::decider::{Context, Decider};
use crate::policy::not_in_future;
use crate::units::Date;

type Decision = Result<Vec<TillEvent>, TillRefusal>;

impl Decider for Till {
    const TYPE: &'static str = "till";
    type Command = TillCommand;
    type Event = TillEvent;
    type Refusal = TillRefusal;

    fn decide(&self, command: TillCommand, context: &Context) -> Decision {
        match command {
            TillCommand::EnterSale { document, number, vat, on } => {
                let occurred_on = self.taking_in(on, context)?;
                Ok(vec![TillEvent::SaleEntered { document, number, vat, occurred_on }])
            }
            TillCommand::EnterPayment { payment, document, means, amount_cents, on } => {
                let occurred_on = self.taking_in(on, context)?;
                Ok(vec![TillEvent::PaymentEntered { payment, document, means, amount_cents, occurred_on }])
            }
            TillCommand::CloseDay { day, before } => self.close_day(day, before.as_ref(), context),
            TillCommand::CloseMonth { month, before } => {
                let day = month.last_day().filter(|last| *last <= context.today);
                let day = day.ok_or(TillRefusal::MonthNotOver { month })?;
                let Some(till) = self.to_close(before.as_ref()) else { return Ok(Vec::new()) };
                Ok(closed(till, Until { day, month: true }))
            }
            TillCommand::CloseYear { year, before } => self.close_year(year, before.as_ref(), context),
        }
    }

    fn evolve(&mut self, event: &TillEvent) {
        self.take(event);
    }
}

/// The closings that are left to be made; none where all of them were.
fn closed(mut till: OpenTill, until: Until) -> Vec<TillEvent> {
    let done = till.closed_until >= Some(until.day);
    let month_done = !until.month || till.month_closed >= crate::units::Month::of(until.day);
    if done && month_done { Vec::new() } else { till.closings(until) }
}

impl Till {
    /// The till that closings work on; none once the year is closed.
    fn to_close(&self, before: Option<&Closing>) -> Option<OpenTill> {
        match self {
            Self::Unused => Some(OpenTill::default().carrying(before)),
            Self::Open(till) => Some(till.carrying(before)),
            Self::Closed(_) => None,
        }
    }

    fn taking_in(&self, on: Date, context: &Context) -> Result<Date, TillRefusal> {
        let on = not_in_future(on, context)?;
        match self {
            Self::Unused => Ok(on),
            Self::Open(till) => match till.closed_until.filter(|closed_until| on <= *closed_until) {
                Some(closed_until) => Err(TillRefusal::DayClosed { day: on, closed_until }),
                None => Ok(on),
            },
            Self::Closed(_) => Err(TillRefusal::YearClosed { year: i64::from(on.year()) }),
        }
    }

    fn close_day(&self, day: Date, before: Option<&Closing>, context: &Context) -> Decision {
        let day = not_in_future(day, context)?;
        let Some(till) = self.to_close(before) else { return Ok(Vec::new()) };
        Ok(closed(till, Until { day, month: false }))
    }

    fn close_year(&self, year: u16, before: Option<&Closing>, context: &Context) -> Decision {
        let last = Date::from_ymd(i32::from(year), 12, 31).filter(|last| *last <= context.today);
        let day = last.ok_or(TillRefusal::YearNotOver { year: i64::from(year) })?;
        let Some(mut till) = self.to_close(before) else { return Ok(Vec::new()) };
        let mut events = closed(till.clone(), Until { day, month: true });
        for event in &events {
            till.take(event);
        }
        let closing = till.closing(till.of_year.clone());
        events.push(TillEvent::YearClosed { year, closing, occurred_on: day });
        Ok(events)
    }
}
