//! The life of a movement: each command with what follows from it, and each refusal. What an operation does to other
//! aggregates has its own files.

use super::{
    Account, Movement, MovementCommand, MovementEvent, MovementRefusal, Operation, Posting, Side, imbalance,
};
use crate::policy::{DateRefusal, PaperRefusal};
use crate::terms::{BulkDestination, CapsuleKind, FiscalCategory, LossCause, SaleDestination};
use crate::testing::{
    ESTATE, House, Told, at, capsule_kind, day, given, hl, movement, order, refused, today, vat,
};
use crate::units::{Date, LotId, QuantityRefusal, Volume};
use crate::vat::Share;

mod cellar;
mod effects;
mod extremes;
mod reversals;

fn loss_of(volume_ml: Volume) -> Operation {
    Operation::Loss { vat: vat(1), volume_ml, cause: LossCause::Processing }
}

fn loss() -> Operation {
    loss_of(hl("0.1"))
}

fn transfer(sources: &[(u128, &str)], loss: &str) -> Operation {
    let sources = sources.iter().map(|(number, volume)| Share { vat: vat(*number), volume_ml: hl(volume) });
    Operation::Transfer { sources: sources.collect(), to: vat(9), loss_ml: hl(loss) }
}

fn bottling(lot_number: &str, loss: &str) -> Operation {
    Operation::Bottling {
        vat: vat(1),
        lot: LotId::of(ESTATE, lot_number),
        lot_number: lot_number.to_owned(),
        bottles: 100,
        size_ml: 750,
        loss_ml: hl(loss),
        vintage: None,
        capsules: None,
    }
}

fn suspended_sale(document: &str) -> Operation {
    let destination = SaleDestination::FranceSuspended { document: Some(document.to_owned()) };
    Operation::Sale { lot: LotId::of(ESTATE, "L26-01"), bottles: 6, destination, order: None }
}

fn contract(number: &str) -> Operation {
    let destination = BulkDestination::Contract { number: number.to_owned() };
    Operation::BulkDispatch { vat: vat(1), volume_ml: hl("1"), destination }
}

fn reversal() -> Operation {
    Operation::Reversal { reverses: movement(1), reason: "erreur".to_owned() }
}

fn postings() -> Vec<Posting> {
    let (account, volume_ml) = (Account::Vat(vat(1)), hl("0.1"));
    [Side::Debit, Side::Loss].map(|side| Posting { side, account, volume_ml }).to_vec()
}

fn draft_of(operation: Operation) -> MovementCommand {
    MovementCommand::Draft { operation, on: at(10) }
}

fn drafted() -> MovementEvent {
    MovementEvent::MovementDrafted { operation: loss(), occurred_on: at(10) }
}

fn amend() -> MovementCommand {
    MovementCommand::Amend { operation: loss_of(hl("0.2")), on: at(11) }
}

fn discard(reason: &str) -> MovementCommand {
    MovementCommand::Discard { reason: reason.to_owned() }
}

fn discarded() -> MovementEvent {
    MovementEvent::MovementDiscarded { reason: "doublon".to_owned() }
}

fn record_on(operation: Operation, on: Date) -> MovementCommand {
    MovementCommand::Record { operation, on, postings: postings() }
}

fn validated_as(operation: Operation) -> MovementEvent {
    MovementEvent::MovementValidated { operation, occurred_on: at(10), postings: postings() }
}

fn validated() -> MovementEvent {
    validated_as(loss())
}

fn mark(on: Date) -> MovementCommand {
    MovementCommand::MarkReversed { by: movement(2), on }
}

fn reversed() -> MovementEvent {
    MovementEvent::MovementReversed { by: movement(2), occurred_on: at(20) }
}

#[test]
fn a_draft_is_written_and_may_lie_ahead() {
    given::<Movement>([]).when(draft_of(loss())).then_expect_events(vec![drafted()]);
    let ahead = MovementCommand::Draft { operation: loss(), on: day("2030-01-01") };
    assert!(given::<Movement>([]).when(ahead).inspect_result().is_ok());
}

#[test]
fn a_draft_is_amended() {
    let amended = MovementEvent::MovementAmended { operation: loss_of(hl("0.2")), occurred_on: at(11) };
    given::<Movement>([drafted()]).when(amend()).then_expect_events(vec![amended]);
}

#[test]
fn a_draft_is_discarded() {
    given::<Movement>([drafted()]).when(discard(" doublon ")).then_expect_events(vec![discarded()]);
}

#[test]
fn a_movement_takes_effect_by_way_of_a_draft_or_at_once() {
    let validate = MovementCommand::Validate { postings: postings() };
    given::<Movement>([drafted()]).when(validate).then_expect_events(vec![validated()]);
    given::<Movement>([]).when(record_on(loss(), at(10))).then_expect_events(vec![validated()]);
}

#[test]
fn a_counter_entry_is_noted() {
    given::<Movement>([validated()]).when(mark(at(20))).then_expect_events(vec![reversed()]);
}

#[test]
fn debits_are_credits_and_losses() {
    assert_eq!(imbalance(&postings()), Volume::ZERO);
    assert_eq!(imbalance(&postings()[..1]), hl("0.1"));
    assert_eq!(imbalance(&postings()[1..]), hl("-0.1"));
    assert_eq!(imbalance(&[]), Volume::ZERO);
}

fn loss_invalid(volume: &str, loss: &str) -> MovementRefusal {
    MovementRefusal::LossInvalid { volume_ml: hl(volume), loss_ml: hl(loss) }
}

/// A house with 5 hl of one wine in the first vat, 5 hl of another in the second and an empty third.
fn two_wines() -> House {
    let mut house = House::open(&["Muscadet", "Gros Plant"], &[]);
    for (label, number) in [("Muscadet", 1), ("Gros Plant", 2)] {
        let (vat, wine, volume_ml) = (house.vat(30), crate::testing::wine(label), hl("5"));
        assert_eq!(vat, crate::testing::vat(number));
        house.record(Operation::Purchase { vat, wine, volume_ml, supplier: None }, at(1)).unwrap();
    }
    house.vat(30);
    house
}

fn blend(sources: &[(u128, &str)]) -> Operation {
    match transfer(sources, "0") {
        Operation::Transfer { sources, loss_ml, .. } => Operation::Transfer { sources, to: vat(3), loss_ml },
        other => other,
    }
}

fn bottling_under(category: FiscalCategory) -> Operation {
    match bottling("L1", "0") {
        Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, .. } => {
            let capsules = Some(CapsuleKind { category, ..capsule_kind(size_ml) });
            Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules }
        }
        other => other,
    }
}

fn sent_off(destination: BulkDestination) -> Operation {
    Operation::BulkDispatch { vat: vat(1), volume_ml: hl("1"), destination }
}

refused! { MovementRefusal:
    a_movement_that_was_never_written_is_not_amended:
        given::<Movement>([]).when(amend()) => MovementRefusal::NotFound;
    a_movement_that_was_never_written_is_not_validated:
        two_wines().validate(movement(77)) => MovementRefusal::NotFound;
    a_movement_is_written_once:
        given::<Movement>([drafted()]).when(draft_of(loss())) => MovementRefusal::AlreadyExists;
    a_validated_movement_is_not_recorded_again:
        given::<Movement>([validated()]).when(record_on(loss(), at(10))) => MovementRefusal::AlreadyExists;
    a_validated_movement_is_not_amended:
        given::<Movement>([validated()]).when(amend()) => MovementRefusal::Locked;
    a_validated_movement_is_not_discarded:
        given::<Movement>([validated()]).when(discard("doublon")) => MovementRefusal::Locked;
    a_reversed_movement_is_not_amended:
        given::<Movement>([validated(), reversed()]).when(amend()) => MovementRefusal::Locked;
    a_movement_is_validated_once:
        given::<Movement>([validated()]).when(MovementCommand::Validate { postings: postings() })
        => MovementRefusal::Locked;
    a_discarded_draft_is_not_amended:
        given::<Movement>([drafted(), discarded()]).when(amend()) => MovementRefusal::Discarded;
    a_draft_is_not_reversed: given::<Movement>([drafted()]).when(mark(at(20))) => MovementRefusal::StillDraft;
    a_movement_is_reversed_once:
        given::<Movement>([validated(), reversed()]).when(mark(at(21)))
        => MovementRefusal::AlreadyReversed { by: movement(2) };
    a_counter_entry_is_not_reversed:
        given::<Movement>([validated_as(reversal())]).when(mark(at(20))) => MovementRefusal::ReversalIsFinal;
    a_counter_entry_is_not_drafted:
        given::<Movement>([]).when(draft_of(reversal())) => MovementRefusal::ReversalByHand;
    a_draft_does_not_become_a_counter_entry:
        given::<Movement>([drafted()]).when(MovementCommand::Amend { operation: reversal(), on: at(10) })
        => MovementRefusal::ReversalByHand;
    a_counter_entry_is_not_older_than_its_movement:
        given::<Movement>([validated()]).when(mark(at(9)))
        => MovementRefusal::ReversalBeforeEntry { entry_on: at(10) };
    a_movement_balances:
        given::<Movement>([]).when(MovementCommand::Record {
            operation: loss(), on: at(10), postings: postings()[..1].to_vec(),
        })
        => MovementRefusal::Unbalanced { imbalance_ml: hl("0.1") };
    a_transfer_has_a_source:
        given::<Movement>([]).when(draft_of(transfer(&[], "0"))) => MovementRefusal::NoSource;
    a_source_stands_once:
        given::<Movement>([]).when(draft_of(transfer(&[(1, "1"), (1, "2")], "0"))) => MovementRefusal::SourceTwice;
    a_vat_is_not_racked_into_itself:
        given::<Movement>([]).when(draft_of(transfer(&[(1, "1"), (9, "2")], "0"))) => MovementRefusal::IntoItself;
    two_wines_are_not_blended:
        two_wines().record(blend(&[(1, "1"), (2, "1")]), at(2)) => MovementRefusal::TwoWines;
    a_loss_is_less_than_what_leaves:
        given::<Movement>([]).when(draft_of(transfer(&[(1, "1"), (2, "1")], "2"))) => loss_invalid("2", "2");
    a_loss_is_not_below_zero:
        given::<Movement>([]).when(draft_of(transfer(&[(1, "1")], "-0.1"))) => loss_invalid("1", "-0.1");
    a_bottling_does_not_lose_more_than_it_fills:
        given::<Movement>([]).when(draft_of(bottling("L1", "0.75001"))) => loss_invalid("0.75", "0.75001");
    a_lot_is_the_one_of_its_number:
        two_wines().record(match bottling("L1", "0") {
            Operation::Bottling { vat, lot_number, bottles, size_ml, loss_ml, vintage, capsules, .. } => {
                let lot = LotId::of(ESTATE, "L2");
                Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules }
            }
            other => other,
        }, at(2))
        => MovementRefusal::LotIdInvalid;
    an_order_leaves_with_its_order:
        given::<Movement>([]).when(draft_of(Operation::Sale {
            lot: LotId::of(ESTATE, "L1"),
            bottles: 1,
            destination: SaleDestination::FranceCrd,
            order: Some(order(1)),
        }))
        => MovementRefusal::SaleOfOrder;
    a_discard_has_a_reason:
        given::<Movement>([drafted()]).when(discard("")) => MovementRefusal::ReasonMissing;
    an_inventory_has_a_reason:
        given::<Movement>([]).when(draft_of(Operation::Adjustment {
            vat: vat(1), counted_ml: hl("1"), wine: None, reason: String::new(), annual: false }))
        => MovementRefusal::ReasonMissing;
    a_lot_has_a_number_with_l:
        given::<Movement>([]).when(draft_of(bottling("26-01", "0")))
        => MovementRefusal::LotNumberInvalid { lot_number: "26-01".to_owned() };
    a_volume_is_above_zero:
        given::<Movement>([]).when(draft_of(loss_of(Volume::ZERO)))
        => MovementRefusal::from(QuantityRefusal::VolumeNotPositive { volume_ml: Volume::ZERO });
    a_movement_does_not_take_effect_ahead:
        given::<Movement>([]).when(record_on(loss(), today().next()))
        => MovementRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    a_draft_lies_within_the_calendar:
        given::<Movement>([]).when(MovementCommand::Draft { operation: loss(), on: day("1899-12-31") })
        => MovementRefusal::from(DateRefusal::OutOfCalendar { date: day("1899-12-31") });
    capsules_are_of_the_category_of_the_wine:
        two_wines().record(bottling_under(FiscalCategory::Sparkling), at(2))
        => MovementRefusal::CapsuleCategory { wine: "T".to_owned(), capsules: "M".to_owned() };
    what_is_made_of_wine_has_a_name:
        given::<Movement>([]).when(draft_of(sent_off(BulkDestination::MadeIntoOther { product: " ".to_owned() })))
        => MovementRefusal::from(PaperRefusal::ProductInvalid);
    another_exit_has_a_reason:
        given::<Movement>([]).when(draft_of(sent_off(BulkDestination::Other { reason: " ".to_owned() })))
        => MovementRefusal::from(PaperRefusal::ReasonMissing);
    the_number_of_a_document_is_bounded:
        given::<Movement>([]).when(draft_of(suspended_sale(&"1".repeat(41)))) => MovementRefusal::from(PaperRefusal::DocumentInvalid);
    the_number_of_a_document_has_no_control_characters:
        given::<Movement>([]).when(draft_of(suspended_sale("16FRN\0"))) => MovementRefusal::from(PaperRefusal::DocumentInvalid);
    the_number_of_a_contract_is_bounded:
        given::<Movement>([]).when(draft_of(contract(&"1".repeat(41)))) => MovementRefusal::from(PaperRefusal::ContractInvalid);
    a_contract_has_a_number:
        given::<Movement>([]).when(draft_of(contract(" "))) => MovementRefusal::from(PaperRefusal::ContractInvalid);
}
