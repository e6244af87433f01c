use super::figures::{id, invoice, issued, number, paid, paying, payment, refunded};
use crate::decider::Decider;
use crate::invoice::{
    Buyer, BuyerKind, Carrying, Charge, CreditLine, CreditOf, DraftRefusal, Invoice, InvoiceAccount,
    InvoiceCommand, InvoiceEvent, InvoiceKind, InvoiceRefusal, Paying, PaymentStatus, PriceBasis, SavedDraft,
    Series,
};
use crate::policy::DateRefusal;
use crate::terms::{Country, PaymentMeans};
use crate::testing::{at, given, refused, today};
use crate::units::{Date, Money, QuantityRefusal};

fn issue(invoice: Invoice) -> InvoiceCommand {
    InvoiceCommand::Issue { invoice: Box::new(invoice) }
}

fn pay(number: u128, cents: i64) -> InvoiceCommand {
    InvoiceCommand::Pay(paying(number, cents, at(20)))
}

fn cash(number: u128, cents: i64) -> InvoiceCommand {
    InvoiceCommand::Pay(Paying { means: PaymentMeans::Cash, ..paying(number, cents, at(20)) })
}

fn refund(number: u128, cents: i64) -> InvoiceCommand {
    InvoiceCommand::Refund(paying(number, cents, at(21)))
}

fn reverse(number: u128, on: Date) -> InvoiceCommand {
    InvoiceCommand::ReversePayment { payment: payment(number), reason: "saisie deux fois".to_owned(), on }
}

fn reversed(number: u128, cents: i64) -> InvoiceEvent {
    InvoiceEvent::PaymentReversed {
        payment: payment(number),
        amount_cents: Money::from_cents(cents),
        means: PaymentMeans::Transfer,
        reason: "saisie deux fois".to_owned(),
        occurred_on: at(22),
    }
}

fn credit(lines: Option<Vec<CreditLine>>) -> InvoiceCommand {
    InvoiceCommand::Credit { by: id(2), number: number(Series::CREDIT_NOTES, 1), lines, on: at(20) }
}

fn of_line(line: u16, of: CreditOf) -> Vec<CreditLine> {
    vec![CreditLine { line, of }]
}

fn credited(lines: Option<Vec<CreditLine>>) -> InvoiceEvent {
    given::<InvoiceAccount>([issued()])
        .state()
        .decide(credit(lines), &crate::testing::context())
        .unwrap()
        .remove(0)
}

fn replace() -> InvoiceCommand {
    InvoiceCommand::Replace { by: id(3), number: number(Series::INVOICES, 2), on: at(20) }
}

fn replaced() -> InvoiceEvent {
    InvoiceEvent::InvoiceReplaced { by: id(3), number: number(Series::INVOICES, 2), occurred_on: at(20) }
}

fn note() -> InvoiceEvent {
    let invoice = Invoice { kind: InvoiceKind::CreditNote, ..invoice() };
    InvoiceEvent::InvoiceIssued { invoice: Box::new(invoice), occurred_on: at(15) }
}

fn sold_to(kind: BuyerKind, country: &str) -> InvoiceEvent {
    let invoice = invoice();
    let buyer = Buyer { kind, country: Country::parse(country).unwrap(), ..invoice.buyer.clone() };
    InvoiceEvent::InvoiceIssued { invoice: Box::new(Invoice { buyer, ..invoice }), occurred_on: at(15) }
}

fn standing(events: Vec<InvoiceEvent>) -> (i64, PaymentStatus) {
    let account = given::<InvoiceAccount>([issued()]).and(events).state();
    let issued = account.issued().unwrap();
    (issued.balance_cents().cents(), issued.payment_status())
}

#[test]
fn an_invoice_is_issued() {
    given::<InvoiceAccount>([]).when(issue(invoice())).then_expect_events(vec![issued()]);
}

#[test]
fn it_is_paid_in_parts_and_beyond_and_given_back() {
    assert_eq!(standing(vec![]), (52_200, PaymentStatus::Unpaid));
    assert_eq!(standing(vec![paid(1, 2_200)]), (50_000, PaymentStatus::PartlyPaid));
    assert_eq!(standing(vec![paid(1, 2_200), paid(2, 50_000)]), (0, PaymentStatus::Settled));
    let over = vec![paid(1, 2_200), paid(2, 50_100)];
    assert_eq!(standing(over.clone()), (-100, PaymentStatus::Overpaid));
    given::<InvoiceAccount>([issued()])
        .and(over.clone())
        .when(refund(3, 100))
        .then_expect_events(vec![refunded(3, 100)]);
    let given_back = over.into_iter().chain([refunded(3, 100)]).collect();
    assert_eq!(standing(given_back), (0, PaymentStatus::Settled));
}

#[test]
fn a_payment_that_is_recorded_already_answers_so() {
    let story = [issued(), paid(1, 2_200)];
    given::<InvoiceAccount>(story.clone()).when(pay(1, 2_200)).then_expect_events(vec![]);
    let over = story.into_iter().chain([paid(2, 60_000), refunded(3, 100)]);
    given::<InvoiceAccount>(over).when(refund(3, 100)).then_expect_events(vec![]);
}

#[test]
fn a_payment_in_error_is_taken_out_once() {
    let story = [issued(), paid(1, 2_200)];
    given::<InvoiceAccount>(story.clone())
        .when(reverse(1, at(22)))
        .then_expect_events(vec![reversed(1, 2_200)]);
    given::<InvoiceAccount>(story)
        .and([reversed(1, 2_200)])
        .when(reverse(1, at(22)))
        .then_expect_events(vec![]);
    assert_eq!(standing(vec![paid(1, 2_200), reversed(1, 2_200)]), (52_200, PaymentStatus::Unpaid));
}

#[test]
fn an_invoice_is_late_from_the_day_after_the_last_one() {
    let account = given::<InvoiceAccount>([issued()]).state();
    let issued = account.issued().unwrap();
    assert!(!issued.is_late(at(30)) && issued.is_late(at(30).next()));
}

#[test]
fn of_a_credit_note_nothing_is_to_be_paid() {
    let account = given::<InvoiceAccount>([note()]).state();
    assert_eq!(account.issued().unwrap().balance_cents(), Money::ZERO);
}

#[test]
fn cash_is_taken_up_to_what_the_law_lets() {
    assert!(given::<InvoiceAccount>([issued()]).when(cash(1, 100_000)).inspect_result().is_ok());
    let abroad = sold_to(BuyerKind::Consumer, "GB");
    assert!(given::<InvoiceAccount>([abroad]).when(cash(1, 1_500_000)).inspect_result().is_ok());
}

fn cash_beyond(cash_cents: i64, limit_cents: i64) -> InvoiceRefusal {
    let (cash_cents, limit_cents) = (Money::from_cents(cash_cents), Money::from_cents(limit_cents));
    InvoiceRefusal::CashBeyondLaw { cash_cents, limit_cents }
}

fn amount(cents: i64) -> InvoiceRefusal {
    InvoiceRefusal::PaymentInvalid { amount_cents: Money::from_cents(cents) }
}

/// Two visits at 12 €.
fn draft(label: &str) -> SavedDraft {
    let charge = Charge {
        label: label.to_owned(),
        service: true,
        count: 2,
        unit_price_cents: Money::from_cents(1_200),
        vat_rate: None,
    };
    SavedDraft {
        order: None,
        customer: None,
        series: Series::INVOICES,
        basis: PriceBasis::Gross,
        charges: vec![charge],
        due_on: None,
        early_discount: None,
        late_penalty: None,
        buyer_reference: None,
        vat_on_debits: None,
        carrying: Carrying::default(),
    }
}

fn save(label: &str) -> InvoiceCommand {
    InvoiceCommand::Save { draft: Box::new(draft(label)) }
}

fn saved(label: &str) -> InvoiceEvent {
    InvoiceEvent::InvoiceDrafted { draft: Box::new(draft(label)) }
}

fn discard(reason: &str) -> InvoiceCommand {
    InvoiceCommand::Discard { reason: reason.to_owned() }
}

fn discarded() -> InvoiceEvent {
    InvoiceEvent::InvoiceDraftDiscarded { reason: "doublon".to_owned() }
}

fn as_drafted(label: &str) -> InvoiceCommand {
    InvoiceCommand::AsDrafted { draft: Box::new(draft(label)) }
}

#[test]
fn an_invoice_is_written_down_changed_and_issued() {
    let first = || given::<InvoiceAccount>([saved("Visite")]);
    given::<InvoiceAccount>([]).when(save("Visite")).then_expect_events(vec![saved("Visite")]);
    first().when(save("Visite")).then_expect_events(vec![]);
    first().when(save("Dégustation")).then_expect_events(vec![saved("Dégustation")]);
    first().when(as_drafted("Visite")).then_expect_events(vec![]);
    first().when(issue(invoice())).then_expect_events(vec![issued()]);
    assert!(given::<InvoiceAccount>([saved("Visite"), issued()]).state().issued().is_some());
}

#[test]
fn a_draft_is_given_up_once() {
    let events = || given::<InvoiceAccount>([saved("Visite")]);
    events().when(discard(" doublon ")).then_expect_events(vec![discarded()]);
    events().and([discarded()]).when(discard("encore")).then_expect_events(vec![]);
}

#[test]
fn a_corrective_invoice_may_be_overpaid() {
    let corrective =
        Invoice { kind: InvoiceKind::Corrective, prepaid_cents: Money::from_cents(52_300), ..invoice() };
    let events = given::<InvoiceAccount>([]).when(issue(corrective)).inspect_result().unwrap();
    let account = given::<InvoiceAccount>(events.clone()).state();
    let issued = account.issued().unwrap();
    assert_eq!(issued.balance_cents(), Money::from_cents(-100));
    assert_eq!(issued.payment_status(), PaymentStatus::Overpaid);
    assert!(given::<InvoiceAccount>(events).when(refund(1, 100)).inspect_result().is_ok());
}

refused! { InvoiceRefusal:
    a_draft_is_not_paid: given::<InvoiceAccount>([saved("Visite")]).when(pay(1, 1)) => InvoiceRefusal::NotFound;
    what_changed_meanwhile_is_read_again:
        given::<InvoiceAccount>([saved("Visite")]).when(as_drafted("Dégustation")) => InvoiceRefusal::DraftChanged;
    a_draft_is_given_up_for_a_reason:
        given::<InvoiceAccount>([saved("Visite")]).when(discard(" ")) => InvoiceRefusal::ReasonMissing;
    what_was_given_up_is_not_issued:
        given::<InvoiceAccount>([saved("Visite"), discarded()]).when(issue(invoice()))
        => InvoiceRefusal::DraftDiscarded;
    what_was_given_up_is_not_changed:
        given::<InvoiceAccount>([saved("Visite"), discarded()]).when(save("Visite"))
        => InvoiceRefusal::DraftDiscarded;
    what_was_issued_is_no_draft_any_more:
        given::<InvoiceAccount>([saved("Visite"), issued()]).when(save("Visite"))
        => InvoiceRefusal::AlreadyIssued { number: number(Series::INVOICES, 1) };
    a_draft_charges_something:
        given::<InvoiceAccount>([])
            .when(InvoiceCommand::Save { draft: Box::new(SavedDraft { charges: Vec::new(), ..draft("") }) })
        => InvoiceRefusal::from(DraftRefusal::NoLines);
    what_is_charged_has_a_name:
        given::<InvoiceAccount>([]).when(save("")) => InvoiceRefusal::from(DraftRefusal::LabelInvalid { line: 1 });
    what_was_never_issued_is_not_paid: given::<InvoiceAccount>([]).when(pay(1, 1)) => InvoiceRefusal::NotFound;
    a_document_is_issued_once:
        given::<InvoiceAccount>([issued()]).when(issue(invoice()))
        => InvoiceRefusal::AlreadyIssued { number: number(Series::INVOICES, 1) };
    an_invoice_is_not_issued_ahead:
        given::<InvoiceAccount>([]).when(issue(Invoice { issued_on: today().next(), ..invoice() }))
        => InvoiceRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    no_more_is_paid_before_than_is_to_be_paid:
        given::<InvoiceAccount>([]).when(issue(Invoice { prepaid_cents: Money::from_cents(52_201), ..invoice() }))
        => InvoiceRefusal::PrepaidInvalid { gross_cents: Money::from_cents(52_200) };
    nothing_below_zero_is_paid_before:
        given::<InvoiceAccount>([]).when(issue(Invoice { prepaid_cents: Money::from_cents(-1), ..invoice() }))
        => InvoiceRefusal::PrepaidInvalid { gross_cents: Money::from_cents(52_200) };
    a_credit_note_is_not_credited:
        given::<InvoiceAccount>([note()]).when(credit(None))
        => InvoiceRefusal::NotAnInvoice { number: number(Series::INVOICES, 1) };
    what_is_replaced_is_not_paid:
        given::<InvoiceAccount>([issued(), replaced()]).when(pay(1, 1))
        => InvoiceRefusal::Replaced { by: number(Series::INVOICES, 2) };
    what_is_replaced_is_not_replaced:
        given::<InvoiceAccount>([issued(), replaced()]).when(replace())
        => InvoiceRefusal::Replaced { by: number(Series::INVOICES, 2) };
    what_is_credited_is_not_replaced:
        given::<InvoiceAccount>([issued(), credited(Some(of_line(2, CreditOf::Count(1))))]).when(replace())
        => InvoiceRefusal::CreditedAlready { credited_cents: Money::from_cents(1_200) };
    a_line_that_is_not_there_is_not_credited:
        given::<InvoiceAccount>([issued()]).when(credit(Some(of_line(3, CreditOf::Count(1)))))
        => InvoiceRefusal::LineUnknown { line: 3 };
    a_line_is_credited_once_by_a_note:
        given::<InvoiceAccount>([issued()])
            .when(credit(Some(vec![CreditLine { line: 1, of: CreditOf::Count(1) }; 2])))
        => InvoiceRefusal::LineTwice { line: 1 };
    no_more_pieces_are_credited_than_remain:
        given::<InvoiceAccount>([issued(), credited(Some(of_line(1, CreditOf::Count(59))))])
            .when(credit(Some(of_line(1, CreditOf::Count(2)))))
        => InvoiceRefusal::CountBeyond { line: 1, remaining: 1 };
    no_piece_less_than_one_is_credited:
        given::<InvoiceAccount>([issued()]).when(credit(Some(of_line(1, CreditOf::Count(0)))))
        => InvoiceRefusal::from(QuantityRefusal::BottlesNotPositive { bottles: 0 });
    no_more_money_is_credited_than_remains:
        given::<InvoiceAccount>([issued()]).when(credit(Some(of_line(2, CreditOf::Amount(Money::from_cents(1_201))))))
        => InvoiceRefusal::AmountBeyond { line: 2, remaining_cents: Money::from_cents(1_200) };
    a_whole_credit_leaves_nothing_to_credit:
        given::<InvoiceAccount>([issued(), credited(None)]).when(credit(None)) => InvoiceRefusal::CreditOfNothing;
    nothing_happens_before_the_invoice:
        given::<InvoiceAccount>([issued()]).when(InvoiceCommand::Pay(paying(1, 1, at(14))))
        => InvoiceRefusal::BeforeIssue { issued_on: at(15) };
    a_payment_is_above_zero: given::<InvoiceAccount>([issued()]).when(pay(1, 0)) => amount(0);
    a_payment_is_not_far_below_zero: given::<InvoiceAccount>([issued()]).when(refund(1, i64::MIN + 1)) => amount(i64::MIN + 1);
    a_payment_is_not_absurd: given::<InvoiceAccount>([issued()]).when(pay(1, 10_000_000_001)) => amount(10_000_000_001);
    cash_is_not_taken_beyond_the_law:
        given::<InvoiceAccount>([issued()]).when(cash(1, 100_001)) => cash_beyond(100_001, 100_000);
    cash_in_parts_is_not_taken_beyond_the_law:
        given::<InvoiceAccount>([issued(), InvoiceEvent::PaymentRecorded {
            payment: payment(1),
            amount_cents: Money::from_cents(99_999),
            means: PaymentMeans::Cash,
            reference: None,
            occurred_on: at(20),
        }]).when(cash(2, 2))
        => cash_beyond(100_001, 100_000);
    a_business_abroad_pays_no_more_cash_than_one_here:
        given::<InvoiceAccount>([sold_to(BuyerKind::Company, "BE")]).when(cash(1, 100_001))
        => cash_beyond(100_001, 100_000);
    the_reference_of_a_payment_is_bounded:
        given::<InvoiceAccount>([issued()])
            .when(InvoiceCommand::Pay(Paying { reference: Some("x".repeat(101)), ..paying(1, 1, at(20)) }))
        => InvoiceRefusal::PaymentReferenceInvalid;
    a_payment_is_recorded_once:
        given::<InvoiceAccount>([issued(), paid(1, 2_200)]).when(pay(1, 2_201))
        => InvoiceRefusal::PaymentKnown { payment: payment(1) };
    a_payment_that_is_not_there_is_not_taken_out:
        given::<InvoiceAccount>([issued()]).when(reverse(1, at(22))) => InvoiceRefusal::PaymentUnknown;
    no_more_is_given_back_than_was_paid_beyond:
        given::<InvoiceAccount>([issued(), paid(1, 52_300)]).when(refund(2, 101))
        => InvoiceRefusal::RefundBeyond { refundable_cents: Money::from_cents(100) };
    nothing_is_given_back_of_what_is_due:
        given::<InvoiceAccount>([issued(), paid(1, 2_200)]).when(refund(2, 1))
        => InvoiceRefusal::RefundBeyond { refundable_cents: Money::ZERO };
    a_payment_that_was_given_back_is_not_taken_out:
        given::<InvoiceAccount>([issued(), paid(1, 52_300), refunded(2, 100)]).when(reverse(1, at(22)))
        => InvoiceRefusal::PaymentRefunded;
    a_payment_is_not_taken_out_before_it_was_made:
        given::<InvoiceAccount>([issued(), paid(1, 2_200)]).when(reverse(1, at(19)))
        => InvoiceRefusal::BeforeIssue { issued_on: at(20) };
    taking_out_has_a_reason:
        given::<InvoiceAccount>([issued(), paid(1, 2_200)])
            .when(InvoiceCommand::ReversePayment { payment: payment(1), reason: " ".to_owned(), on: at(22) })
        => InvoiceRefusal::ReasonMissing;
}
