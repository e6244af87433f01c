//! Each event with the node that it enters, as the movement catalogues of the portals map it to the CIEL tree.

use super::{Entry, Node, Side, classify};
use crate::Fact;
use crate::bottle_lot::{BottleEntryKind, LotEvent};
use crate::terms::Regime;
use crate::testing::{ESTATE, at, movement, vat, wine};
use crate::units::{Date, LotId, Month, Volume, WineId};
use crate::vat::{EntryKind, VatEvent};

mod ledger;
mod lots;
mod natures;
mod silent;
mod tree;
mod vats;

fn muscadet() -> WineId {
    wine("Muscadet")
}

fn litre() -> Volume {
    Volume::from_litres(1)
}

fn of_vat(event: VatEvent) -> Vec<Entry> {
    classify(&Fact::Vat(vat(1), event))
}

fn of_lot(event: LotEvent) -> Vec<Entry> {
    classify(&Fact::Lot(LotId::of(ESTATE, "L26-01"), event))
}

/// The one entry of an event.
fn only(entries: Vec<Entry>) -> Entry {
    let [entry] = <[Entry; 1]>::try_from(entries).unwrap();
    entry
}

/// A counter-entry in a vat: `change` is what it does to the content.
fn vat_reversal(of: EntryKind, change_ml: Volume, on: Date) -> VatEvent {
    VatEvent::EntryReversed {
        movement: movement(2),
        reverses: movement(1),
        of,
        wine: muscadet(),
        volume_ml: change_ml.abs(),
        change_ml,
        original_on: at(10),
        occurred_on: on,
    }
}

/// A counter-entry in a lot of one bottle of a litre.
fn lot_reversal(of: BottleEntryKind, regime: Regime, change: i64, on: Date) -> LotEvent {
    LotEvent::BottleEntryReversed {
        movement: movement(2),
        reverses: movement(1),
        of,
        regime,
        wine: muscadet(),
        change,
        change_ml: litre().times(change).unwrap(),
        original_on: at(10),
        occurred_on: on,
    }
}

/// What must hold of every entry, whatever its node.
fn is_complete(entry: &Entry) {
    assert_eq!(Month::of(entry.occurred_on), Some(entry.month));
    assert_eq!(
        entry.effect().is_positive(),
        (entry.node.side() == Side::Entry) == entry.volume_ml.is_positive()
    );
    // RG17 to RG19, and `autre` of the paid balance: these nodes are refused without an observation.
    let asks = matches!(
        entry.node,
        Node::OtherEntries
            | Node::OtherExits
            | Node::ReplacedUnderSuspension
            | Node::PaidOtherEntries
            | Node::PaidOtherExits
            | Node::PaidReplacedUnderSuspension
    );
    let observation = entry.observation.as_deref();
    assert_eq!(observation.is_some(), asks, "{entry:?}");
    assert!(
        observation.is_none_or(|text| !text.is_empty() && text.chars().count() <= 250 && !text.contains('/'))
    );
    assert_eq!(entry.replaced_month.is_some(), entry.node == Node::ReplacedUnderSuspension, "{entry:?}");
    let paid = entry.node.name().starts_with("PAID_");
    assert_eq!(paid, entry.regime == Regime::Paid, "{entry:?}");
}
