//! Which kind of movement stands on a node that sums up several, and under which contract.

use super::lots::{broken, returned, sold, sold_on};
use super::vats::{adjusted, belgium, dispatched, lost, received};
use super::{litre, lot_reversal, muscadet, of_lot, of_vat, only, vat_reversal};
use crate::bottle_lot::{BottleEntryKind, LotEvent};
use crate::drm::declared::Nature;
use crate::drm::{Entry, Node};
use crate::terms::{BulkDestination, LossCause, ReclassificationKind, Regime, SaleDestination};
use crate::testing::{at, day, harvest, movement, wine};
use crate::units::Volume;
use crate::vat::{EntryKind, Source, VatEvent};

fn contract() -> BulkDestination {
    BulkDestination::Contract { number: "V26-1".to_owned() }
}

fn natures(entries: &[Entry]) -> Vec<Option<Nature>> {
    entries.iter().map(|entry| entry.nature).collect()
}

#[test]
fn wine_in_bulk_tells_its_nature() {
    let country = belgium();
    let told = [
        (received(Source::Harvest { harvest: harvest(1) }), None),
        (received(Source::Purchase { supplier: None }), Some(Nature::Purchase)),
        (dispatched(BulkDestination::FranceWithoutContract), Some(Nature::Bulk)),
        (dispatched(contract()), Some(Nature::Contract)),
        (dispatched(BulkDestination::OutsideContract), Some(Nature::OutsideContract)),
        (dispatched(BulkDestination::Export { country }), Some(Nature::Export)),
        (dispatched(BulkDestination::Distillery), Some(Nature::Distillation)),
        (dispatched(BulkDestination::Industry), Some(Nature::Industry)),
        (lost(LossCause::TankStorage), None),
        (lost(LossCause::Accident), Some(Nature::Accident)),
        (lost(LossCause::Destruction), Some(Nature::Destruction)),
        (lost(LossCause::Missing), Some(Nature::Shortage)),
        (adjusted("0.01"), Some(Nature::Surplus)),
        (adjusted("-0.01"), Some(Nature::Shortage)),
    ];
    for (event, nature) in told {
        let entry = only(of_vat(event));
        assert_eq!(entry.nature, nature, "{entry:?}");
        assert_eq!(entry.contract.is_some(), nature == Some(Nature::Contract), "{entry:?}");
    }
}

#[test]
fn bottles_tell_their_nature() {
    let country = belgium();
    let told = [
        (sold(SaleDestination::FranceCrd, Regime::Suspended), Some(Nature::Bottles)),
        (sold(SaleDestination::FranceCrdPaid, Regime::Suspended), Some(Nature::Bottles)),
        (sold(SaleDestination::Export { country }, Regime::Suspended), Some(Nature::Export)),
        (sold(SaleDestination::Export { country }, Regime::Paid), Some(Nature::Export)),
        (
            sold(SaleDestination::FranceSuspended { document: None }, Regime::Suspended),
            Some(Nature::Warehouse),
        ),
        (returned(Regime::Suspended), Some(Nature::TaxedReturn)),
        // The paid stock takes its own bottles back: nothing is suspended again.
        (returned(Regime::Paid), None),
        (broken(LossCause::Breakage, Regime::Suspended), None),
        (broken(LossCause::Accident, Regime::Paid), Some(Nature::Accident)),
    ];
    for (event, nature) in told {
        let entry = only(of_lot(event));
        assert_eq!((entry.nature, entry.contract.as_deref()), (nature, None), "{entry:?}");
    }
}

#[test]
fn a_contract_is_told_and_taken_off_within_its_month_alone() {
    let number = Some("V26-1");
    assert_eq!(only(of_vat(dispatched(contract()))).contract.as_deref(), number);
    let reversed = |on| only(of_vat(vat_reversal(EntryKind::Dispatched(contract()), litre(), on)));
    let same_month = reversed(at(30));
    assert_eq!((same_month.nature, same_month.contract.as_deref()), (Some(Nature::Contract), number));
    let later = reversed(day("2026-10-01"));
    assert_eq!((later.nature, later.contract), (Some(Nature::CounterEntry), None));
}

#[test]
fn an_inventory_that_is_taken_back_keeps_its_nature_within_the_month() {
    let surplus = only(of_vat(vat_reversal(EntryKind::Adjusted, -litre(), at(30))));
    assert_eq!((surplus.nature, surplus.volume_ml), (Some(Nature::Surplus), -litre()));
    let shortage = only(of_vat(vat_reversal(EntryKind::Adjusted, litre(), at(30))));
    assert_eq!((shortage.nature, shortage.volume_ml), (Some(Nature::Shortage), -litre()));
}

#[test]
fn a_sale_that_is_taken_back_later_is_a_taxed_return_of_suspended_stock_alone() {
    let kind = || BottleEntryKind::Sold(SaleDestination::FranceCrd);
    let later = day("2026-10-01");
    let suspended = only(of_lot(lot_reversal(kind(), Regime::Suspended, 1, later)));
    assert_eq!(suspended.nature, Some(Nature::TaxedReturn));
    let paid = only(of_lot(lot_reversal(kind(), Regime::Paid, 1, later)));
    assert_eq!(paid.nature, Some(Nature::CounterEntry));
    let back = BottleEntryKind::Returned { sold_on: sold_on(), sold_to: None };
    let taxed_again = only(of_lot(lot_reversal(back, Regime::Suspended, -1, later)));
    assert_eq!(taxed_again.nature, Some(Nature::Bottles));
}

#[test]
fn what_left_without_the_duty_is_an_untaxed_return_to_the_suspended_stock_alone() {
    let back = |regime| {
        let LotEvent::BottlesReturned {
            movement,
            sold_on,
            regime,
            wine,
            bottles,
            volume_ml,
            reason,
            occurred_on,
            ..
        } = returned(regime)
        else {
            panic!()
        };
        let sold_to = Some(SaleDestination::FranceCrdPaid);
        only(of_lot(LotEvent::BottlesReturned {
            movement,
            sold_on,
            sold_to,
            regime,
            wine,
            bottles,
            volume_ml,
            reason,
            occurred_on,
        }))
    };
    let suspended = back(Regime::Suspended);
    assert_eq!((suspended.node, suspended.nature), (Node::OtherEntries, Some(Nature::UntaxedReturn)));
    let paid = back(Regime::Paid);
    assert_eq!((paid.node, paid.nature), (Node::PaidOtherEntries, None));
}

#[test]
fn both_sides_of_a_reclassification_tell_its_kind() {
    let (from, to) = (muscadet(), wine("Vin de France"));
    let kinds = [
        (ReclassificationKind::Fallback, Nature::Fallback),
        (ReclassificationKind::Downgrade, Nature::Downgrade),
        (ReclassificationKind::Transfer, Nature::Transfer),
    ];
    for (kind, nature) in kinds {
        let (movement, volume_ml, occurred_on) = (movement(1), litre(), at(10));
        let event = VatEvent::WineReclassified { movement, kind, from, to, volume_ml, occurred_on };
        assert_eq!(natures(&of_vat(event)), [Some(nature); 2]);
        let reversed = |on| {
            of_vat(VatEvent::EntryReversed {
                movement,
                reverses: movement,
                of: EntryKind::Reclassified { from, to, kind },
                wine: from,
                volume_ml,
                change_ml: Volume::ZERO,
                original_on: at(10),
                occurred_on: on,
            })
        };
        assert_eq!(natures(&reversed(at(12))), [Some(nature); 2]);
        assert_eq!(natures(&reversed(day("2026-10-01"))), [Some(Nature::CounterEntry); 2]);
    }
}
