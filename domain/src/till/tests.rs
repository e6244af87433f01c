//! Each command with what follows from it, and each refusal.

use uuid::Uuid;

use super::{Closing, MeansTotal, Takings, Till, TillCommand, TillEvent, TillRefusal};
use crate::decider::Decider;
use crate::invoice::{InvoiceNumber, Series, SeriesYear, Totals, VatTotal, VatTreatment};
use crate::policy::DateRefusal;
use crate::terms::PaymentMeans;
use crate::testing::{Told, at, context, day, given, month, refused, today};
use crate::units::{Date, InvoiceId, Money, PaymentId};

fn vat(base: i64, vat: i64) -> Vec<VatTotal> {
    let (base_cents, vat_cents) = (Money::from_cents(base), Money::from_cents(vat));
    vec![VatTotal { treatment: VatTreatment::WINE, base_cents, vat_cents }]
}

fn number() -> InvoiceNumber {
    InvoiceNumber { of: SeriesYear { series: Series::INVOICES, year: 2026 }, count: 1 }
}

fn document() -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(1))
}

fn sale(on: Date) -> TillEvent {
    TillEvent::SaleEntered {
        document: document(),
        number: number(),
        vat: vat(42_500, 8_500),
        occurred_on: on,
    }
}

fn enter_sale(on: Date) -> TillCommand {
    TillCommand::EnterSale { document: document(), number: number(), vat: vat(42_500, 8_500), on }
}

fn paid(means: PaymentMeans, cents: i64, on: Date) -> TillEvent {
    let (payment, amount_cents) = (PaymentId::new(Uuid::from_u128(2)), Money::from_cents(cents));
    TillEvent::PaymentEntered { payment, document: document(), means, amount_cents, occurred_on: on }
}

fn takings() -> Takings {
    let means = [(PaymentMeans::Cash, 1_000), (PaymentMeans::Card, 50_000)];
    let means =
        means.map(|(means, cents)| MeansTotal { means, amount_cents: Money::from_cents(cents) }).to_vec();
    Takings {
        documents: 1,
        sales: Totals::of(vat(42_500, 8_500)),
        payments: 2,
        means,
        received_cents: Money::from_cents(51_000),
    }
}

fn closing(takings: Takings, days: i64) -> Closing {
    let grand = Money::from_cents(51_000 * days);
    Closing { takings, grand_total_cents: grand, grand_received_cents: grand }
}

fn day_closed(takings: Takings, days: i64, occurred_on: Date) -> TillEvent {
    TillEvent::DayClosed { closing: closing(takings, days), occurred_on }
}

fn a_day(on: Date) -> Vec<TillEvent> {
    vec![sale(on), paid(PaymentMeans::Card, 50_000, on), paid(PaymentMeans::Cash, 1_000, on)]
}

fn close_day(day: Date) -> TillCommand {
    TillCommand::CloseDay { day, before: None }
}

fn close_month(text: &str) -> TillCommand {
    TillCommand::CloseMonth { month: month(text), before: None }
}

fn close_year(year: u16) -> TillCommand {
    TillCommand::CloseYear { year, before: None }
}

fn twice() -> Takings {
    let mut twice = takings();
    twice.add(&takings());
    twice
}

#[test]
fn sales_and_payments_are_taken_in() {
    given::<Till>([]).when(enter_sale(at(15))).then_expect_events(vec![sale(at(15))]);
}

#[test]
fn a_day_is_closed_with_its_totals_and_the_perpetual_ones() {
    given::<Till>(a_day(at(15))).when(close_day(at(15))).then_expect_events(vec![day_closed(
        takings(),
        1,
        at(15),
    )]);
}

#[test]
fn days_before_it_are_closed_each_by_itself_and_an_empty_one_too() {
    let days = a_day(at(16)).into_iter().chain(a_day(at(14)));
    given::<Till>(days).when(close_day(at(20))).then_expect_events(vec![
        day_closed(takings(), 1, at(14)),
        day_closed(takings(), 2, at(16)),
        day_closed(Takings::default(), 2, at(20)),
    ]);
}

#[test]
fn a_day_that_is_closed_already_answers_so() {
    let story = a_day(at(15)).into_iter().chain([day_closed(takings(), 1, at(15))]);
    given::<Till>(story.clone()).when(close_day(at(15))).then_expect_events(vec![]);
    given::<Till>(story).when(close_day(at(14))).then_expect_events(vec![]);
}

#[test]
fn a_month_is_closed_with_the_totals_of_its_days() {
    let days = a_day(at(15)).into_iter().chain(a_day(at(16)));
    let last = day("2026-09-30");
    given::<Till>(days).when(close_month("2026-09")).then_expect_events(vec![
        day_closed(takings(), 1, at(15)),
        day_closed(takings(), 2, at(16)),
        day_closed(Takings::default(), 2, last),
        TillEvent::MonthClosed { month: month("2026-09"), closing: closing(twice(), 2), occurred_on: last },
    ]);
}

#[test]
fn a_day_of_a_later_month_closes_the_months_before() {
    let october = day("2026-10-03");
    given::<Till>(a_day(at(15))).when(close_day(october)).then_expect_events(vec![
        day_closed(takings(), 1, at(15)),
        TillEvent::MonthClosed {
            month: month("2026-09"),
            closing: closing(takings(), 1),
            occurred_on: day("2026-09-30"),
        },
        day_closed(Takings::default(), 1, october),
    ]);
}

#[test]
fn a_year_is_closed_with_the_totals_of_its_months_and_takes_nothing_more() {
    let till = given::<Till>(a_day(at(15)).into_iter().chain(a_day(day("2026-12-31"))));
    let events = till.state().decide(close_year(2026), &context()).unwrap();
    let months = events.iter().filter(|event| matches!(event, TillEvent::MonthClosed { .. })).count();
    let last =
        TillEvent::YearClosed { year: 2026, closing: closing(twice(), 2), occurred_on: day("2026-12-31") };
    assert_eq!((months, events.last()), (4, Some(&last)));
    let closed = till.and(events);
    assert_eq!(closed.state(), Till::Closed(closing(twice(), 2)));
    for command in [close_year(2026), close_month("2026-12"), close_day(day("2026-12-31"))] {
        assert_eq!(closed.state().decide(command, &context()), Ok(vec![]));
    }
}

#[test]
fn a_year_begins_with_what_the_one_before_was_closed_with() {
    let january = day("2027-01-04");
    let before = Some(closing(twice(), 2));
    given::<Till>(a_day(january))
        .when(TillCommand::CloseDay { day: january, before })
        .then_expect_events(vec![day_closed(takings(), 3, january)]);
}

#[test]
fn what_is_taken_back_is_taken_off() {
    let on = at(15);
    let back = TillEvent::SaleEntered {
        document: document(),
        number: number(),
        vat: vat(-42_500, -8_500),
        occurred_on: on,
    };
    let given_back = [back, paid(PaymentMeans::Card, -50_000, on), paid(PaymentMeans::Cash, -1_000, on)];
    let till = given::<Till>(a_day(on).into_iter().chain(given_back)).state();
    let events = till.decide(close_day(on), &context()).unwrap();
    let TillEvent::DayClosed { closing, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!((closing.takings.documents, closing.takings.payments), (2, 4));
    assert_eq!((closing.grand_total_cents, closing.grand_received_cents), (Money::ZERO, Money::ZERO));
}

fn closed(on: Date) -> Vec<TillEvent> {
    vec![day_closed(Takings::default(), 0, on)]
}

refused! { TillRefusal:
    nothing_is_dated_in_a_closed_day:
        given::<Till>(closed(at(15))).when(enter_sale(at(15)))
        => TillRefusal::DayClosed { day: at(15), closed_until: at(15) };
    nothing_is_dated_before_a_closed_day:
        given::<Till>(closed(at(15))).when(enter_sale(at(1)))
        => TillRefusal::DayClosed { day: at(1), closed_until: at(15) };
    nothing_is_dated_in_a_closed_year:
        given::<Till>([TillEvent::YearClosed { year: 2026, closing: Closing::default(), occurred_on: at(30) }])
            .when(enter_sale(at(15)))
        => TillRefusal::YearClosed { year: 2026 };
    nothing_is_sold_ahead:
        given::<Till>([]).when(enter_sale(today().next()))
        => TillRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    a_day_is_not_closed_ahead:
        given::<Till>([]).when(close_day(today().next()))
        => TillRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    a_month_is_closed_once_it_is_over:
        given::<Till>([]).when(close_month("2027-02")) => TillRefusal::MonthNotOver { month: month("2027-02") };
    a_year_is_closed_once_it_is_over:
        given::<Till>([]).when(close_year(2027)) => TillRefusal::YearNotOver { year: 2027 };
    a_year_waits_for_the_one_before:
        super::before(&Till::Open(super::OpenTill::default()), 2026).map_err(crate::decider::Refusal::from)
        => TillRefusal::YearBeforeOpen { year: 2026 };
}
