use super::{is_complete, litre, muscadet, of_vat, only, vat_reversal};
use crate::drm::{Entry, Node};
use crate::terms::{BulkDestination, Country, LossCause, ReclassificationKind};
use crate::testing::{at, day, harvest, hl, month, movement, wine};
use crate::units::{Date, Volume};
use crate::vat::{EntryKind, Source, VatEvent};

pub(super) fn received(source: Source) -> VatEvent {
    let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
    VatEvent::WineReceived { movement, source, wine, volume_ml, occurred_on: at(10) }
}

pub(super) fn lost(cause: LossCause) -> VatEvent {
    let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
    VatEvent::LossRecorded { movement, cause, wine, volume_ml, occurred_on: at(10) }
}

pub(super) fn dispatched(destination: BulkDestination) -> VatEvent {
    let (movement, wine, volume_ml) = (movement(1), muscadet(), litre());
    VatEvent::BulkDispatched { movement, destination, wine, volume_ml, occurred_on: at(10) }
}

pub(super) fn adjusted(difference: &str) -> VatEvent {
    VatEvent::ContentAdjusted {
        movement: movement(1),
        wine: muscadet(),
        counted_ml: hl("20"),
        difference_ml: hl(difference),
        reason: "jauge".to_owned(),
        occurred_on: at(10),
        annual: false,
    }
}

pub(super) fn belgium() -> Country {
    Country::parse("BE").unwrap()
}

/// Every kind of entry, the event that makes it, what its reversal does to the content, and its node.
fn kinds() -> Vec<(EntryKind, VatEvent, Volume, Node)> {
    let sources = [
        (Source::Harvest { harvest: harvest(1) }, Node::VolumeProduced),
        (Source::Purchase { supplier: None }, Node::PurchasesAndReturns),
    ];
    let losses = [
        (LossCause::Processing, Node::Losses),
        (LossCause::WoodStorage, Node::Losses),
        (LossCause::TankStorage, Node::Losses),
        (LossCause::Bottling, Node::Losses),
        (LossCause::PackedStorage, Node::Losses),
        (LossCause::Breakage, Node::Losses),
        (LossCause::Sampling, Node::FamilyAndTasting),
        (LossCause::Accident, Node::OtherExits),
        (LossCause::Destruction, Node::OtherExits),
        (LossCause::Missing, Node::OtherExits),
    ];
    let contract = BulkDestination::Contract { number: "V26-1".to_owned() };
    let destinations = [
        (BulkDestination::FranceWithoutContract, Node::FranceCrdSuspended),
        (contract, Node::FinalExits),
        (BulkDestination::OutsideContract, Node::FinalExits),
        (BulkDestination::Export { country: belgium() }, Node::FinalExits),
        (BulkDestination::Distillery, Node::OtherExits),
        (BulkDestination::Industry, Node::OtherExits),
    ];
    let sources = sources
        .into_iter()
        .map(|(source, node)| (EntryKind::Received(source.clone()), received(source), -litre(), node));
    let losses = losses.into_iter().map(|(cause, node)| (EntryKind::Lost(cause), lost(cause), litre(), node));
    let destinations = destinations.into_iter().map(|(destination, node)| {
        (EntryKind::Dispatched(destination.clone()), dispatched(destination), litre(), node)
    });
    let adjustments = [
        (EntryKind::Adjusted, adjusted("0.01"), -litre(), Node::OtherEntries),
        (EntryKind::Adjusted, adjusted("-0.01"), litre(), Node::OtherExits),
    ];
    sources.chain(losses).chain(destinations).chain(adjustments).collect()
}

#[test]
fn each_entry_stands_on_its_node() {
    for (kind, event, _, node) in kinds() {
        let entry = only(of_vat(event));
        is_complete(&entry);
        assert_eq!((entry.node, entry.volume_ml, entry.wine), (node, litre(), muscadet()), "{kind:?}");
        assert_eq!((entry.movement, entry.month), (movement(1), month("2026-09")));
    }
}

#[test]
fn an_export_tells_its_country() {
    let export = BulkDestination::Export { country: belgium() };
    assert_eq!(only(of_vat(dispatched(export))).country, Some(belgium()));
    assert_eq!(only(of_vat(dispatched(BulkDestination::OutsideContract))).country, None);
}

#[test]
fn an_inventory_is_observed_in_the_words_of_the_person() {
    assert_eq!(only(of_vat(adjusted("-0.01"))).observation.as_deref(), Some("jauge"));
    assert!(of_vat(adjusted("0")).is_empty());
}

#[test]
fn a_reversal_in_the_same_month_comes_off_the_same_node() {
    for (kind, event, change, node) in kinds() {
        let original = only(of_vat(event));
        let entry = only(of_vat(vat_reversal(kind.clone(), change, at(30))));
        assert_eq!((entry.node, entry.volume_ml), (node, -litre()), "{kind:?}");
        assert_eq!(entry.effect(), -original.effect(), "{kind:?}");
        assert_eq!(entry.movement, movement(2));
    }
}

#[test]
fn a_reversal_in_a_later_month_enters_the_other_side() {
    for (kind, event, change, node) in kinds() {
        let original = only(of_vat(event));
        let entry = only(of_vat(vat_reversal(kind.clone(), change, day("2026-10-01"))));
        is_complete(&entry);
        let expected = match node {
            Node::FranceCrdSuspended => Node::ReplacedUnderSuspension,
            Node::VolumeProduced | Node::PurchasesAndReturns | Node::OtherEntries => Node::OtherExits,
            _ => Node::OtherEntries,
        };
        assert_eq!((entry.node, entry.volume_ml), (expected, litre()), "{kind:?}");
        assert_eq!(entry.effect(), -original.effect(), "{kind:?}");
        assert_eq!(entry.month, month("2026-10"));
    }
}

#[test]
fn a_taxed_dispatch_that_is_reversed_later_tells_its_month() {
    let kind = EntryKind::Dispatched(BulkDestination::FranceWithoutContract);
    let entry = only(of_vat(vat_reversal(kind, litre(), day("2027-01-02"))));
    assert_eq!(entry.replaced_month, Some(month("2026-09")));
    let words = "contre-écriture du 2026-09-10 : vente en France sous CRD";
    assert_eq!(entry.observation.as_deref(), Some(words));
}

fn nodes(entries: &[Entry]) -> Vec<(Node, crate::units::WineId, Volume)> {
    entries.iter().map(|entry| (entry.node, entry.wine, entry.volume_ml)).collect()
}

#[test]
fn a_reclassification_leaves_one_wine_and_enters_another() {
    let (from, to) = (muscadet(), wine("Vin de France"));
    let kind = ReclassificationKind::Downgrade;
    let volume_ml = litre();
    let event =
        VatEvent::WineReclassified { movement: movement(1), kind, from, to, volume_ml, occurred_on: at(10) };
    let original = of_vat(event);
    original.iter().for_each(is_complete);
    assert_eq!(
        nodes(&original),
        [(Node::ReclassifiedOut, from, litre()), (Node::ReclassifiedIn, to, litre())]
    );
    let reversal = |on: Date| {
        let of = EntryKind::Reclassified { from, to, kind };
        let VatEvent::EntryReversed { movement, reverses, wine, volume_ml, original_on, .. } =
            vat_reversal(EntryKind::Adjusted, litre(), on)
        else {
            panic!()
        };
        of_vat(VatEvent::EntryReversed {
            movement,
            reverses,
            of,
            wine,
            volume_ml,
            change_ml: Volume::ZERO,
            original_on,
            occurred_on: on,
        })
    };
    assert_eq!(
        nodes(&reversal(at(12))),
        [(Node::ReclassifiedOut, from, -litre()), (Node::ReclassifiedIn, to, -litre())]
    );
    // Later the wine passes back the other way, and each month balances by itself.
    assert_eq!(
        nodes(&reversal(day("2026-10-01"))),
        [(Node::ReclassifiedIn, from, litre()), (Node::ReclassifiedOut, to, litre())]
    );
}
