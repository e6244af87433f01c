//! What each kind of movement does to vats, lots, capsules and the opening stock, and its double entry.

use std::collections::BTreeSet;

use super::cellar::{Cellar, bottling, lot, muscadet, opening_in_bottles, sale};
use crate::capsule_account::CapsuleRefusal;
use crate::decider::Stream;
use crate::estate::EstateRefusal;
use crate::harvest::HarvestRefusal;
use crate::movement::{Account, Movement, Operation, Posting, Side, imbalance, streams};
use crate::parcel::{Parcel, ParcelCommand, ParcelRefusal};
use crate::terms::LossCause;
use crate::testing::{ESTATE, Told, at, day, harvest, hl, today, wine};
use crate::units::{DrmPeriodId, Month, Volume};
use crate::vat::VatRefusal;

fn posting(side: Side, account: Account, volume: &str) -> Posting {
    Posting { side, account, volume_ml: hl(volume) }
}

#[test]
fn every_kind_balances_and_touches_only_what_it_names() {
    for index in 0..Cellar::new().operations().len() {
        let mut cellar = Cellar::new();
        let operation = cellar.operations().swap_remove(index);
        let before = cellar.house.desk.ledger().len();
        let id = cellar.record(operation.clone(), "2026-09-10");
        assert_eq!(imbalance(&cellar.house.postings(id)), Volume::ZERO, "{operation:?}");
        assert!(cellar.house.postings(id).iter().all(|posting| posting.volume_ml.is_positive()));
        let period = DrmPeriodId::of(ESTATE, Month::of(at(10)).unwrap()).uuid();
        let mut named: BTreeSet<Stream> = streams(&operation, ESTATE).into_iter().collect();
        named.extend([Stream::of::<Movement>(id.uuid()), Stream::of::<crate::drm_period::DrmPeriod>(period)]);
        for stored in &cellar.house.desk.ledger()[before..] {
            assert!(
                named.contains(&stored.stream),
                "{operation:?} wrote {:?} without naming it",
                stored.stream
            );
        }
    }
}

#[test]
fn a_harvest_enters_its_vat_less_its_waste() {
    let mut cellar = Cellar::new();
    let operation = cellar.harvest();
    let id = cellar.record(operation, "2026-09-10");
    assert_eq!(cellar.house.content(cellar.empty), (hl("24.6"), Some(muscadet())));
    let account = Account::Harvest(harvest(1));
    assert_eq!(
        cellar.house.postings(id),
        [
            posting(Side::Debit, account, "25.4"),
            posting(Side::Loss, account, "0.8"),
            posting(Side::Credit, Account::Vat(cellar.empty), "24.6"),
        ]
    );
    let retire = ParcelCommand::Retire { on: at(30) };
    let refused = cellar.house.desk.command::<Parcel>(cellar.parcel.uuid(), retire);
    refused.then_expect_error(ParcelRefusal::HasHarvests { parcel: "Parcelle 1".to_owned(), harvests: 1 });
}

#[test]
fn a_harvest_is_brought_in_once() {
    let mut cellar = Cellar::new();
    let operation = cellar.harvest();
    cellar.record(operation.clone(), "2026-09-10");
    cellar.house.record(operation, at(11)).then_expect_error(HarvestRefusal::AlreadyBrought);
}

#[test]
fn a_loss_on_the_way_is_shared_among_the_sources() {
    let mut cellar = Cellar::new();
    let (big, small, empty) = (cellar.big, cellar.small, cellar.empty);
    let blend = cellar.blend();
    let id = cellar.record(blend, "2026-09-10");
    let contents = [big, small, empty].map(|vat| cellar.house.content(vat).0);
    assert_eq!(contents, ["10", "5", "14.9"].map(hl));
    let (debit, loss) = (Side::Debit, Side::Loss);
    assert_eq!(
        cellar.house.postings(id),
        [
            posting(debit, Account::Vat(big), "9.93333"),
            posting(debit, Account::Vat(big), "0.06667"),
            posting(loss, Account::Vat(big), "0.06667"),
            posting(debit, Account::Vat(small), "4.96667"),
            posting(debit, Account::Vat(small), "0.03333"),
            posting(loss, Account::Vat(small), "0.03333"),
            posting(Side::Credit, Account::Vat(empty), "14.9"),
        ]
    );
}

#[test]
fn a_bottling_takes_wine_loss_and_capsules() {
    let mut cellar = Cellar::new();
    let operation = bottling(cellar.big);
    cellar.record(operation, "2026-09-10");
    assert_eq!(cellar.house.content(cellar.big).0, hl("1.05"));
    let filled = cellar.house.lot(lot("L26-01"));
    assert_eq!((filled.on_hand.last(), filled.wine), (2_500, muscadet()));
    // Of 3 000 capsules 500 are left, so the next bottling is short of them, and takes no wine either.
    let before = cellar.stock();
    let mut next = bottling(cellar.small);
    if let Operation::Bottling { lot: id, lot_number, bottles, .. } = &mut next {
        (*id, *lot_number, *bottles) = (lot("L26-02"), "L26-02".to_owned(), 501);
    }
    let short = CapsuleRefusal::Short { requested: 501, available: 500, on: at(11) };
    cellar.house.record(next, at(11)).then_expect_error(short);
    assert_eq!(cellar.stock(), before);
}

#[test]
fn capsules_are_not_put_on_before_they_are_there() {
    let mut cellar = Cellar::new();
    cellar.record(bottling(cellar.big), "2026-09-10");
    let mut back_dated = bottling(cellar.small);
    if let Operation::Bottling { lot: id, lot_number, bottles, .. } = &mut back_dated {
        (*id, *lot_number, *bottles) = (lot("L26-02"), "L26-02".to_owned(), 501);
    }
    let short = CapsuleRefusal::Short { requested: 501, available: 500, on: at(10) };
    cellar.house.record(back_dated, at(5)).then_expect_error(short);
}

#[test]
fn fifteen_hectolitres_do_not_fill_2000_bottles_when_a_fifth_is_lost() {
    let mut cellar = Cellar::new();
    let taken = Operation::Loss { vat: cellar.big, volume_ml: hl("5"), cause: LossCause::Accident };
    cellar.record(taken, "2026-09-01");
    let mut operation = bottling(cellar.big);
    if let Operation::Bottling { bottles, .. } = &mut operation {
        *bottles = 2_000;
    }
    cellar.house.record(operation, at(10)).then_expect_error(VatRefusal::Short {
        vat: "C1".to_owned(),
        requested_ml: hl("15.2"),
        available_ml: hl("15.0"),
        on: at(10),
    });
}

#[test]
fn the_opening_stock_is_placed_until_none_is_left() {
    let mut cellar = Cellar::new();
    let in_vat =
        |volume| Operation::OpeningInVat { vat: cellar.empty, wine: muscadet(), volume_ml: hl(volume) };
    let (five, sixteen) = (in_vat("5"), in_vat("15.00001"));
    let id = cellar.record(five, "2026-09-10");
    let opening = Account::Opening(muscadet());
    let entered = Account::Vat(cellar.empty);
    let expected = [posting(Side::Debit, opening, "5"), posting(Side::Credit, entered, "5")];
    assert_eq!(cellar.house.postings(id), expected);
    let short = EstateRefusal::OpeningShort { requested_ml: hl("15.00001"), available_ml: hl("15") };
    cellar.house.record(sixteen, at(10)).then_expect_error(short);
    cellar.record(opening_in_bottles("L25-02", 2_000), "2026-09-10");
    let short = EstateRefusal::OpeningShort { requested_ml: hl("0.0075"), available_ml: Volume::ZERO };
    cellar.house.record(opening_in_bottles("L25-03", 1), at(10)).then_expect_error(short);
}

#[test]
fn only_declared_wines_enter() {
    let mut cellar = Cellar::new();
    let (vat, unknown) = (cellar.empty, wine("Sancerre"));
    let kind = crate::terms::ReclassificationKind::Fallback;
    let reason = "inventaire".to_owned();
    let mut harvest = cellar.harvest();
    if let Operation::Harvest { wine, .. } = &mut harvest {
        *wine = unknown;
    }
    for operation in [
        harvest,
        Operation::Purchase { vat, wine: unknown, volume_ml: hl("1"), supplier: None },
        Operation::Reclassification { vat: cellar.big, to: unknown, kind, part: None },
        Operation::Adjustment { vat, counted_ml: hl("1"), wine: Some(unknown), reason, annual: false },
        Operation::OpeningInVat { vat, wine: unknown, volume_ml: hl("1") },
    ] {
        let refused = cellar.house.record(operation, at(10));
        refused.then_expect_error(EstateRefusal::WineNotFound { wine: unknown });
    }
}

#[test]
fn what_does_not_exist_is_not_found() {
    let mut cellar = Cellar::new();
    let nowhere = crate::testing::vat(99);
    let loss = Operation::Loss { vat: nowhere, volume_ml: hl("1"), cause: LossCause::Missing };
    cellar.house.record(loss, at(10)).then_expect_error(VatRefusal::NotFound);
    let nothing = sale(lot("L99"), 1);
    cellar.house.record(nothing, at(10)).then_expect_error(crate::bottle_lot::LotRefusal::NotFound);
    let mut harvest = cellar.harvest();
    if let Operation::Harvest { parcel, .. } = &mut harvest {
        *parcel = crate::testing::parcel(99);
    }
    cellar.house.record(harvest, at(10)).then_expect_error(ParcelRefusal::NotFound);
}

#[test]
fn a_draft_takes_effect_when_it_is_validated_and_not_before() {
    let mut cellar = Cellar::new();
    let before = cellar.stock();
    let racking = cellar.racking();
    let id = cellar.house.draft(racking, at(10)).unwrap();
    assert_eq!(cellar.stock(), before);
    cellar.house.validate(id).unwrap();
    assert_eq!(cellar.house.content(cellar.empty).0, hl("5"));
    cellar.house.validate(id).then_expect_error(crate::movement::MovementRefusal::Locked);
    assert_eq!(cellar.house.content(cellar.empty).0, hl("5"));
}

#[test]
fn nothing_takes_effect_ahead() {
    let mut cellar = Cellar::new();
    let (racking, tomorrow) = (cellar.racking(), today().next());
    let in_future = crate::policy::DateRefusal::InFuture { date: tomorrow, today: today() };
    cellar.house.record(racking.clone(), tomorrow).then_expect_error(in_future.clone());
    let id = cellar.house.draft(racking, tomorrow).unwrap();
    cellar.house.validate(id).then_expect_error(in_future);
    assert_eq!(cellar.house.content(cellar.empty), (Volume::ZERO, None));
}

#[test]
fn nothing_enters_a_closed_month() {
    let mut cellar = Cellar::new();
    let operations = cellar.operations();
    let august = Month::of(day("2026-08-20")).unwrap();
    let draft = cellar.house.draft(cellar.racking(), day("2026-08-20")).unwrap();
    cellar.house.close(august, today()).unwrap();
    let before = cellar.house.desk.ledger().len();
    let closed = crate::drm_period::DrmPeriodRefusal::Closed { month: august };
    for operation in operations {
        cellar.house.record(operation, day("2026-08-20")).then_expect_error(closed.clone());
    }
    cellar.house.validate(draft).then_expect_error(closed);
    assert_eq!(cellar.house.desk.ledger().len(), before);
}
