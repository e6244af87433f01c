//! Each command with what follows from it, and each refusal.

use super::{LineCount, Order, OrderCommand, OrderEvent, OrderLine, OrderRefusal};
use crate::invoice::PriceBasis;
use crate::policy::{DateRefusal, PaperRefusal};
use crate::terms::SaleDestination;
use crate::testing::{ESTATE, at, day, given, refused, today};
use crate::units::{Date, InvoiceId, LotId, MAX_BOTTLES, Money, QuantityRefusal, Rate};

fn line(number: &str, bottles: i64, cents: i64) -> OrderLine {
    OrderLine {
        lot: LotId::of(ESTATE, number),
        bottles,
        unit_price_cents: Money::from_cents(cents),
        discount: None,
    }
}

fn place_on(lines: &[OrderLine], on: Date) -> OrderCommand {
    let (destination, basis) = (SaleDestination::FranceCrd, PriceBasis::Net);
    OrderCommand::Place { customer: None, destination, basis, lines: lines.to_vec(), on }
}

fn place(lines: &[OrderLine]) -> OrderCommand {
    place_on(lines, at(20))
}

fn placed() -> OrderEvent {
    OrderEvent::OrderPlaced {
        customer: None,
        destination: SaleDestination::FranceCrd,
        basis: PriceBasis::Net,
        lines: vec![line("L26-01", 60, 850)],
        occurred_on: at(20),
    }
}

fn confirmed() -> OrderEvent {
    OrderEvent::OrderConfirmed { occurred_on: at(21) }
}

fn dispatched() -> OrderEvent {
    OrderEvent::OrderDispatched { occurred_on: at(22) }
}

fn cancel(reason: &str) -> OrderCommand {
    OrderCommand::Cancel { reason: reason.to_owned(), on: at(22) }
}

fn cancelled() -> OrderEvent {
    OrderEvent::OrderCancelled { reason: "renoncé".to_owned(), occurred_on: at(22) }
}

fn confirm() -> OrderCommand {
    OrderCommand::Confirm { on: at(21) }
}

fn dispatch() -> OrderCommand {
    OrderCommand::Dispatch { lines: None, on: at(22) }
}

#[test]
fn an_order_is_placed() {
    given::<Order>([]).when(place(&[line("L26-01", 60, 850)])).then_expect_events(vec![placed()]);
}

#[test]
fn a_bottle_may_be_given() {
    assert!(given::<Order>([]).when(place(&[line("L26-01", 1, 0)])).inspect_result().is_ok());
}

#[test]
fn an_order_is_confirmed_and_dispatched() {
    given::<Order>([placed()]).when(confirm()).then_expect_events(vec![confirmed()]);
    given::<Order>([placed(), confirmed()]).when(dispatch()).then_expect_events(vec![dispatched()]);
}

fn parts(counts: &[(&str, i64)]) -> Vec<LineCount> {
    counts.iter().map(|(lot, bottles)| LineCount { lot: LotId::of(ESTATE, lot), bottles: *bottles }).collect()
}

fn dispatch_part(counts: &[(&str, i64)]) -> OrderCommand {
    OrderCommand::Dispatch { lines: Some(parts(counts)), on: at(22) }
}

fn part_dispatched(bottles: i64) -> OrderEvent {
    OrderEvent::OrderPartDispatched { lines: parts(&[("L26-01", bottles)]), occurred_on: at(22) }
}

fn bill(number: u128) -> InvoiceId {
    InvoiceId::new(uuid::Uuid::from_u128(number))
}

fn invoice(number: u128) -> OrderCommand {
    OrderCommand::Invoice { invoice: bill(number), on: at(23) }
}

fn invoiced(number: u128, dispatches: &[u32]) -> OrderEvent {
    OrderEvent::OrderInvoiced { invoice: bill(number), dispatches: dispatches.to_vec(), occurred_on: at(23) }
}

fn take_back(number: u128) -> OrderCommand {
    OrderCommand::TakeInvoiceBack { invoice: bill(number), on: at(24) }
}

fn taken_back(number: u128) -> OrderEvent {
    OrderEvent::OrderInvoiceTakenBack { invoice: bill(number), occurred_on: at(24) }
}

#[test]
fn an_order_leaves_in_parts_and_the_last_part_ends_it() {
    let story = [placed(), confirmed()];
    given::<Order>(story.clone())
        .when(dispatch_part(&[("L26-01", 24)]))
        .then_expect_events(vec![part_dispatched(24)]);
    given::<Order>(story.clone())
        .when(dispatch_part(&[("L26-01", 60)]))
        .then_expect_events(vec![dispatched()]);
    let rest = given::<Order>(story).and([part_dispatched(24)]);
    assert_eq!(rest.state().placed().unwrap().remaining(), parts(&[("L26-01", 36)]));
    rest.when(dispatch_part(&[("L26-01", 36)])).then_expect_events(vec![dispatched()]);
}

#[test]
fn what_has_not_left_is_given_up() {
    let story = given::<Order>([placed(), confirmed(), part_dispatched(24)]);
    let given_up = story.and([cancelled()]).state();
    assert_eq!((given_up.status(), given_up.placed().unwrap().sent.len()), ("DISPATCHED", 1));
}

#[test]
fn each_dispatch_is_invoiced_once_and_anew_when_its_invoice_is_taken_back() {
    let story = || given::<Order>([placed(), confirmed(), part_dispatched(24)]);
    story().when(invoice(1)).then_expect_events(vec![invoiced(1, &[1])]);
    story()
        .and([invoiced(1, &[1]), dispatched()])
        .when(invoice(2))
        .then_expect_events(vec![invoiced(2, &[2])]);
    story().and([dispatched()]).when(invoice(1)).then_expect_events(vec![invoiced(1, &[1, 2])]);
    let billed = || story().and([invoiced(1, &[1])]);
    billed().when(take_back(1)).then_expect_events(vec![taken_back(1)]);
    billed().and([taken_back(1)]).when(invoice(2)).then_expect_events(vec![invoiced(2, &[1])]);
}

#[test]
fn an_order_is_cancelled_until_it_leaves() {
    given::<Order>([placed()]).when(cancel(" renoncé ")).then_expect_events(vec![cancelled()]);
    given::<Order>([placed(), confirmed()]).when(cancel("renoncé")).then_expect_events(vec![cancelled()]);
}

#[test]
fn every_status_keeps_what_was_ordered() {
    let stories: [(&[OrderEvent], &str); 4] = [
        (&[], "PLACED"),
        (&[confirmed()], "CONFIRMED"),
        (&[confirmed(), dispatched()], "DISPATCHED"),
        (&[cancelled()], "CANCELLED"),
    ];
    for (later, status) in stories {
        let order = given::<Order>([placed()]).and(later.to_vec()).state();
        assert_eq!(order.status(), status);
        assert_eq!(order.placed().map(|placed| placed.lines[0].bottles), Some(60));
    }
    assert_eq!(Order::Unknown.status(), "UNKNOWN");
}

fn price(cents: i64) -> OrderRefusal {
    OrderRefusal::PriceInvalid { unit_price_cents: Money::from_cents(cents) }
}

fn status(name: &str) -> String {
    name.to_owned()
}

refused! { OrderRefusal:
    an_order_that_was_never_placed_is_not_confirmed: given::<Order>([]).when(confirm()) => OrderRefusal::NotFound;
    an_order_is_placed_once:
        given::<Order>([placed()]).when(place(&[line("L26-01", 1, 1)])) => OrderRefusal::AlreadyPlaced;
    an_order_has_lines: given::<Order>([]).when(place(&[])) => OrderRefusal::NoLines;
    a_lot_stands_on_one_line:
        given::<Order>([]).when(place(&[line("L26-01", 1, 1), line("l26-01 ", 2, 1)])) => OrderRefusal::LotTwice;
    a_price_is_not_below_zero: given::<Order>([]).when(place(&[line("L1", 1, -1)])) => price(-1);
    a_price_is_not_far_below_zero:
        given::<Order>([]).when(place(&[line("L1", 1, i64::MIN)])) => price(i64::MIN);
    a_price_is_not_absurd:
        given::<Order>([]).when(place(&[line("L1", 1, 100_000_001)])) => price(100_000_001);
    an_order_is_confirmed_once:
        given::<Order>([placed(), confirmed()]).when(confirm())
        => OrderRefusal::NotPlaced { status: status("CONFIRMED") };
    a_cancelled_order_is_not_confirmed:
        given::<Order>([placed(), cancelled()]).when(confirm())
        => OrderRefusal::NotPlaced { status: status("CANCELLED") };
    an_order_is_confirmed_before_it_leaves:
        given::<Order>([placed()]).when(dispatch()) => OrderRefusal::NotConfirmed { status: status("PLACED") };
    an_order_leaves_once:
        given::<Order>([placed(), confirmed(), dispatched()]).when(dispatch())
        => OrderRefusal::NotConfirmed { status: status("DISPATCHED") };
    what_has_left_is_not_cancelled:
        given::<Order>([placed(), confirmed(), dispatched()]).when(cancel("renoncé"))
        => OrderRefusal::Gone { status: status("DISPATCHED") };
    an_order_is_cancelled_once:
        given::<Order>([placed(), cancelled()]).when(cancel("renoncé"))
        => OrderRefusal::Gone { status: status("CANCELLED") };
    a_discount_is_not_above_the_whole:
        given::<Order>([]).when(place(&[OrderLine {
            discount: Some(Rate::from_basis_points(10_001)),
            ..line("L1", 1, 1)
        }]))
        => OrderRefusal::DiscountInvalid;
    a_lot_that_was_not_ordered_does_not_leave:
        given::<Order>([placed(), confirmed()]).when(dispatch_part(&[("L9", 1)])) => OrderRefusal::LotNotOrdered;
    a_lot_leaves_once_with_a_dispatch:
        given::<Order>([placed(), confirmed()]).when(dispatch_part(&[("L26-01", 1), ("L26-01", 1)]))
        => OrderRefusal::LotTwice;
    no_more_leaves_than_remains:
        given::<Order>([placed(), confirmed(), part_dispatched(24)]).when(dispatch_part(&[("L26-01", 37)]))
        => OrderRefusal::DispatchBeyond { requested: 37, remaining: 36 };
    a_dispatch_has_lines:
        given::<Order>([placed(), confirmed()]).when(dispatch_part(&[])) => OrderRefusal::NoLines;
    what_has_not_left_is_not_invoiced:
        given::<Order>([placed(), confirmed()]).when(invoice(1))
        => OrderRefusal::NotDispatched { status: status("CONFIRMED") };
    a_dispatch_is_not_invoiced_twice:
        given::<Order>([placed(), confirmed(), dispatched(), invoiced(1, &[1])]).when(invoice(2))
        => OrderRefusal::InvoicedAlready;
    an_invoice_is_not_older_than_what_it_charges:
        given::<Order>([placed(), confirmed(), dispatched()])
            .when(OrderCommand::Invoice { invoice: bill(1), on: at(21) })
        => OrderRefusal::BeforeOrder { placed_on: at(22) };
    an_invoice_of_another_order_is_not_taken_back:
        given::<Order>([placed(), confirmed(), dispatched(), invoiced(1, &[1])]).when(take_back(2))
        => OrderRefusal::InvoiceUnknown { invoice: bill(2) };
    an_order_is_not_confirmed_before_it_was_placed:
        given::<Order>([placed()]).when(OrderCommand::Confirm { on: at(19) })
        => OrderRefusal::BeforeOrder { placed_on: at(20) };
    a_cancellation_has_a_reason: given::<Order>([placed()]).when(cancel("")) => OrderRefusal::ReasonMissing;
    a_line_has_bottles:
        given::<Order>([]).when(place(&[line("L1", 0, 1)]))
        => OrderRefusal::from(QuantityRefusal::BottlesNotPositive { bottles: 0 });
    a_line_has_no_absurd_count:
        given::<Order>([]).when(place(&[line("L1", i64::MAX, 1)]))
        => OrderRefusal::from(QuantityRefusal::BottlesAbsurd { bottles: i64::MAX, limit: MAX_BOTTLES });
    an_order_is_not_placed_ahead:
        given::<Order>([]).when(place_on(&[line("L1", 1, 1)], today().next()))
        => OrderRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    an_order_is_placed_within_the_calendar:
        given::<Order>([]).when(place_on(&[line("L1", 1, 1)], day("0001-01-01")))
        => OrderRefusal::from(DateRefusal::OutOfCalendar { date: day("0001-01-01") });
    the_number_of_a_document_is_bounded:
        given::<Order>([]).when(OrderCommand::Place {
            customer: None,
            destination: SaleDestination::FranceSuspended { document: Some("1".repeat(41)) },
            basis: PriceBasis::Net,
            lines: vec![line("L26-01", 60, 850)],
            on: at(20),
        })
        => OrderRefusal::from(PaperRefusal::DocumentInvalid);
}
