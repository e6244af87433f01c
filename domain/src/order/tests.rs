//! Each command with what follows from it, and each refusal.

use super::{Order, OrderCommand, OrderEvent, OrderLine, OrderRefusal};
use crate::policy::{DateRefusal, PaperRefusal};
use crate::terms::SaleDestination;
use crate::testing::{ESTATE, at, day, given, refused, today};
use crate::units::{Date, LotId, MAX_BOTTLES, Money, QuantityRefusal};

fn line(number: &str, bottles: i64, cents: i64) -> OrderLine {
    OrderLine { lot: LotId::of(ESTATE, number), bottles, unit_price_cents: Money::from_cents(cents) }
}

fn place_on(lines: &[OrderLine], on: Date) -> OrderCommand {
    let destination = SaleDestination::FranceCrd;
    OrderCommand::Place { customer: None, destination, lines: lines.to_vec(), on }
}

fn place(lines: &[OrderLine]) -> OrderCommand {
    place_on(lines, at(20))
}

fn placed() -> OrderEvent {
    OrderEvent::OrderPlaced {
        customer: None,
        destination: SaleDestination::FranceCrd,
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
    OrderCommand::Dispatch { on: at(22) }
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
            lines: vec![line("L26-01", 60, 850)],
            on: at(20),
        })
        => OrderRefusal::from(PaperRefusal::DocumentInvalid);
}
