use std::collections::BTreeSet;

use super::desk::Office;
use super::figures::{bottles, company, country, draft, id, number, passer_by, paying};
use crate::decider::Refusal;
use crate::invoice::pricing::{Part, split};
use crate::invoice::{
    Buyer, Carriage, DraftDiscount, DraftLine, DraftRefusal, InvoiceDraft, InvoiceKind, InvoiceNumber,
    InvoiceRefusal, Item, KnownSeller, Off, PaymentStatus, Preceding, PriceBasis, Series, Supply, Terms,
    VatTreatment,
};
use crate::invoice_book::BookRefusal;
use crate::policy::{DateRefusal, PaperRefusal, PaymentTermsRefusal};
use crate::terms::SaleDestination;
use crate::testing::{Told, at, day, refused};
use crate::till::{Till, TillEvent};
use crate::units::{Money, QuantityRefusal, Rate, TillId};
use crate::{Fact, testing::ESTATE};

fn plain() -> InvoiceDraft {
    draft(PriceBasis::Gross, vec![bottles(60, 850)])
}

fn attempt(draft: InvoiceDraft) -> Result<InvoiceNumber, Refusal> {
    let mut office = Office::new();
    let answer = office.issue(1, draft, at(15));
    assert_eq!(answer.is_err(), office.desk.ledger().is_empty(), "refused and written, or neither");
    answer
}

fn with_vat(vat: VatTreatment, to: Option<&str>, buyer: Buyer) -> Result<InvoiceNumber, Refusal> {
    let destination = to.map(|to| SaleDestination::Export { country: country(to) });
    let known = [crate::invoice::Mention::VatNumber].into_iter().chain(plain().known).collect();
    let lines = vec![DraftLine { vat, ..bottles(60, 850) }];
    attempt(InvoiceDraft { buyer, known, lines, destination, ..plain() })
}

fn without_ground(category: &str) -> DraftRefusal {
    DraftRefusal::VatWithoutGround { line: 1, category: category.to_owned() }
}

fn rate(basis_points: i32) -> Rate {
    Rate::from_basis_points(basis_points)
}

fn line(change: impl FnOnce(&mut DraftLine)) -> InvoiceDraft {
    let mut line = bottles(60, 850);
    change(&mut line);
    InvoiceDraft { lines: vec![line], ..plain() }
}

fn terms(change: impl FnOnce(&mut Terms)) -> InvoiceDraft {
    let mut draft = plain();
    change(&mut draft.terms);
    draft
}

#[test]
fn an_invoice_takes_the_next_number_and_stands_in_the_till() {
    let mut office = Office::new();
    assert_eq!(office.issue(1, plain(), at(15)), Ok(number(Series::INVOICES, 1)));
    assert_eq!(office.issue(2, plain(), at(15)), Ok(number(Series::INVOICES, 2)));
    let issued = office.document(2);
    assert_eq!((issued.invoice.kind, issued.invoice.supply()), (InvoiceKind::Invoice, Supply::Goods));
    assert_eq!((issued.invoice.bottles(), issued.balance_cents().cents()), (60, 51_000));
    let entered =
        office.desk.facts().filter(|fact| matches!(fact, Fact::Till(_, TillEvent::SaleEntered { .. })));
    assert_eq!(entered.count(), 2);
}

#[test]
fn an_invoice_that_is_refused_takes_no_number() {
    let mut office = Office::new();
    office.issue(1, plain(), at(15)).unwrap();
    assert!(office.issue(2, InvoiceDraft { lines: vec![], ..plain() }, at(15)).is_err());
    assert_eq!(office.issue(3, plain(), at(15)), Ok(number(Series::INVOICES, 2)));
}

#[test]
fn a_passer_by_is_invoiced_without_a_name() {
    let buyer = passer_by();
    let terms = Terms { due_on: day("2027-01-15"), ..plain().terms };
    assert!(attempt(InvoiceDraft { buyer, known: BTreeSet::new(), terms, ..plain() }).is_ok());
}

#[test]
fn a_credit_note_has_a_series_of_its_own_and_names_what_it_takes_back() {
    let mut office = Office::new();
    office.issue(1, plain(), at(15)).unwrap();
    assert_eq!(office.credit(2, 1, None, at(16)), Ok(number(Series::CREDIT_NOTES, 1)));
    let note = office.document(2).invoice;
    let original = Preceding { invoice: id(1), number: number(Series::INVOICES, 1), issued_on: at(15) };
    assert_eq!(
        (note.kind, note.preceding, note.reason.as_deref()),
        (InvoiceKind::CreditNote, Some(original), Some("casse"))
    );
    assert_eq!((note.totals.gross_cents.cents(), note.lines[0].count), (51_000, 60));
    assert_eq!(office.document(1).payment_status(), PaymentStatus::Settled);
}

#[test]
fn a_corrective_invoice_stands_in_the_place_of_another_with_what_was_paid_on_it() {
    let mut office = Office::new();
    office.issue(1, plain(), at(15)).unwrap();
    office.pay(1, paying(1, 20_000, at(16))).unwrap();
    let fewer = InvoiceDraft { lines: vec![bottles(54, 850)], ..plain() };
    assert_eq!(office.replace(2, 1, fewer, at(17)), Ok(number(Series::INVOICES, 2)));
    let corrective = office.document(2);
    assert_eq!(corrective.invoice.kind, InvoiceKind::Corrective);
    assert_eq!(corrective.invoice.preceding.map(|it| it.invoice), Some(id(1)));
    assert_eq!((corrective.balance_cents().cents(), office.document(1).balance_cents().cents()), (25_900, 0));
    let Till::Open(_) = office.desk.state::<Till>(TillId::of(ESTATE, 2026).uuid()) else { panic!("no till") };
}

#[test]
fn the_till_names_each_document_that_it_takes_in_or_off() {
    let mut office = Office::new();
    office.issue(1, plain(), at(15)).unwrap();
    office.replace(2, 1, plain(), at(16)).unwrap();
    office.credit(3, 2, None, at(17)).unwrap();
    let entered = office.desk.facts().filter_map(|fact| match fact {
        Fact::Till(_, TillEvent::SaleEntered { document, number, vat, .. }) => {
            Some((*document, *number, vat[0].base_cents.cents()))
        }
        _ => None,
    });
    let (first, second) = (number(Series::INVOICES, 1), number(Series::INVOICES, 2));
    assert_eq!(
        entered.collect::<Vec<_>>(),
        [
            (id(1), first, 42_500),
            (id(1), first, -42_500),
            (id(2), second, 42_500),
            (id(3), number(Series::CREDIT_NOTES, 1), -42_500),
        ]
    );
}

#[test]
fn vat_stands_where_it_has_a_ground() {
    assert!(with_vat(VatTreatment::Export, Some("US"), company()).is_ok());
    assert!(with_vat(VatTreatment::Export, Some("GB"), company()).is_ok());
    assert!(with_vat(VatTreatment::IntraCommunity, Some("BE"), company()).is_ok());
    assert!(with_vat(VatTreatment::ReverseCharge, None, company()).is_ok());
    assert!(with_vat(VatTreatment::SmallBusiness, None, company()).is_ok());
    let mut unnumbered =
        draft(PriceBasis::Gross, vec![DraftLine { vat: VatTreatment::SmallBusiness, ..bottles(1, 1) }]);
    unnumbered.seller = Some(KnownSeller { has_vat_number: false });
    assert!(attempt(unnumbered).is_ok(), "who charges no VAT needs no number for it");
    let glasses =
        |line: &mut DraftLine| (line.item, line.vat) = (Item::Goods, VatTreatment::Standard(rate(550)));
    assert!(attempt(line(glasses)).is_ok());
    with_vat(VatTreatment::Export, None, company()).then_expect_error(without_ground("G"));
    with_vat(VatTreatment::IntraCommunity, Some("US"), company()).then_expect_error(without_ground("K"));
    with_vat(VatTreatment::IntraCommunity, None, company()).then_expect_error(without_ground("K"));
    with_vat(VatTreatment::IntraCommunity, Some("BE"), passer_by()).then_expect_error(without_ground("K"));
    with_vat(VatTreatment::ReverseCharge, None, passer_by()).then_expect_error(without_ground("AE"));
    with_vat(VatTreatment::Standard(rate(550)), None, company()).then_expect_error(without_ground("S"));
    with_vat(VatTreatment::Standard(rate(1_960)), None, company()).then_expect_error(without_ground("S"));
}

#[test]
fn a_business_within_the_union_is_invoiced_with_its_number_for_vat() {
    let lines = vec![DraftLine { vat: VatTreatment::IntraCommunity, ..bottles(60, 850) }];
    let destination = Some(SaleDestination::Export { country: country("BE") });
    let missing = "VAT_NUMBER".to_owned();
    attempt(InvoiceDraft { lines, destination, ..plain() })
        .then_expect_error(DraftRefusal::MentionsMissing { missing });
}

fn carried(with: impl FnOnce(&mut Carriage)) -> InvoiceDraft {
    let mut carriage = Carriage {
        departed_on: at(14),
        reference: None,
        carrier: None,
        packages: None,
        gross_weight_g: None,
    };
    with(&mut carriage);
    InvoiceDraft { carriage: Some(carriage), ..plain() }
}

refused! { DraftRefusal:
    an_invoice_has_lines: attempt(InvoiceDraft { lines: vec![], ..plain() }) => DraftRefusal::NoLines;
    an_invoice_has_a_thousand_lines_at_most:
        attempt(InvoiceDraft { lines: vec![bottles(1, 1); 1_001], ..plain() })
        => DraftRefusal::TooManyLines { limit: 1_000 };
    a_line_says_what_it_sells:
        attempt(line(|line| line.label = "x".repeat(201))) => DraftRefusal::LabelInvalid { line: 1 };
    a_line_has_a_count:
        attempt(line(|line| line.count = 0))
        => DraftRefusal::from(QuantityRefusal::BottlesNotPositive { bottles: 0 });
    a_price_is_not_below_zero:
        attempt(line(|line| line.unit_price_cents = Money::from_cents(-1)))
        => DraftRefusal::PriceInvalid { line: 1, unit_price_cents: Money::from_cents(-1) };
    a_discount_says_why_in_a_hundred_characters:
        attempt(line(|line| {
            line.discount = Some(DraftDiscount { off: Off::Share(rate(500)), reason: Some("x".repeat(101)) });
        }))
        => DraftRefusal::DiscountInvalid { line: 1 };
    a_discount_is_not_more_than_its_line:
        attempt(line(|line| {
            line.discount = Some(DraftDiscount { off: Off::Amount(Money::from_cents(51_001)), reason: None });
        }))
        => DraftRefusal::DiscountInvalid { line: 1 };
    the_buyers_reference_is_bounded:
        attempt(InvoiceDraft { buyer_reference: Some("x".repeat(51)), ..plain() })
        => DraftRefusal::TextInvalid { field: "BUYER_REFERENCE".to_owned(), limit: 50 };
    what_is_carried_weighs_something:
        attempt(carried(|carriage| carriage.gross_weight_g = Some(0))) => DraftRefusal::CarriageInvalid;
    what_is_carried_is_no_mountain:
        attempt(carried(|carriage| carriage.gross_weight_g = Some(i64::MAX))) => DraftRefusal::CarriageInvalid;
    what_is_carried_is_packed:
        attempt(carried(|carriage| carriage.packages = Some(0))) => DraftRefusal::CarriageInvalid;
    the_reference_of_the_carriage_has_no_control_characters:
        attempt(carried(|carriage| carriage.reference = Some("a\u{7}b".to_owned())))
        => DraftRefusal::TextInvalid { field: "CARRIAGE_REFERENCE".to_owned(), limit: 40 };
    a_rate_of_the_terms_is_one:
        attempt(terms(|terms| terms.early_discount = Some(rate(10_001)))) => DraftRefusal::TermsInvalid;
    a_seller_says_who_they_are:
        attempt(InvoiceDraft { seller: None, ..plain() }) => DraftRefusal::SellerUndescribed;
    who_charges_vat_has_a_number:
        attempt(InvoiceDraft { seller: Some(KnownSeller { has_vat_number: false }), ..plain() })
        => DraftRefusal::VatNumberMissing;
    a_business_has_a_name:
        attempt(InvoiceDraft { buyer: Buyer { party: None, identity: None, ..company() }, ..plain() })
        => DraftRefusal::BuyerMissing;
    who_is_named_is_kept_under_seal:
        attempt(InvoiceDraft { buyer: Buyer { identity: None, ..company() }, ..plain() })
        => DraftRefusal::IdentityMissing;
    a_business_is_invoiced_with_all_that_the_law_wants:
        attempt(InvoiceDraft { known: BTreeSet::new(), ..plain() })
        => DraftRefusal::MentionsMissing { missing: "NAME, BILLING_ADDRESS, SIREN, ELECTRONIC_ADDRESS".to_owned() };
    a_small_business_charges_no_vat_at_all:
        attempt(InvoiceDraft {
            lines: vec![bottles(1, 1), DraftLine { vat: VatTreatment::SmallBusiness, ..bottles(1, 1) }],
            ..plain()
        })
        => DraftRefusal::SmallBusinessAlone;
    an_export_has_a_ground:
        with_vat(VatTreatment::Export, Some("BE"), company()) => without_ground("G");
    an_invoice_of_nothing_known_by_its_day:
        attempt(InvoiceDraft { supplied_on: day("0001-01-01"), ..plain() })
        => DraftRefusal::from(DateRefusal::OutOfCalendar { date: day("0001-01-01") });
    the_number_of_a_document_is_bounded:
        attempt(InvoiceDraft {
            destination: Some(SaleDestination::FranceSuspended { document: Some("1".repeat(41)) }),
            ..plain()
        })
        => DraftRefusal::from(PaperRefusal::DocumentInvalid);
    wine_between_professionals_is_due_within_sixty_days:
        attempt(terms(|terms| terms.due_on = day("2026-11-15")))
        => DraftRefusal::from(PaymentTermsRefusal::DueTooLate { latest: day("2026-11-14") });
    nothing_is_due_before_it_is_issued:
        attempt(terms(|terms| terms.due_on = at(14)))
        => DraftRefusal::from(PaymentTermsRefusal::DueBeforeIssue { issued_on: at(15) });
    amounts_stay_within_the_range_of_money:
        split(&[Part { vat: VatTreatment::WINE, amount_cents: Money::from_cents(i64::MAX) }; 2], PriceBasis::Net)
            .ok_or(Refusal::from(DraftRefusal::AmountOutOfRange))
        => DraftRefusal::AmountOutOfRange;
}

#[test]
fn a_document_is_issued_once_and_in_the_order_of_days() {
    let mut office = Office::new();
    office.issue(1, plain(), at(15)).unwrap();
    let number = number(Series::INVOICES, 1);
    office.issue(1, plain(), at(15)).then_expect_error(InvoiceRefusal::AlreadyIssued { number });
    office.credit(1, 1, None, at(15)).then_expect_error(InvoiceRefusal::AlreadyIssued { number });
    office.issue(2, plain(), at(14)).then_expect_error(BookRefusal::BeforeLast { number, issued_on: at(15) });
    office.credit(2, 9, None, at(15)).then_expect_error(InvoiceRefusal::NotFound);
    office.replace(2, 9, plain(), at(15)).then_expect_error(InvoiceRefusal::NotFound);
}
