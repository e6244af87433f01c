//! Amounts to the cent.

use proptest::prelude::*;

use super::{DraftDiscount, DraftLine, DraftRefusal, Off, price};
use crate::invoice::{Item, PriceBasis, Totals, VatTreatment};
use crate::units::{MAX_BOTTLES, Money, QuantityRefusal, Rate};

fn line(count: i64, cents: i64) -> DraftLine {
    DraftLine {
        label: "Muscadet".to_owned(),
        item: Item::Goods,
        count,
        unit_price_cents: Money::from_cents(cents),
        discount: None,
        vat: VatTreatment::WINE,
    }
}

fn less(line: DraftLine, off: Off) -> DraftLine {
    DraftLine { discount: Some(DraftDiscount { off, reason: None }), ..line }
}

fn cents(totals: &Totals) -> (i64, i64, i64) {
    (totals.net_cents.cents(), totals.vat_cents.cents(), totals.gross_cents.cents())
}

fn sums(lines: Vec<DraftLine>, basis: PriceBasis) -> (i64, i64, i64) {
    cents(&price(lines, basis).unwrap().1)
}

#[test]
fn sixty_bottles_at_eight_euros_fifty_with_vat_are_five_hundred_and_ten_euros() {
    assert_eq!(sums(vec![line(60, 850)], PriceBasis::Gross), (42_500, 8_500, 51_000));
}

#[test]
fn three_bottles_at_ten_thirty_three_without_vat() {
    assert_eq!(sums(vec![line(3, 1_033)], PriceBasis::Net), (3_099, 620, 3_719));
}

#[test]
fn vat_is_reckoned_on_the_sum_and_not_line_by_line() {
    // Line by line it would be three times 0.01.
    let three = vec![line(1, 3), line(1, 3), line(1, 3)];
    assert_eq!(sums(three, PriceBasis::Net), (9, 2, 11));
}

#[test]
fn a_discount_is_taken_off_the_line() {
    let shared = less(line(7, 333), Off::Share(Rate::from_basis_points(1_050)));
    let (lines, totals) = price(vec![shared], PriceBasis::Net).unwrap();
    let discount = lines[0].discount.as_ref().unwrap();
    assert_eq!((discount.amount_cents.cents(), discount.rate.unwrap().basis_points()), (245, 1_050));
    assert_eq!(cents(&totals), (2_086, 417, 2_503));
    let whole = less(line(2, 500), Off::Amount(Money::from_cents(1_000)));
    assert_eq!(sums(vec![whole], PriceBasis::Gross), (0, 0, 0));
}

#[test]
fn each_treatment_has_its_own_sum() {
    let reduced = DraftLine { vat: VatTreatment::Standard(Rate::from_basis_points(550)), ..line(1, 1_055) };
    let (lines, totals) = price(vec![line(1, 1_200), reduced, line(1, 600)], PriceBasis::Gross).unwrap();
    let by: Vec<_> = totals.vat.iter().map(|it| (it.base_cents.cents(), it.vat_cents.cents())).collect();
    assert_eq!(by, [(1_000, 55), (1_500, 300)]);
    assert_eq!(lines.iter().map(|line| line.net_cents.cents()).collect::<Vec<_>>(), [1_000, 1_000, 500]);
}

#[test]
fn what_bears_no_vat_costs_what_it_costs() {
    for vat in [VatTreatment::Export, VatTreatment::IntraCommunity, VatTreatment::SmallBusiness] {
        for basis in [PriceBasis::Net, PriceBasis::Gross] {
            assert_eq!(sums(vec![DraftLine { vat, ..line(3, 1_033) }], basis), (3_099, 0, 3_099));
        }
    }
}

#[test]
fn a_cent_that_is_left_goes_to_the_largest_fraction() {
    let (lines, totals) = price(vec![line(1, 100), line(1, 100), line(1, 101)], PriceBasis::Gross).unwrap();
    assert_eq!(cents(&totals), (251, 50, 301));
    assert_eq!(lines.iter().map(|line| line.net_cents.cents()).collect::<Vec<_>>(), [84, 83, 84]);
}

#[test]
fn what_cannot_be_priced_is_refused_and_told_by_line() {
    let refused = |lines: Vec<DraftLine>| price(lines, PriceBasis::Net).unwrap_err();
    let label = |text: &str| DraftLine { label: text.to_owned(), ..line(1, 1) };
    assert_eq!(refused(vec![]), DraftRefusal::NoLines);
    assert_eq!(refused(vec![line(1, 1); 1_001]), DraftRefusal::TooManyLines { limit: 1_000 });
    assert_eq!(
        refused(vec![line(1, 1), line(0, 1)]),
        QuantityRefusal::BottlesNotPositive { bottles: 0 }.into()
    );
    for text in ["", "  ", "a\u{0}b", "a\nb", &"x".repeat(10_000)] {
        assert_eq!(refused(vec![line(1, 1), label(text)]), DraftRefusal::LabelInvalid { line: 2 });
    }
    for cents in [-1, i64::MIN, 100_000_001] {
        let unit_price_cents = Money::from_cents(cents);
        assert_eq!(refused(vec![line(1, cents)]), DraftRefusal::PriceInvalid { line: 1, unit_price_cents });
    }
    let offs = [Off::Share(Rate::from_basis_points(-1)), Off::Share(Rate::from_basis_points(10_001))];
    for off in offs.into_iter().chain([Off::Amount(Money::from_cents(-1)), Off::Amount(Money::from_cents(2))])
    {
        assert_eq!(refused(vec![less(line(1, 1), off)]), DraftRefusal::DiscountInvalid { line: 1 });
    }
}

#[test]
fn the_largest_invoice_stays_within_the_range_of_money() {
    let largest = vec![line(MAX_BOTTLES, 100_000_000); 1_000];
    assert_eq!(sums(largest, PriceBasis::Net).2, 1_200_000_000_000_000_000);
}

fn treatments() -> impl Strategy<Value = VatTreatment> {
    let rates = [210, 550, 1_000, 2_000].map(|rate| VatTreatment::Standard(Rate::from_basis_points(rate)));
    prop::sample::select(rates.into_iter().chain([VatTreatment::Export]).collect::<Vec<_>>())
}

fn lines() -> impl Strategy<Value = Vec<DraftLine>> {
    let off = prop::option::of((0..=10_000_i32).prop_map(|rate| Off::Share(Rate::from_basis_points(rate))));
    let one = (1..=5_000_i64, 0..=100_000_i64, off, treatments()).prop_map(|(count, cents, off, vat)| {
        DraftLine { vat, discount: off.map(|off| DraftDiscount { off, reason: None }), ..line(count, cents) }
    });
    prop::collection::vec(one, 1..30)
}

proptest! {
    #[test]
    fn the_sums_hold_whatever_is_sold(
        lines in lines(),
        basis in prop::sample::select(vec![PriceBasis::Net, PriceBasis::Gross]),
    ) {
        let (priced, totals) = price(lines.clone(), basis).unwrap();
        for total in &totals.vat {
            let of = || priced.iter().filter(|line| line.vat == total.treatment);
            prop_assert_eq!(of().map(|line| line.net_cents).sum::<Money>(), total.base_cents);
            prop_assert!(total.base_cents >= Money::ZERO && total.vat_cents >= Money::ZERO);
            prop_assert!(of().all(|line| line.net_cents >= Money::ZERO && line.net_cents <= line.amount_cents));
            // EN 16931, BR-S-09: base times rate, within the cent that taking VAT out of a price may leave.
            let exact = total.base_cents.share_half_up(total.treatment.rate()).unwrap();
            prop_assert!((exact.cents() - total.vat_cents.cents()).abs() <= 1);
        }
        let amounts: Money = priced.iter().map(|line| line.amount_cents).sum();
        prop_assert_eq!(amounts, if basis == PriceBasis::Net { totals.net_cents } else { totals.gross_cents });
        prop_assert_eq!(totals.net_cents + totals.vat_cents, totals.gross_cents);
        let reversed = lines.into_iter().rev().collect();
        prop_assert_eq!(price(reversed, basis).unwrap().1, totals);
    }
}
