//! Each kind of movement is reversed, in its month and in a later one, once, and its counter-entry never.

use std::collections::BTreeMap;

use super::cellar::{Cellar, sale};
use crate::drm::{Return, Side as DrmSide};
use crate::drm_period::DrmPeriodRefusal;
use crate::movement::{Account, MovementRefusal, Operation, Posting, Side};
use crate::terms::LossCause;
use crate::testing::{Told, at, day, hl, month, today};
use crate::units::Volume;

/// What each account gave less what it took; a loss is taken by the account of losses.
fn net(postings: &[Posting]) -> BTreeMap<Account, Volume> {
    let mut net = BTreeMap::new();
    for Posting { side, account, volume_ml } in postings {
        let (account, change) = match side {
            Side::Debit => (*account, *volume_ml),
            Side::Credit => (*account, -*volume_ml),
            Side::Loss => (Account::Losses, -*volume_ml),
        };
        *net.entry(account).or_insert(Volume::ZERO) += change;
    }
    net.retain(|_, change| *change != Volume::ZERO);
    net
}

fn negated(net: BTreeMap<Account, Volume>) -> BTreeMap<Account, Volume> {
    net.into_iter().map(|(account, change)| (account, -change)).collect()
}

fn balances(drm: &Return) -> Vec<(Volume, Volume, Volume, Volume)> {
    let sides = |wine: &crate::drm::WineBalance| {
        (wine.opening_ml, wine.total(DrmSide::Entry), wine.total(DrmSide::Exit), wine.closing_ml)
    };
    drm.wines.iter().map(sides).collect()
}

/// Runs a check on a fresh cellar for each kind of movement.
fn for_each_kind(check: impl Fn(Cellar, Operation)) {
    for index in 0..Cellar::new().operations().len() {
        let mut cellar = Cellar::new();
        let operation = cellar.operations().swap_remove(index);
        check(cellar, operation);
    }
}

#[test]
fn a_reversal_in_the_same_month_leaves_no_trace_in_the_return() {
    for_each_kind(|mut cellar, operation| {
        let kind = format!("{operation:?}");
        let (stock, drm) = (cellar.stock(), cellar.house.drm(month("2026-09")));
        let id = cellar.record(operation, "2026-09-10");
        let counter = cellar.house.reverse(id, at(20)).unwrap_or_else(|refusal| panic!("{kind}: {refusal}"));
        assert_eq!(cellar.stock(), stock, "{kind}");
        let after = cellar.house.drm(month("2026-09"));
        assert_eq!(after.wines, drm.wines, "{kind}");
        assert_eq!(after.capsules, drm.capsules, "{kind}");
        let (written, back) = (cellar.house.postings(id), cellar.house.postings(counter));
        assert_eq!(net(&back), negated(net(&written)), "{kind}");
    });
}

#[test]
fn a_reversal_in_a_later_month_leaves_the_filed_one_as_it_was() {
    for_each_kind(|mut cellar, operation| {
        let kind = format!("{operation:?}");
        let stock = cellar.stock();
        let id = cellar.record(operation, "2026-09-10");
        cellar.house.close(month("2026-08"), today()).unwrap();
        cellar.house.close(month("2026-09"), today()).unwrap();
        let filed = cellar.house.drm(month("2026-09"));
        // The month is closed: the counter-entry cannot enter it.
        let closed = DrmPeriodRefusal::Closed { month: month("2026-09") };
        cellar.house.reverse(id, at(30)).then_expect_error(closed);
        cellar.house.reverse(id, day("2026-10-05")).unwrap_or_else(|refusal| panic!("{kind}: {refusal}"));
        assert_eq!(cellar.stock(), stock, "{kind}");
        assert_eq!(cellar.house.drm(month("2026-09")), filed, "{kind}");
        let october = cellar.house.drm(month("2026-10"));
        for (before, after) in balances(&filed).into_iter().zip(balances(&october)) {
            let (opening, entries, exits, closing) = after;
            assert_eq!((opening, entries, exits), (before.3, before.2, before.1), "{kind}");
            assert_eq!(closing, before.0, "{kind}");
        }
        cellar.house.close(month("2026-10"), today()).unwrap_or_else(|refusal| panic!("{kind}: {refusal}"));
    });
}

#[test]
fn a_movement_is_reversed_once_and_its_counter_entry_never() {
    for_each_kind(|mut cellar, operation| {
        let id = cellar.record(operation, "2026-09-10");
        let counter = cellar.house.reverse(id, at(20)).unwrap();
        let written = cellar.house.desk.ledger().len();
        let twice = cellar.house.reverse(id, at(21));
        twice.then_expect_error(MovementRefusal::AlreadyReversed { by: counter });
        cellar.house.reverse(counter, at(21)).then_expect_error(MovementRefusal::ReversalIsFinal);
        assert_eq!(cellar.house.desk.ledger().len(), written);
    });
}

#[test]
fn a_reversal_is_not_older_than_its_movement() {
    for_each_kind(|mut cellar, operation| {
        let kind = format!("{operation:?}");
        let id = cellar.record(operation, "2026-09-10");
        let refusal = cellar.house.reverse(id, at(9)).unwrap_err();
        assert_eq!(refusal.code, "REVERSAL_BEFORE_ENTRY", "{kind}");
    });
}

#[test]
fn a_counter_entry_that_nobody_marked_still_takes_nothing_back_twice() {
    let mut cellar = Cellar::new();
    let loss = Operation::Loss { vat: cellar.big, volume_ml: hl("0.1"), cause: LossCause::Processing };
    let id = cellar.record(loss, "2026-09-10");
    let by_hand = || Operation::Reversal { reverses: id, reason: "erreur".to_owned() };
    cellar.house.record(by_hand(), at(11)).unwrap();
    let refusal = cellar.house.record(by_hand(), at(11)).unwrap_err();
    assert_eq!(refusal.code, "VAT_NOTHING_TO_REVERSE");
}

#[test]
fn a_draft_or_a_discarded_one_is_not_reversed() {
    let mut cellar = Cellar::new();
    let racking = cellar.racking();
    let id = cellar.house.draft(racking, at(10)).unwrap();
    cellar.house.reverse(id, at(11)).then_expect_error(MovementRefusal::StillDraft);
    cellar.house.discard(id, "doublon").unwrap();
    cellar.house.reverse(id, at(11)).then_expect_error(MovementRefusal::Discarded);
    cellar.house.validate(id).then_expect_error(MovementRefusal::Discarded);
    let unknown = crate::testing::movement(999);
    cellar.house.reverse(unknown, at(11)).then_expect_error(MovementRefusal::NotFound);
}

#[test]
fn a_movement_whose_wine_went_on_is_not_reversed() {
    let mut cellar = Cellar::new();
    let racking = cellar.racking();
    let id = cellar.record(racking, "2026-09-10");
    let gone = Operation::Loss { vat: cellar.empty, volume_ml: hl("1"), cause: LossCause::Accident };
    cellar.record(gone, "2026-09-11");
    let written = cellar.house.desk.ledger().len();
    assert_eq!(cellar.house.reverse(id, at(12)).unwrap_err().code, "VAT_SHORT");
    assert_eq!(cellar.house.desk.ledger().len(), written);
}

#[test]
fn a_filling_whose_bottles_were_sold_is_not_reversed() {
    let mut cellar = Cellar::new();
    let id = cellar.record(super::cellar::bottling(cellar.big), "2026-09-10");
    cellar.record(sale(super::cellar::lot("L26-01"), 1), "2026-09-11");
    assert_eq!(cellar.house.reverse(id, at(12)).unwrap_err().code, "LOT_SHORT");
}
