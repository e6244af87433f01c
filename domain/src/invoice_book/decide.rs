use super::{BookCommand, BookEvent, BookRefusal, InvoiceBook};
use crate::decider::{Context, Decider};
use crate::invoice::InvoiceNumber;
use crate::policy::not_in_future;

impl Decider for InvoiceBook {
    const TYPE: &'static str = "invoice_book";
    type Command = BookCommand;
    type Event = BookEvent;
    type Refusal = BookRefusal;

    fn decide(&self, command: BookCommand, context: &Context) -> Result<Vec<BookEvent>, BookRefusal> {
        let BookCommand::TakeNumber { of, invoice, kind, on } = command;
        let occurred_on = not_in_future(on, context)?;
        if on.year() != i32::from(of.year) {
            return Err(BookRefusal::OtherYear { date: on, year: i64::from(of.year) });
        }
        let count = match self {
            Self::Empty => 1,
            Self::Begun { last, issued_on } if on < *issued_on => {
                return Err(BookRefusal::BeforeLast { number: *last, issued_on: *issued_on });
            }
            Self::Begun { last, .. } => last.count.checked_add(1).ok_or(BookRefusal::Full)?,
        };
        let number = InvoiceNumber { of, count };
        Ok(vec![BookEvent::NumberTaken { number, invoice, kind, occurred_on }])
    }

    fn evolve(&mut self, event: &BookEvent) {
        self.take(event);
    }
}
