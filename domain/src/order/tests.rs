//! Each command with what follows from it, and each refusal.

mod articles;

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
    an_article_stands_on_one_line:
        given::<Order>([]).when(place(&[of_article("CHI", 1), of_article("chi ", 2)])) => OrderRefusal::ArticleTwice;
    a_confirmed_order_is_not_changed:
        given::<Order>([placed(), confirmed()]).when(amend(&[line("L26-02", 6, 900)]))
        => OrderRefusal::NotPlaced { status: status("CONFIRMED") };
    a_changed_order_has_lines: given::<Order>([placed()]).when(amend(&[])) => OrderRefusal::NoLines;
    an_article_is_served_whole:
        given::<Order>([mixed()]).when(confirm_with(&[allotment("CHI", "L26-02", 59)]))
        => OrderRefusal::AllotmentInvalid { ordered: 60, chosen: 59 };
    an_article_is_not_served_beyond_what_is_ordered:
        given::<Order>([mixed()]).when(confirm_with(&[allotment("CHI", "L26-02", 61)]))
        => OrderRefusal::AllotmentInvalid { ordered: 60, chosen: 61 };
    no_lot_is_chosen_for_an_article_that_was_not_ordered:
        given::<Order>([placed()]).when(confirm_with(&[allotment("CHI", "L26-02", 1)]))
        => OrderRefusal::AllotmentInvalid { ordered: 0, chosen: 1 };
    a_lot_of_another_line_is_not_chosen:
        given::<Order>([mixed()]).when(confirm_with(&[allotment("CHI", "L26-01", 60)])) => OrderRefusal::LotTwice;
    chosen_bottles_are_more_than_none:
        given::<Order>([mixed()]).when(confirm_with(&[allotment("CHI", "L26-02", 61), allotment("CHI", "L26-03", -1)]))
        => OrderRefusal::from(QuantityRefusal::BottlesNotPositive { bottles: -1 });
    nothing_comes_back_of_an_order_that_has_not_left:
        given::<Order>([placed(), confirmed()]).when(take_back_of(1, &[("L26-01", 1)]))
        => OrderRefusal::NotDispatched { status: status("CONFIRMED") };
    nothing_comes_back_of_a_dispatch_that_there_is_not:
        given::<Order>([placed(), confirmed(), dispatched()]).when(take_back_of(2, &[("L26-01", 1)]))
        => OrderRefusal::DispatchUnknown { dispatch: 2 };
    dispatches_count_from_one:
        given::<Order>([placed(), confirmed(), dispatched()]).when(take_back_of(0, &[("L26-01", 1)]))
        => OrderRefusal::DispatchUnknown { dispatch: 0 };
    no_more_comes_back_than_left:
        given::<Order>([placed(), confirmed(), dispatched(), back(1, 50)]).when(take_back_of(1, &[("L26-01", 11)]))
        => OrderRefusal::ReturnBeyond { requested: 11, remaining: 10 };
    nothing_comes_back_twice:
        given::<Order>([placed(), confirmed(), dispatched(), back(1, 60)])
            .when(OrderCommand::Return { dispatch: 1, lines: None, reason: "refus".to_owned(), credited: false, on: at(24) })
        => OrderRefusal::NoLines;
    a_lot_that_did_not_leave_does_not_come_back:
        given::<Order>([placed(), confirmed(), dispatched()]).when(take_back_of(1, &[("L9", 1)]))
        => OrderRefusal::LotNotOrdered;
    nothing_comes_back_before_it_left:
        given::<Order>([placed(), confirmed(), dispatched()])
            .when(OrderCommand::Return { dispatch: 1, lines: None, reason: "refus".to_owned(), credited: false, on: at(21) })
        => OrderRefusal::BeforeOrder { placed_on: at(22) };
    an_order_return_has_a_reason:
        given::<Order>([placed(), confirmed(), dispatched()])
            .when(OrderCommand::Return { dispatch: 1, lines: None, reason: " ".to_owned(), credited: false, on: at(24) })
        => OrderRefusal::ReasonMissing;
    what_no_invoice_charges_is_not_credited:
        given::<Order>([placed(), confirmed(), dispatched()])
            .when(OrderCommand::Return { dispatch: 1, lines: None, reason: "refus".to_owned(), credited: true, on: at(24) })
        => OrderRefusal::NotInvoiced;
    what_came_back_whole_is_not_invoiced:
        given::<Order>([placed(), confirmed(), dispatched(), back(1, 60)]).when(invoice(1))
        => OrderRefusal::InvoicedAlready;
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
            .when(OrderCommand::Invoice { invoice: bill(1), dispatches: None, on: at(21) })
        => OrderRefusal::BeforeOrder { placed_on: at(22) };
    an_invoice_of_another_order_is_not_taken_back:
        given::<Order>([placed(), confirmed(), dispatched(), invoiced(1, &[1])]).when(take_back(2))
        => OrderRefusal::InvoiceUnknown { invoice: bill(2) };
    an_order_is_not_confirmed_before_it_was_placed:
        given::<Order>([placed()]).when(OrderCommand::Confirm { allotted: Vec::new(), on: at(19) })
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
            wish: Wish {
                destination: SaleDestination::FranceSuspended { document: Some("1".repeat(41)) },
                ..wish(&[line("L26-01", 60, 850)])
            },
            on: at(20),
        })
        => OrderRefusal::from(PaperRefusal::DocumentInvalid);
}
