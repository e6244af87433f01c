use proptest::prelude::*;

use super::desk::Office;
use super::figures::{bottles, draft};
use crate::invoice::{CreditLine, CreditOf, DraftDiscount, DraftLine, Off, PriceBasis, VatTreatment};
use crate::testing::at;
use crate::units::{Money, Rate};

fn discounted(count: i64, cents: i64, basis_points: i32) -> DraftLine {
    let off = Off::Share(Rate::from_basis_points(basis_points));
    DraftLine { discount: Some(DraftDiscount { off, reason: None }), ..bottles(count, cents) }
}

fn credits(office: &Office, notes: std::ops::Range<u128>) -> Vec<(i64, i64, i64)> {
    let totals = |of| {
        let totals = office.document(of).invoice.totals;
        (totals.net_cents.cents(), totals.vat_cents.cents(), totals.gross_cents.cents())
    };
    notes.map(totals).collect()
}

#[test]
fn three_credits_of_a_third_come_to_the_whole_to_the_cent() {
    for (basis, each) in [
        (PriceBasis::Net, [(1_033, 207, 1_240), (1_033, 207, 1_240), (1_033, 206, 1_239)]),
        (PriceBasis::Gross, [(861, 172, 1_033), (861, 172, 1_033), (860, 173, 1_033)]),
    ] {
        let mut office = Office::new();
        office.issue(1, draft(basis, vec![bottles(3, 1_033)]), at(15)).unwrap();
        for note in 2..5 {
            let lines = vec![CreditLine { line: 1, of: CreditOf::Count(1) }];
            office.credit(note, 1, Some(lines), at(16)).unwrap();
        }
        assert_eq!(credits(&office, 2..5), each);
        assert_eq!(office.document(1).balance_cents(), Money::ZERO);
    }
}

#[test]
fn a_part_of_a_line_takes_its_part_of_the_discount_back() {
    let mut office = Office::new();
    office.issue(1, draft(PriceBasis::Net, vec![discounted(7, 333, 1_050)]), at(15)).unwrap();
    let lines = vec![CreditLine { line: 1, of: CreditOf::Count(2) }];
    office.credit(2, 1, Some(lines), at(16)).unwrap();
    let line = office.document(2).invoice.lines.remove(0);
    // 7 × 3.33 less 10.5 % is 20.86; two sevenths of it are 5.96.
    assert_eq!((line.count, line.amount_cents.cents(), line.unit_price_cents.cents()), (2, 596, 333));
    assert_eq!(
        line.discount.map(|it| (it.amount_cents.cents(), it.rate.map(Rate::basis_points))),
        Some((70, Some(1_050)))
    );
}

#[test]
fn an_amount_off_the_price_leaves_the_pieces_with_the_buyer() {
    let mut office = Office::new();
    office.issue(1, draft(PriceBasis::Net, vec![bottles(60, 850)]), at(15)).unwrap();
    let lines = vec![CreditLine { line: 1, of: CreditOf::Amount(Money::from_cents(5_000)) }];
    office.credit(2, 1, Some(lines), at(16)).unwrap();
    let note = office.document(2).invoice;
    assert_eq!((note.bottles(), note.totals.gross_cents.cents()), (0, 6_000));
    office.credit(3, 1, None, at(17)).unwrap();
    assert_eq!(office.document(3).invoice.bottles(), 60);
    assert_eq!(office.document(1).balance_cents(), Money::ZERO);
}

fn parts() -> impl Strategy<Value = Vec<(u16, bool, i64)>> {
    prop::collection::vec((1..4_u16, any::<bool>(), 1..40_i64), 0..12)
}

proptest! {
    #[test]
    fn whatever_is_credited_in_pieces_and_then_whole_ends_at_nothing(
        prices in prop::collection::vec((1..60_i64, 1..3_000_i64, 0..4_000_i32, any::<bool>()), 3),
        basis in prop::sample::select(vec![PriceBasis::Net, PriceBasis::Gross]),
        parts in parts(),
    ) {
        let sold = prices.iter().map(|(count, cents, off, reduced)| {
            let line = discounted(*count, *cents, *off);
            let vat = if *reduced { VatTreatment::Standard(Rate::from_basis_points(550)) } else { line.vat };
            DraftLine { vat, item: crate::invoice::Item::Goods, ..line }
        });
        let mut office = Office::new();
        office.issue(1, draft(basis, sold.collect()), at(15)).unwrap();
        let mut note = 2;
        for (line, counted, many) in parts {
            let of = if counted { CreditOf::Count(many) } else { CreditOf::Amount(Money::from_cents(many * 37)) };
            if office.credit(note, 1, Some(vec![CreditLine { line, of }]), at(16)).is_ok() {
                note += 1;
            }
            prop_assert!(office.document(1).balance_cents() >= Money::ZERO);
        }
        if office.document(1).balance_cents() > Money::ZERO {
            office.credit(note, 1, None, at(17)).unwrap();
            note += 1;
        }
        let sold = office.document(1).invoice.totals;
        let mut left = sold.vat.clone();
        for note in 2..note {
            let totals = office.document(note).invoice.totals;
            prop_assert_eq!(totals.net_cents + totals.vat_cents, totals.gross_cents);
            for total in &totals.vat {
                prop_assert!(total.base_cents >= Money::ZERO && total.vat_cents >= Money::ZERO);
                let left = left.iter_mut().find(|left| left.treatment == total.treatment).unwrap();
                left.base_cents -= total.base_cents;
                left.vat_cents -= total.vat_cents;
            }
        }
        prop_assert!(left.iter().all(|it| it.base_cents == Money::ZERO && it.vat_cents == Money::ZERO), "{left:?}");
    }
}
