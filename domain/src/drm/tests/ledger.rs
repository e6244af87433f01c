//! The months of a ledger follow from each other.

use super::{muscadet, of_vat};
use crate::Fact;
use crate::capsule_account::CapsuleEvent;
use crate::drm::{CapsuleNode, Ledger, Node, Side, capsule_entry};
use crate::estate::{EstateEvent, OpeningStock};
use crate::terms::{LossCause, Regime};
use crate::testing::{ESTATE, at, capsule_kind, day, hl, month, movement, vat, wine};
use crate::units::{Date, Volume};
use crate::vat::VatEvent;

fn opening(stocks: &[(&str, Regime, &str)]) -> Fact {
    let stocks = stocks.iter().map(|(label, regime, volume)| OpeningStock {
        wine: wine(label),
        regime: *regime,
        volume_ml: hl(volume),
    });
    let (month, stocks) = (month("2026-07"), stocks.collect());
    Fact::Estate(ESTATE, EstateEvent::OpeningStockTaken { month, file_sha256: String::new(), stocks })
}

fn lost(volume: &str, on: Date) -> Fact {
    let event = VatEvent::LossRecorded {
        movement: movement(1),
        cause: LossCause::TankStorage,
        wine: muscadet(),
        volume_ml: hl(volume),
        occurred_on: on,
    };
    assert_eq!(of_vat(event.clone()).len(), 1);
    Fact::Vat(vat(1), event)
}

#[test]
fn a_month_opens_with_what_the_month_before_closed_with() {
    let facts = [
        opening(&[("Muscadet", Regime::Suspended, "50"), ("Muscadet", Regime::Paid, "3")]),
        lost("1", at(10)),
        lost("2", day("2026-08-10")),
        lost("4", day("2026-11-10")),
    ];
    let ledger = Ledger::fold(&facts);
    let mut expected = [("50", "48"), ("48", "47"), ("47", "47"), ("47", "43"), ("43", "43")].into_iter();
    for text in ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"] {
        let drm = ledger.month(month(text));
        assert_eq!(drm.fault(), None);
        let [suspended, paid] = &drm.wines[..] else { panic!("{drm:?}") };
        assert_eq!((paid.opening_ml, paid.closing_ml, paid.movements.len()), (hl("3"), hl("3"), 0));
        let (opening, closing) = expected.next().unwrap();
        assert_eq!((suspended.opening_ml, suspended.closing_ml), (hl(opening), hl(closing)), "{text}");
        assert_eq!(suspended.on(Node::Losses), suspended.total(Side::Exit));
    }
}

#[test]
fn a_wine_appears_while_it_is_in_stock_or_moves() {
    let facts = [opening(&[("Muscadet", Regime::Suspended, "1"), ("Gros Plant", Regime::Suspended, "0")])];
    let ledger = Ledger::fold(facts.iter().chain(&[lost("1", at(10))]));
    let wines = |text: &str| ledger.month(month(text)).wines.iter().map(|it| it.wine).collect::<Vec<_>>();
    assert_eq!(wines("2026-08"), [muscadet()]);
    assert_eq!(wines("2026-09"), [muscadet()]);
    assert!(wines("2026-10").is_empty());
}

#[test]
fn entries_that_cancel_each_other_leave_no_node() {
    let reversal = VatEvent::EntryReversed {
        movement: movement(2),
        reverses: movement(1),
        of: crate::vat::EntryKind::Lost(LossCause::TankStorage),
        wine: muscadet(),
        volume_ml: hl("1"),
        change_ml: hl("1"),
        original_on: at(10),
        occurred_on: at(11),
    };
    let facts =
        [opening(&[("Muscadet", Regime::Suspended, "1")]), lost("1", at(10)), Fact::Vat(vat(1), reversal)];
    let drm = Ledger::fold(&facts).month(month("2026-09"));
    assert_eq!(drm.wines[0].movements, []);
    assert_eq!(drm.wines[0].closing_ml, Volume::from_hl(1));
}

#[test]
fn each_event_of_capsules_stands_on_its_node() {
    let (count, occurred_on) = (10, at(10));
    let movement_of = movement(1);
    let reversed = |occurred_on| CapsuleEvent::CapsuleUseReversed {
        movement: movement(2),
        reverses: movement(1),
        count,
        original_on: at(10),
        occurred_on,
    };
    for (event, node, signed) in [
        (CapsuleEvent::CapsulesBought { count, occurred_on }, CapsuleNode::Bought, 10),
        (CapsuleEvent::CapsulesUsed { movement: movement_of, count, occurred_on }, CapsuleNode::Used, 10),
        (reversed(at(11)), CapsuleNode::Used, -10),
        (reversed(day("2026-10-01")), CapsuleNode::OtherEntries, 10),
        (CapsuleEvent::CapsulesReturned { count, occurred_on }, CapsuleNode::Returned, 10),
        (CapsuleEvent::CapsulesFound { count, occurred_on }, CapsuleNode::Found, 10),
        (CapsuleEvent::CapsulesDestroyed { count, occurred_on }, CapsuleNode::Destroyed, 10),
        (CapsuleEvent::CapsulesMissing { count, occurred_on }, CapsuleNode::Missing, 10),
    ] {
        let entry = capsule_entry(&event).unwrap();
        assert_eq!((entry.node, entry.count), (node, signed), "{event:?}");
    }
    let opened = CapsuleEvent::CapsulesOpened { kind: capsule_kind(750), count, month: month("2026-08") };
    assert_eq!(capsule_entry(&opened), None);
}
