//! Each command with what follows from it. The refusals and the timeline have their own files.

use super::{EntryKind, Loss, Material, Purpose, Share, Source, Vat, VatCommand, VatEvent};
use crate::terms::{BulkDestination, LossCause, ReclassificationKind};
use crate::testing::{at, day, given, harvest, hl, movement, vat, wine};
use crate::units::{Date, LotId, Volume, WineId};

mod extremes;
mod notes;
mod refusals;
mod timeline;

fn muscadet() -> WineId {
    wine("Muscadet")
}

fn lot() -> LotId {
    LotId::of(crate::testing::ESTATE, "L26-01")
}

/// A vat `C1` of 30 hl since 1 August.
fn commissioned() -> VatEvent {
    VatEvent::VatCommissioned {
        code: "C1".to_owned(),
        capacity_ml: hl("30"),
        material: Material::StainlessSteel,
        occurred_on: day("2026-08-01"),
    }
}

fn purchase() -> Source {
    Source::Purchase { supplier: None }
}

fn received(number: u128, wine: WineId, volume: &str, on: Date) -> VatEvent {
    let (movement, volume_ml) = (movement(number), hl(volume));
    VatEvent::WineReceived { movement, source: purchase(), wine, volume_ml, occurred_on: on }
}

fn drawn(number: u128, volume: &str, on: Date) -> VatEvent {
    VatEvent::WineDrawn {
        movement: movement(number),
        purpose: Purpose::Transfer { to: vat(2) },
        wine: muscadet(),
        volume_ml: hl(volume),
        occurred_on: on,
    }
}

fn reclassified(number: u128, to: WineId, volume: &str, on: Date) -> VatEvent {
    VatEvent::WineReclassified {
        movement: movement(number),
        kind: ReclassificationKind::Downgrade,
        from: muscadet(),
        to,
        volume_ml: hl(volume),
        occurred_on: on,
    }
}

fn receive(number: u128, wine: WineId, volume_ml: Volume, on: Date) -> VatCommand {
    VatCommand::Receive { movement: movement(number), source: purchase(), wine, volume_ml, on }
}

fn draw(number: u128, volume_ml: Volume, lost: Option<Volume>, on: Date) -> VatCommand {
    let loss = lost.map(|volume_ml| Loss { volume_ml, cause: LossCause::Bottling });
    VatCommand::Draw {
        movement: movement(number),
        purpose: Purpose::Bottling { lot: lot() },
        volume_ml,
        loss,
        on,
    }
}

fn lose(number: u128, volume_ml: Volume, on: Date) -> VatCommand {
    let loss = Loss { volume_ml, cause: LossCause::WoodStorage };
    VatCommand::Lose { movement: movement(number), loss, on }
}

fn adjust(number: u128, counted_ml: Volume, wine: Option<WineId>, on: Date) -> VatCommand {
    let reason = "jauge".to_owned();
    VatCommand::Adjust { movement: movement(number), counted_ml, wine, reason, on, annual: false }
}

fn reverse(reverses: u128, on: Date) -> VatCommand {
    VatCommand::Reverse { movement: movement(99), reverses: movement(reverses), on }
}

/// The vat with 20 hl of Muscadet since the 10th.
fn filled() -> [VatEvent; 2] {
    [commissioned(), received(1, muscadet(), "20", at(10))]
}

#[test]
fn a_vat_is_commissioned_under_its_trimmed_name() {
    let commission = VatCommand::Commission {
        code: " C1 ".to_owned(),
        capacity_ml: hl("30"),
        material: Material::StainlessSteel,
        on: day("2026-08-01"),
    };
    given::<Vat>([]).when(commission).then_expect_events(vec![commissioned()]);
}

#[test]
fn wine_enters_from_wherever_it_comes() {
    let from = vec![Share { vat: vat(2), volume_ml: hl("5") }];
    let sources =
        [Source::Harvest { harvest: harvest(1) }, Source::Transfer { from }, purchase(), Source::Opening];
    for source in sources {
        let (movement, wine, volume_ml) = (movement(1), muscadet(), hl("24.6"));
        given::<Vat>([commissioned()])
            .when(VatCommand::Receive { movement, source: source.clone(), wine, volume_ml, on: at(10) })
            .then_expect_events(vec![VatEvent::WineReceived {
                movement,
                source,
                wine,
                volume_ml,
                occurred_on: at(10),
            }]);
    }
}

#[test]
fn wine_and_its_loss_leave_together() {
    let (purpose, wine) = (Purpose::Bottling { lot: lot() }, muscadet());
    given::<Vat>(filled()).when(draw(2, hl("18.75"), Some(hl("0.2")), at(20))).then_expect_events(vec![
        VatEvent::WineDrawn {
            movement: movement(2),
            purpose,
            wine,
            volume_ml: hl("18.75"),
            occurred_on: at(20),
        },
        VatEvent::LossRecorded {
            movement: movement(2),
            cause: LossCause::Bottling,
            wine,
            volume_ml: hl("0.2"),
            occurred_on: at(20),
        },
    ]);
}

#[test]
fn a_loss_keeps_its_cause() {
    given::<Vat>(filled()).when(lose(2, hl("0.1"), at(20))).then_expect_events(vec![
        VatEvent::LossRecorded {
            movement: movement(2),
            cause: LossCause::WoodStorage,
            wine: muscadet(),
            volume_ml: hl("0.1"),
            occurred_on: at(20),
        },
    ]);
}

#[test]
fn wine_leaves_in_bulk() {
    let destination = BulkDestination::Contract { number: "V26-1".to_owned() };
    let (movement, volume_ml) = (movement(2), hl("20"));
    given::<Vat>(filled())
        .when(VatCommand::Dispatch { movement, destination: destination.clone(), volume_ml, on: at(20) })
        .then_expect_events(vec![VatEvent::BulkDispatched {
            movement,
            destination,
            wine: muscadet(),
            volume_ml,
            occurred_on: at(20),
        }]);
}

#[test]
fn a_reclassification_takes_the_whole_content_of_its_day() {
    let events = filled().into_iter().chain([drawn(2, "5", at(15)), drawn(3, "1", at(25))]);
    let (kind, to) = (ReclassificationKind::Downgrade, wine("Vin de France"));
    // What leaves on the 25th leaves another wine than was drawn: the history would no longer hold.
    let refused = given::<Vat>(events.clone()).when(VatCommand::Reclassify {
        movement: movement(4),
        to,
        kind,
        on: at(20),
    });
    assert!(refused.inspect_result().is_err());
    given::<Vat>(events)
        .when(VatCommand::Reclassify { movement: movement(4), to, kind, on: at(26) })
        .then_expect_events(vec![reclassified(4, to, "14", at(26))]);
}

#[test]
fn an_inventory_books_what_it_finds_or_misses_or_that_all_is_right() {
    for (counted, difference) in [("21.5", "1.5"), ("19.9", "-0.1"), ("0", "-20"), ("20", "0")] {
        given::<Vat>(filled()).when(adjust(2, hl(counted), None, at(20))).then_expect_events(vec![
            VatEvent::ContentAdjusted {
                movement: movement(2),
                wine: muscadet(),
                counted_ml: hl(counted),
                difference_ml: hl(difference),
                reason: "jauge".to_owned(),
                occurred_on: at(20),
                annual: false,
            },
        ]);
    }
}

#[test]
fn an_inventory_names_the_wine_that_it_finds_in_an_empty_vat() {
    given::<Vat>([commissioned()]).when(adjust(2, hl("3"), Some(muscadet()), at(20))).then_expect_events(
        vec![VatEvent::ContentAdjusted {
            movement: movement(2),
            wine: muscadet(),
            counted_ml: hl("3"),
            difference_ml: hl("3"),
            reason: "jauge".to_owned(),
            occurred_on: at(20),
            annual: false,
        }],
    );
}

#[test]
fn a_reversal_takes_back_every_entry_of_a_movement() {
    let lost = VatEvent::LossRecorded {
        movement: movement(2),
        cause: LossCause::Bottling,
        wine: muscadet(),
        volume_ml: hl("0.2"),
        occurred_on: at(20),
    };
    let back = |of: EntryKind, volume: &str| VatEvent::EntryReversed {
        movement: movement(99),
        reverses: movement(2),
        of,
        wine: muscadet(),
        volume_ml: hl(volume),
        change_ml: hl(volume),
        original_on: at(20),
        occurred_on: at(21),
    };
    given::<Vat>(filled()).and([drawn(2, "5", at(20)), lost]).when(reverse(2, at(21))).then_expect_events(
        vec![
            back(EntryKind::Drawn(Purpose::Transfer { to: vat(2) }), "5"),
            back(EntryKind::Lost(LossCause::Bottling), "0.2"),
        ],
    );
}

#[test]
fn a_reversed_reclassification_gives_the_wine_its_name_back() {
    let to = wine("Vin de France");
    let events = [reclassified(2, to, "20", at(20))];
    let back = VatEvent::EntryReversed {
        movement: movement(99),
        reverses: movement(2),
        of: EntryKind::Reclassified { from: muscadet(), to, kind: ReclassificationKind::Downgrade },
        wine: muscadet(),
        volume_ml: hl("20"),
        change_ml: Volume::ZERO,
        original_on: at(20),
        occurred_on: at(22),
    };
    given::<Vat>(filled())
        .and(events.clone())
        .when(reverse(2, at(22)))
        .then_expect_events(vec![back.clone()]);
    let Vat::InService(vessel) = given::<Vat>(filled()).and(events).and([back]).state() else { panic!() };
    assert_eq!(vessel.contents.at(at(21)), (hl("20"), Some(to)));
    assert_eq!(vessel.contents.last(), (hl("20"), Some(muscadet())));
}

#[test]
fn an_empty_vat_is_retired() {
    given::<Vat>(filled())
        .and([drawn(2, "20", at(20))])
        .when(VatCommand::Retire { on: at(20) })
        .then_expect_events(vec![VatEvent::VatRetired { occurred_on: at(20) }]);
}
