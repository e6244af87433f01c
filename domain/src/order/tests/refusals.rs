//! Each refusal.

use super::*;

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
