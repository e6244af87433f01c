use super::{is_complete, litre, lot_reversal, muscadet, of_lot, only};
use crate::bottle_lot::{BottleEntryKind, LotEvent};
use crate::drm::Node;
use crate::terms::{Country, LossCause, Regime, SaleDestination};
use crate::testing::{at, day, month, movement};
use crate::units::Date;

pub(super) fn sold(destination: SaleDestination, regime: Regime) -> LotEvent {
    LotEvent::BottlesSold {
        movement: movement(1),
        order: None,
        destination,
        regime,
        wine: muscadet(),
        bottles: 1,
        volume_ml: litre(),
        occurred_on: at(10),
    }
}

pub(super) fn returned(regime: Regime) -> LotEvent {
    LotEvent::BottlesReturned {
        movement: movement(1),
        sold_on: sold_on(),
        sold_to: None,
        regime,
        wine: muscadet(),
        bottles: 1,
        volume_ml: litre(),
        reason: "refus".to_owned(),
        occurred_on: at(10),
    }
}

pub(super) fn sold_on() -> Date {
    day("2026-08-20")
}

pub(super) fn broken(cause: LossCause, regime: Regime) -> LotEvent {
    let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
    LotEvent::BottlesBroken { movement, cause, regime, wine, bottles: 1, volume_ml, occurred_on: at(10) }
}

fn tasted(regime: Regime) -> LotEvent {
    let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
    LotEvent::BottlesTasted { movement, regime, wine, bottles: 1, volume_ml, occurred_on: at(10) }
}

fn counted(difference: i64, regime: Regime) -> LotEvent {
    LotEvent::CountAdjusted {
        movement: movement(1),
        regime,
        wine: muscadet(),
        counted: 10,
        difference,
        difference_ml: litre().times(difference).unwrap(),
        reason: "inventaire".to_owned(),
        occurred_on: at(10),
        annual: false,
    }
}

fn belgium() -> Country {
    Country::parse("BE").unwrap()
}

/// Every kind of entry: the event in that regime, what its reversal does to the count, its node suspended and paid,
/// and the node of its reversal in a later month.
type Kind = (BottleEntryKind, LotEvent, i64, (Node, Node), Node);

fn kinds(regime: Regime) -> Vec<Kind> {
    use Node::{
        FamilyAndTasting, FinalExits, FranceCrdPaid, FranceCrdSuspended, Losses, OtherEntries, OtherExits,
        PaidOtherEntries, PaidOtherExits, PaidSales, ReplacedUnderSuspension,
    };
    let suspended = SaleDestination::FranceSuspended { document: None };
    let sales = [
        (SaleDestination::FranceCrd, FranceCrdSuspended, ReplacedUnderSuspension),
        (SaleDestination::FranceCrdPaid, FranceCrdPaid, OtherEntries),
        (SaleDestination::Export { country: belgium() }, FinalExits, OtherEntries),
        (suspended, FinalExits, OtherEntries),
    ];
    let losses = [
        (LossCause::Breakage, Losses),
        (LossCause::PackedStorage, Losses),
        (LossCause::Accident, OtherExits),
        (LossCause::Destruction, OtherExits),
        (LossCause::Missing, OtherExits),
    ];
    let mut kinds = Vec::new();
    for (to, node, later) in sales {
        kinds.push((BottleEntryKind::Sold(to.clone()), sold(to, regime), 1, (node, PaidSales), later));
    }
    for (cause, node) in losses {
        let nodes = (node, PaidOtherExits);
        kinds.push((BottleEntryKind::Lost(cause), broken(cause, regime), 1, nodes, OtherEntries));
    }
    let tasting = (FamilyAndTasting, PaidOtherExits);
    let returning = (ReplacedUnderSuspension, PaidOtherEntries);
    let back = BottleEntryKind::Returned { sold_on: sold_on(), sold_to: None };
    kinds.extend([
        (BottleEntryKind::Lost(LossCause::Sampling), tasted(regime), 1, tasting, OtherEntries),
        (back, returned(regime), -1, returning, FranceCrdSuspended),
        (BottleEntryKind::Adjusted, counted(1, regime), -1, (OtherEntries, PaidOtherEntries), OtherExits),
        (BottleEntryKind::Adjusted, counted(-1, regime), 1, (OtherExits, PaidOtherExits), OtherEntries),
    ]);
    kinds
}

fn in_paid(node: Node) -> Node {
    match node {
        Node::FranceCrdSuspended => Node::PaidSales,
        Node::OtherEntries | Node::ReplacedUnderSuspension => Node::PaidOtherEntries,
        _ => Node::PaidOtherExits,
    }
}

#[test]
fn each_entry_stands_on_the_node_of_its_regime() {
    for regime in [Regime::Suspended, Regime::Paid] {
        for (kind, event, _, (suspended, paid), _) in kinds(regime) {
            let entry = only(of_lot(event));
            is_complete(&entry);
            let node = if regime == Regime::Paid { paid } else { suspended };
            assert_eq!((entry.node, entry.volume_ml, entry.regime), (node, litre(), regime), "{kind:?}");
        }
    }
}

#[test]
fn an_export_tells_its_country_and_a_return_its_month() {
    let export = only(of_lot(sold(SaleDestination::Export { country: belgium() }, Regime::Suspended)));
    assert_eq!(export.country, Some(belgium()));
    let back = only(of_lot(returned(Regime::Suspended)));
    assert_eq!(back.replaced_month, Some(month("2026-08")));
    assert_eq!(back.observation.as_deref(), Some("refus"));
}

#[test]
fn an_inventory_that_was_right_enters_nothing() {
    assert!(of_lot(counted(0, Regime::Suspended)).is_empty());
}

#[test]
fn a_reversal_in_the_same_month_comes_off_the_same_node() {
    for regime in [Regime::Suspended, Regime::Paid] {
        for (kind, event, change, ..) in kinds(regime) {
            let original = only(of_lot(event));
            let entry = only(of_lot(lot_reversal(kind.clone(), regime, change, at(30))));
            assert_eq!((entry.node, entry.volume_ml), (original.node, -litre()), "{kind:?}");
            assert_eq!(entry.effect(), -original.effect(), "{kind:?}");
        }
    }
}

#[test]
fn a_reversal_in_a_later_month_enters_the_other_side() {
    for regime in [Regime::Suspended, Regime::Paid] {
        for (kind, event, change, _, later) in kinds(regime) {
            let original = only(of_lot(event));
            let entry = only(of_lot(lot_reversal(kind.clone(), regime, change, day("2026-10-01"))));
            is_complete(&entry);
            let node = if regime == Regime::Paid { in_paid(later) } else { later };
            assert_eq!((entry.node, entry.volume_ml), (node, litre()), "{kind:?}");
            assert_eq!(entry.effect(), -original.effect(), "{kind:?}");
        }
    }
}

#[test]
fn a_return_that_is_reversed_later_is_taxed_again() {
    let kind = BottleEntryKind::Returned { sold_on: sold_on(), sold_to: None };
    let entry = only(of_lot(lot_reversal(kind, Regime::Suspended, -1, day("2026-10-01"))));
    assert_eq!((entry.node, entry.replaced_month), (Node::FranceCrdSuspended, None));
}
