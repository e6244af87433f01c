//! Each command with what follows from it; the refusals and the articles have their own files.

mod articles;
mod refusals;

use super::{Allotment, LineCount, Order, OrderCommand, OrderEvent, OrderLine, OrderRefusal, Wanted, Wish};
use crate::invoice::PriceBasis;
use crate::policy::{DateRefusal, PaperRefusal};
use crate::terms::SaleDestination;
use crate::testing::{ESTATE, at, day, given, refused, today};
use crate::units::{ArticleId, Date, InvoiceId, LotId, MAX_BOTTLES, Money, QuantityRefusal, Rate};

fn line(number: &str, bottles: i64, cents: i64) -> OrderLine {
    OrderLine {
        wanted: Wanted::Lot(LotId::of(ESTATE, number)),
        bottles,
        unit_price_cents: Money::from_cents(cents),
        discount: None,
    }
}

fn place_on(lines: &[OrderLine], on: Date) -> OrderCommand {
    OrderCommand::Place { wish: wish(lines), on }
}

fn wish(lines: &[OrderLine]) -> Wish {
    let (destination, basis) = (SaleDestination::FranceCrd, PriceBasis::Net);
    Wish { customer: None, destination, basis, lines: lines.to_vec() }
}

fn article(sku: &str) -> ArticleId {
    ArticleId::of(ESTATE, sku)
}

fn of_article(sku: &str, bottles: i64) -> OrderLine {
    OrderLine { wanted: Wanted::Article(article(sku)), ..line("", bottles, 900) }
}

fn allotment(sku: &str, number: &str, bottles: i64) -> Allotment {
    Allotment { article: article(sku), lot: LotId::of(ESTATE, number), bottles }
}

fn amend(lines: &[OrderLine]) -> OrderCommand {
    OrderCommand::Amend { wish: wish(lines), on: at(21) }
}

fn amended(lines: &[OrderLine]) -> OrderEvent {
    let Wish { customer, destination, basis, lines } = wish(lines);
    OrderEvent::OrderAmended { customer, destination, basis, lines, occurred_on: at(21) }
}

fn mixed() -> OrderEvent {
    let Wish { customer, destination, basis, lines } =
        wish(&[of_article("CHI", 60), line("L26-01", 12, 850)]);
    OrderEvent::OrderPlaced { customer, destination, basis, lines, occurred_on: at(20) }
}

fn confirm_with(allotted: &[Allotment]) -> OrderCommand {
    OrderCommand::Confirm { allotted: allotted.to_vec(), on: at(21) }
}

fn confirmed_with(allotted: &[Allotment]) -> OrderEvent {
    OrderEvent::OrderConfirmed { allotted: allotted.to_vec(), occurred_on: at(21) }
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
    confirmed_with(&[])
}

fn dispatched() -> OrderEvent {
    OrderEvent::OrderDispatched { occurred_on: at(22) }
}

fn take_back_of(dispatch: u32, counts: &[(&str, i64)]) -> OrderCommand {
    let lines = Some(parts(counts));
    OrderCommand::Return { dispatch, lines, reason: "refus".to_owned(), credited: false, on: at(24) }
}

fn back(dispatch: u32, bottles: i64) -> OrderEvent {
    let lines = parts(&[("L26-01", bottles)]);
    OrderEvent::OrderReturned { dispatch, lines, reason: "refus".to_owned(), occurred_on: at(24) }
}

fn cancel(reason: &str) -> OrderCommand {
    OrderCommand::Cancel { reason: reason.to_owned(), on: at(22) }
}

fn cancelled() -> OrderEvent {
    OrderEvent::OrderCancelled { reason: "renoncé".to_owned(), occurred_on: at(22) }
}

fn confirm() -> OrderCommand {
    confirm_with(&[])
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
    OrderCommand::Invoice { invoice: bill(number), dispatches: None, on: at(23) }
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
fn a_draft_is_changed_until_it_is_confirmed() {
    let other = [line("L26-02", 6, 900)];
    given::<Order>([placed()]).when(amend(&other)).then_expect_events(vec![amended(&other)]);
    given::<Order>([placed()]).when(amend(&[line("L26-01", 60, 850)])).then_expect_events(vec![]);
    let order = given::<Order>([placed(), amended(&other)]).and([confirmed()]).state();
    assert_eq!(order.placed().unwrap().remaining(), parts(&[("L26-02", 6)]));
}

#[test]
fn an_article_is_served_by_the_lots_that_are_chosen() {
    let chosen = [allotment("CHI", "L26-02", 48), allotment("CHI", "L26-03", 12)];
    given::<Order>([mixed()]).when(confirm_with(&chosen)).then_expect_events(vec![confirmed_with(&chosen)]);
    let order = given::<Order>([mixed(), confirmed_with(&chosen)]).state();
    let placed = order.placed().unwrap();
    assert_eq!(placed.remaining(), parts(&[("L26-02", 48), ("L26-03", 12), ("L26-01", 12)]));
    let priced = placed.lots.iter().map(|line| (line.article, line.unit_price_cents.cents()));
    let chinon = (Some(article("CHI")), 900);
    assert_eq!(priced.collect::<Vec<_>>(), [chinon, chinon, (None, 850)]);
}

#[test]
fn bottles_of_a_dispatch_come_back_and_are_not_invoiced() {
    let story = || given::<Order>([placed(), confirmed(), part_dispatched(24), dispatched()]);
    story().when(take_back_of(1, &[("L26-01", 6)])).then_expect_events(vec![back(1, 6)]);
    let order = story().and([back(1, 6)]).state();
    assert_eq!(
        (order.status(), order.placed().unwrap().dispatch(1).unwrap().kept()),
        ("DISPATCHED", parts(&[("L26-01", 18)]))
    );
    // All of the first dispatch: the second alone is charged.
    let half = || story().and([back(1, 24)]);
    half().when(invoice(1)).then_expect_events(vec![invoiced(1, &[2])]);
    assert_eq!(half().and([invoiced(1, &[2])]).state().status(), "INVOICED");
    let whole = OrderCommand::Return {
        dispatch: 2,
        lines: None,
        reason: "refus".to_owned(),
        credited: false,
        on: at(24),
    };
    half().when(whole).then_expect_events(vec![back(2, 36)]);
    assert_eq!(half().and([back(2, 36)]).state().status(), "RETURNED");
}

#[test]
fn an_invoice_charges_the_dispatches_that_are_told_and_no_other() {
    let story = given::<Order>([placed(), confirmed(), part_dispatched(24), dispatched()]);
    let first = OrderCommand::Invoice { invoice: bill(1), dispatches: Some(vec![1]), on: at(23) };
    story.when(first).then_expect_events(vec![invoiced(1, &[1])]);
}

#[test]
fn what_is_invoiced_comes_back_too() {
    let story = given::<Order>([placed(), confirmed(), dispatched(), invoiced(1, &[1])]);
    story.when(take_back_of(1, &[("L26-01", 60)])).then_expect_events(vec![back(1, 60)]);
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
