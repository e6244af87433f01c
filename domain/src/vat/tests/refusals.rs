use super::{
    adjust, commissioned, draw, drawn, filled, lose, muscadet, receive, received, reclassified, reverse,
};
use crate::policy::{DateRefusal, InventoryRefusal, ReplacementRefusal};
use crate::terms::{Arrival, BulkDestination, ReclassificationKind};
use crate::testing::{at, day, given, hl, movement, refused, today, wine};
use crate::units::{Date, MAX_VOLUME, QuantityRefusal, Volume, WineId};
use crate::vat::{Analysis, Material, Source, Vat, VatCommand, VatEvent, VatRefusal};

fn c1() -> String {
    "C1".to_owned()
}

fn commission(code: &str, capacity_ml: Volume, on: Date) -> VatCommand {
    VatCommand::Commission { code: code.to_owned(), capacity_ml, material: Material::Wood, on }
}

fn reclassify(to: WineId, on: Date) -> VatCommand {
    VatCommand::Reclassify { movement: movement(4), to, kind: ReclassificationKind::Downgrade, on }
}

fn add(product: &str, quantity_mg: i64) -> VatCommand {
    VatCommand::Add { product: product.to_owned(), product_lot: None, quantity_mg, on: at(20) }
}

fn retired() -> VatEvent {
    VatEvent::VatRetired { occurred_on: at(1) }
}

fn being_made() -> [VatEvent; 2] {
    [commissioned(), received(1, muscadet().being_made(), "20", at(10))]
}

fn claim(to: WineId) -> VatCommand {
    VatCommand::Reclassify { movement: movement(4), to, kind: ReclassificationKind::Claim, on: at(20) }
}

fn replaced(sold_on: Date, on: Date) -> VatCommand {
    let source = Source::Arrival(Arrival::Replaced { sold_on, reason: "retour".to_owned() });
    VatCommand::Receive { movement: movement(3), source, wine: muscadet(), volume_ml: hl("1"), on }
}

fn small_bulk(number: u128, on: Date) -> VatEvent {
    VatEvent::BulkDispatched {
        movement: movement(number),
        destination: BulkDestination::FranceWithoutContract,
        wine: muscadet(),
        volume_ml: hl("1"),
        occurred_on: on,
    }
}

refused! { VatRefusal:
    a_vat_that_was_never_commissioned_gives_nothing:
        given::<Vat>([]).when(draw(1, hl("1"), None, at(10))) => VatRefusal::NotFound;
    a_vat_is_commissioned_once:
        given::<Vat>([commissioned()]).when(commission("C1", hl("10"), at(1))) => VatRefusal::AlreadyInService;
    a_retired_vat_takes_nothing:
        given::<Vat>([commissioned(), retired()]).when(receive(1, muscadet(), hl("1"), at(10)))
        => VatRefusal::Retired { vat: c1() };
    a_retired_vat_is_not_commissioned_again:
        given::<Vat>([commissioned(), retired()]).when(commission("C1", hl("10"), at(2)))
        => VatRefusal::AlreadyInService;
    nothing_enters_before_the_vat_is_in_service:
        given::<Vat>([commissioned()]).when(receive(1, muscadet(), hl("1"), day("2026-07-31")))
        => VatRefusal::NotYetInService { vat: c1(), in_service_on: day("2026-08-01") };
    a_vat_needs_a_name:
        given::<Vat>([]).when(commission("  ", hl("10"), at(1))) => VatRefusal::CodeInvalid;
    a_vat_name_has_at_most_40_characters:
        given::<Vat>([]).when(commission(&"é".repeat(41), hl("10"), at(1))) => VatRefusal::CodeInvalid;
    a_vat_name_has_no_control_character:
        given::<Vat>([]).when(commission("C\u{7}1", hl("10"), at(1))) => VatRefusal::CodeInvalid;
    a_vat_holds_at_least_a_litre:
        given::<Vat>([]).when(commission("C1", Volume::from_ml(999), at(1)))
        => VatRefusal::CapacityInvalid { capacity_ml: Volume::from_ml(999) };
    a_vat_holds_at_most_10_000_hl:
        given::<Vat>([]).when(commission("C1", hl("10000.00001"), at(1)))
        => VatRefusal::CapacityInvalid { capacity_ml: hl("10000.00001") };
    a_vat_gives_no_more_than_it_holds:
        given::<Vat>(filled()).when(lose(2, hl("20.00001"), at(20)))
        => VatRefusal::Short { vat: c1(), requested_ml: hl("20.00001"), available_ml: hl("20"), on: at(20) };
    an_empty_vat_gives_nothing:
        given::<Vat>([commissioned()]).when(lose(2, hl("0.00001"), at(20)))
        => VatRefusal::Short {
            vat: c1(), requested_ml: Volume::from_ml(1), available_ml: Volume::ZERO, on: at(20),
        };
    a_vat_takes_no_more_than_fits:
        given::<Vat>(filled()).when(receive(2, muscadet(), hl("10.00001"), at(20)))
        => VatRefusal::Full { vat: c1(), entering_ml: hl("10.00001"), room_ml: hl("10"), on: at(20) };
    an_inventory_finds_no_more_than_fits:
        given::<Vat>(filled()).when(adjust(2, hl("31"), None, at(20)))
        => VatRefusal::Full { vat: c1(), entering_ml: hl("11"), room_ml: hl("10"), on: at(20) };
    a_second_wine_does_not_enter:
        given::<Vat>(filled()).when(receive(2, wine("Gros Plant"), hl("1"), at(20)))
        => VatRefusal::OtherWine { vat: c1(), holds: muscadet(), moves: wine("Gros Plant"), on: at(20) };
    an_inventory_does_not_find_a_second_wine:
        given::<Vat>(filled()).when(adjust(2, hl("21"), Some(wine("Gros Plant")), at(20)))
        => VatRefusal::OtherWine { vat: c1(), holds: muscadet(), moves: wine("Gros Plant"), on: at(20) };
    nothing_is_drawn_before_a_reclassification_that_took_it:
        given::<Vat>(filled()).and([reclassified(2, wine("VdF"), "20", at(20))])
            .when(draw(3, hl("1"), None, at(15)))
        => VatRefusal::ReclassifiedLater { vat: c1(), renamed_ml: hl("20"), holds_ml: hl("19"), on: at(20) };
    an_empty_vat_is_not_reclassified:
        given::<Vat>([commissioned()]).when(reclassify(wine("VdF"), at(20)))
        => VatRefusal::Empty { vat: c1(), on: at(20) };
    a_wine_does_not_become_itself:
        given::<Vat>(filled()).when(reclassify(muscadet(), at(20))) => VatRefusal::SameWine { vat: c1() };
    an_inventory_of_an_empty_vat_names_the_wine:
        given::<Vat>([commissioned()]).when(adjust(2, hl("1"), None, at(20)))
        => VatRefusal::WineNotNamed { vat: c1() };
    a_movement_without_entry_here_is_not_reversed:
        given::<Vat>(filled()).when(reverse(5, at(20))) => VatRefusal::NothingToReverse { vat: c1() };
    a_reversal_is_not_older_than_what_it_reverses:
        given::<Vat>(filled()).when(reverse(1, at(9))) => VatRefusal::ReversalBeforeEntry { entry_on: at(10) };
    a_receipt_whose_wine_has_left_is_not_reversed:
        given::<Vat>(filled()).and([drawn(2, "5", at(15))]).when(reverse(1, at(16)))
        => VatRefusal::Short { vat: c1(), requested_ml: hl("20"), available_ml: hl("15"), on: at(16) };
    a_vat_with_wine_is_not_retired:
        given::<Vat>(filled()).when(VatCommand::Retire { on: at(20) })
        => VatRefusal::NotEmpty { vat: c1(), content_ml: hl("20") };
    a_vat_is_not_retired_before_its_last_entry:
        given::<Vat>(filled()).and([drawn(2, "20", at(25))]).when(VatCommand::Retire { on: at(20) })
        => VatRefusal::EntriesAfter { vat: c1(), last_on: at(25) };
    wine_that_is_being_made_is_not_bottled:
        given::<Vat>(being_made()).when(draw(3, hl("1"), None, at(20)))
        => VatRefusal::Unclaimed { vat: c1(), wine: muscadet() };
    wine_that_is_being_made_is_not_sent_off:
        given::<Vat>(being_made()).when(VatCommand::Dispatch {
            movement: movement(3), destination: BulkDestination::OutsideContract, volume_ml: hl("1"), on: at(20),
        })
        => VatRefusal::Unclaimed { vat: c1(), wine: muscadet() };
    wine_that_is_being_made_is_claimed_before_it_becomes_another:
        given::<Vat>(being_made()).when(reclassify(wine("VdF"), at(20)))
        => VatRefusal::Unclaimed { vat: c1(), wine: muscadet() };
    wine_is_claimed_once:
        given::<Vat>(filled()).when(claim(muscadet())) => VatRefusal::ClaimedAlready { vat: c1(), wine: muscadet() };
    the_inventory_of_a_campaign_is_dated_its_first_day:
        given::<Vat>(filled()).when(VatCommand::Adjust {
            movement: movement(2), counted_ml: hl("19"), wine: None, reason: "jauge".to_owned(), annual: true, on: at(1),
        })
        => VatRefusal::from(InventoryRefusal::NotFirstDay { date: at(1) });
    what_was_sold_more_than_two_years_before_is_not_suspended_again:
        given::<Vat>(filled()).when(replaced(at(11), day("2028-10-01")))
        => VatRefusal::from(ReplacementRefusal::TooOld { sold_on: at(11), on: day("2028-10-01") });
    a_sale_in_bulk_is_not_reversed_more_than_two_years_later:
        given::<Vat>(filled()).and([small_bulk(2, at(11))]).when(reverse(2, day("2028-10-01")))
        => VatRefusal::from(ReplacementRefusal::TooOld { sold_on: at(11), on: day("2028-10-01") });
    wine_does_not_come_back_before_it_was_sold:
        given::<Vat>(filled()).when(replaced(at(21), at(20)))
        => VatRefusal::ReversalBeforeEntry { entry_on: at(21) };
    an_addition_needs_a_product: given::<Vat>(filled()).when(add("", 1)) => VatRefusal::AdditionInvalid;
    an_addition_adds_something: given::<Vat>(filled()).when(add("SO2", 0)) => VatRefusal::AdditionInvalid;
    an_analysis_has_a_figure:
        given::<Vat>(filled()).when(VatCommand::Analyse { analysis: Analysis::default(), on: at(20) })
        => VatRefusal::AnalysisInvalid;
    a_correction_has_a_reason:
        given::<Vat>(filled()).when(VatCommand::Adjust {
            movement: movement(2), counted_ml: hl("19"), wine: None, reason: " ".to_owned(), on: at(20), annual: false })
        => VatRefusal::ReasonMissing;
    a_volume_is_above_zero:
        given::<Vat>(filled()).when(receive(2, muscadet(), Volume::ZERO, at(20)))
        => VatRefusal::from(QuantityRefusal::VolumeNotPositive { volume_ml: Volume::ZERO });
    a_volume_is_not_absurd:
        given::<Vat>(filled()).when(receive(2, muscadet(), hl("100000") + Volume::from_ml(1), at(20)))
        => VatRefusal::from(QuantityRefusal::VolumeAbsurd {
            volume_ml: MAX_VOLUME + Volume::from_ml(1), limit_ml: MAX_VOLUME,
        });
    an_analysis_does_not_lie_ahead:
        given::<Vat>(filled()).when(VatCommand::Analyse { analysis: Analysis::default(), on: today().next() })
        => VatRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    a_vat_is_not_commissioned_ahead:
        given::<Vat>([]).when(commission("C1", hl("10"), today().next()))
        => VatRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
}

#[test]
fn fifteen_hectolitres_do_not_fill_2000_bottles_when_a_fifth_is_lost() {
    let fifteen = [commissioned(), received(1, muscadet(), "15", at(10))];
    let bottling = draw(2, hl("0.0075").times(2_000).unwrap(), Some(hl("0.2")), at(20));
    given::<Vat>(fifteen).when(bottling).then_expect_error(VatRefusal::Short {
        vat: c1(),
        requested_ml: hl("15.2"),
        available_ml: hl("15.0"),
        on: at(20),
    });
}

#[test]
fn wine_that_is_being_made_is_claimed_as_what_it_is() {
    for to in [muscadet(), wine("VCI"), wine("Lies")] {
        let claimed = VatEvent::WineReclassified {
            movement: movement(4),
            kind: ReclassificationKind::Claim,
            from: muscadet().being_made(),
            to,
            volume_ml: hl("20"),
            occurred_on: at(20),
        };
        given::<Vat>(being_made()).when(claim(to)).then_expect_events(vec![claimed]);
    }
}
