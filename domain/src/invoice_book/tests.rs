//! Each command with what follows from it, and each refusal.

use uuid::Uuid;

use super::{BookCommand, BookEvent, BookRefusal, InvoiceBook};
use crate::invoice::{InvoiceKind, InvoiceNumber, Series, SeriesYear};
use crate::policy::DateRefusal;
use crate::testing::{at, day, given, refused, today};
use crate::units::{Date, InvoiceId};

fn of(on: Date) -> SeriesYear {
    SeriesYear { series: Series::INVOICES, year: u16::try_from(on.year()).unwrap() }
}

fn invoice(number: u128) -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(number))
}

fn take(id: u128, on: Date) -> BookCommand {
    BookCommand::TakeNumber { of: of(at(1)), invoice: invoice(id), kind: InvoiceKind::Invoice, on }
}

fn taken(count: u32, on: Date) -> BookEvent {
    let number = InvoiceNumber { of: of(on), count };
    BookEvent::NumberTaken {
        number,
        invoice: invoice(count.into()),
        kind: InvoiceKind::Invoice,
        occurred_on: on,
    }
}

#[test]
fn numbers_begin_at_one_and_follow_each_other() {
    given::<InvoiceBook>([]).when(take(1, at(20))).then_expect_events(vec![taken(1, at(20))]);
    given::<InvoiceBook>([taken(1, at(20))]).when(take(2, at(20))).then_expect_events(vec![taken(2, at(20))]);
    given::<InvoiceBook>([taken(10_000, at(20))])
        .when(take(10_001, at(21)))
        .then_expect_events(vec![taken(10_001, at(21))]);
}

refused! { BookRefusal:
    a_number_is_not_dated_before_the_last_one:
        given::<InvoiceBook>([taken(7, at(20))]).when(take(8, at(19)))
        => BookRefusal::BeforeLast { number: InvoiceNumber { of: of(at(20)), count: 7 }, issued_on: at(20) };
    a_number_is_of_its_year:
        given::<InvoiceBook>([]).when(take(1, day("2025-12-31")))
        => BookRefusal::OtherYear { date: day("2025-12-31"), year: i64::from(at(1).year()) };
    a_book_ends_somewhere: given::<InvoiceBook>([taken(u32::MAX, at(20))]).when(take(1, at(20))) => BookRefusal::Full;
    a_number_is_not_dated_ahead:
        given::<InvoiceBook>([]).when(take(1, today().next()))
        => BookRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
}
