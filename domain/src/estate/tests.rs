//! Each command with what follows from it, and each refusal.

use super::{Estate, EstateCommand, EstateEvent, EstateRefusal, OpeningStock};
use crate::capsule_account::CapsuleCommand;
use crate::drm::losses::LossScheme;
use crate::identity::{EstateIdentity, IdentityRefusal};
use crate::terms::{PortalKey, Regime, Strength, WineCode, WineSpec};
use crate::testing::{
    House, Told, at, capsule_kind, day, given, hl, identity, month, movement, refused, spec, wine,
};
use crate::units::{EstateId, MAX_VOLUME, Month, QuantityRefusal, Volume, WineId};

const NOTHING: Strength = Strength { abv: None, premix: None };

fn register(name: &str, accise: &str, cvi: Option<&str>) -> EstateCommand {
    EstateCommand::Register {
        name: name.to_owned(),
        accise: accise.to_owned(),
        cvi: cvi.map(str::to_owned),
        interprofession_id: Some("12345601".to_owned()),
        books_from: month("2026-08"),
    }
}

fn registered() -> EstateEvent {
    EstateEvent::EstateRegistered {
        name: "Domaine".to_owned(),
        accise: "FR012345E6789".to_owned(),
        cvi: Some("4412345678".to_owned()),
        interprofession_id: Some("12345601".to_owned()),
        books_from: month("2026-08"),
    }
}

fn declare(label: &str) -> EstateCommand {
    EstateCommand::DeclareWine { wine: wine(label), spec: spec(label), strength: NOTHING }
}

fn declared(label: &str) -> EstateEvent {
    EstateEvent::WineDeclared { wine: wine(label), spec: spec(label), strength: NOTHING }
}

fn declare_with(change: impl FnOnce(&mut WineSpec)) -> EstateCommand {
    let mut spec = spec("Muscadet");
    change(&mut spec);
    EstateCommand::DeclareWine { wine: wine("Muscadet"), spec, strength: NOTHING }
}

fn stock(label: &str, volume_ml: Volume) -> OpeningStock {
    OpeningStock { wine: wine(label), regime: Regime::Suspended, volume_ml }
}

fn take(month: Month, stocks: &[OpeningStock]) -> EstateCommand {
    EstateCommand::TakeOpeningStock { month, file_sha256: "00".to_owned(), stocks: stocks.to_vec() }
}

/// The opening stock of the month before the books.
fn take_july(stocks: &[OpeningStock]) -> EstateCommand {
    take(month("2026-07"), stocks)
}

fn taken(stocks: &[OpeningStock]) -> EstateEvent {
    let (month, stocks) = (month("2026-07"), stocks.to_vec());
    EstateEvent::OpeningStockTaken { month, file_sha256: "00".to_owned(), stocks }
}

/// Books with one wine, of which 50 hl are to be placed.
fn stocked() -> [EstateEvent; 3] {
    [registered(), declared("Muscadet"), taken(&[stock("Muscadet", hl("50"))])]
}

fn place(number: u128, volume_ml: Volume) -> EstateCommand {
    let (wine, regime) = (wine("Muscadet"), Regime::Suspended);
    EstateCommand::PlaceOpening { movement: movement(number), wine, regime, volume_ml, on: day("2026-08-01") }
}

fn placed(number: u128, volume: &str) -> EstateEvent {
    EstateEvent::OpeningStockPlaced {
        movement: movement(number),
        wine: wine("Muscadet"),
        regime: Regime::Suspended,
        volume_ml: hl(volume),
        occurred_on: day("2026-08-01"),
    }
}

fn unplace(reverses: u128) -> EstateCommand {
    EstateCommand::ReversePlacement { movement: movement(9), reverses: movement(reverses), on: at(1) }
}

fn unplaced() -> EstateEvent {
    EstateEvent::OpeningPlacementReversed {
        movement: movement(9),
        reverses: movement(1),
        wine: wine("Muscadet"),
        regime: Regime::Suspended,
        volume_ml: hl("30"),
        occurred_on: at(1),
    }
}

#[test]
fn the_books_begin() {
    given::<Estate>([])
        .when(register(" Domaine ", "FR012345E6789", Some("4412345678")))
        .then_expect_events(vec![registered()]);
}

fn describe(identity: EstateIdentity) -> EstateCommand {
    EstateCommand::Describe { identity }
}

fn described(identity: EstateIdentity) -> EstateEvent {
    EstateEvent::EstateDescribed { identity }
}

#[test]
fn an_estate_states_who_it_is_and_states_it_anew() {
    given::<Estate>([registered()])
        .when(describe(identity(1)))
        .then_expect_events(vec![described(identity(1))]);
    let mut moved = identity(1);
    moved.address.lines = vec![" 2 quai de la Fosse ".to_owned()];
    let mut trimmed = moved.clone();
    trimmed.address.lines = vec!["2 quai de la Fosse".to_owned()];
    let given = given::<Estate>([registered(), described(identity(1))]);
    given.when(describe(moved)).then_expect_events(vec![described(trimmed)]);
}

#[test]
fn what_is_known_is_not_written_again() {
    let known = || given::<Estate>([registered(), described(identity(1))]);
    known().when(describe(identity(1))).then_expect_events(vec![]);
    // But what was left and is taken up again is.
    known()
        .and([described(identity(2))])
        .when(describe(identity(1)))
        .then_expect_events(vec![described(identity(1))]);
}

/// Neither the accise number, from which the id follows, nor the first month is touched by a new statement.
#[test]
fn a_statement_leaves_the_books_as_they_are() {
    let before = given::<Estate>(stocked()).state();
    let after = given::<Estate>(stocked()).and([described(identity(1))]).state();
    let (Estate::Registered(before), Estate::Registered(after)) = (before, after) else { panic!() };
    assert_eq!(after.identity.as_deref(), Some(&identity(1)));
    assert_eq!(super::Books { identity: None, ..after }, before);
}

#[test]
fn a_wine_is_declared_by_its_trimmed_label() {
    given::<Estate>([registered()])
        .when(declare_with(|spec| spec.label = " Muscadet ".to_owned()))
        .then_expect_events(vec![declared("Muscadet")]);
}

#[test]
fn the_opening_stock_is_taken_empty_wines_included() {
    let stocks = [
        stock("Muscadet", hl("50")),
        stock("Gros Plant", Volume::ZERO),
        OpeningStock { regime: Regime::Paid, ..stock("Muscadet", hl("3")) },
    ];
    given::<Estate>([registered(), declared("Muscadet"), declared("Gros Plant")])
        .when(take_july(&stocks))
        .then_expect_events(vec![taken(&stocks)]);
}

#[test]
fn the_opening_stock_is_placed_and_a_placement_taken_back() {
    given::<Estate>(stocked()).when(place(1, hl("30"))).then_expect_events(vec![placed(1, "30")]);
    let events = || given::<Estate>(stocked()).and([placed(1, "30")]);
    events().when(unplace(1)).then_expect_events(vec![unplaced()]);
    assert!(events().and([unplaced()]).when(place(2, hl("50"))).inspect_result().is_ok());
}

/// It is the gate of the months that knows where the books begin.
fn before_books() -> EstateRefusal {
    EstateRefusal::BeforeBooks { month: month("2026-07"), books_from: month("2026-08") }
}

fn a_house() -> House {
    House::open(&["Muscadet"], &[])
}

fn accise(text: &str) -> EstateRefusal {
    EstateRefusal::AcciseInvalid { accise: text.to_owned() }
}

fn short(requested_ml: Volume, available: &str) -> EstateRefusal {
    EstateRefusal::OpeningShort { requested_ml, available_ml: hl(available) }
}

fn scheme_from(campaign: u16) -> EstateCommand {
    EstateCommand::ChooseLossScheme { scheme: LossScheme::Global, campaign }
}

refused! { EstateRefusal:
    an_estate_without_books_declares_nothing:
        given::<Estate>([]).when(declare("Muscadet")) => EstateRefusal::NotFound;
    the_books_begin_once:
        given::<Estate>([registered()]).when(register("Domaine", "FR012345E6789", None))
        => EstateRefusal::AlreadyRegistered;
    an_estate_has_a_name:
        given::<Estate>([]).when(register(" ", "FR012345E6789", None)) => EstateRefusal::NameInvalid;
    an_accise_number_has_13_characters:
        given::<Estate>([]).when(register("Domaine", "FR012345", None)) => accise("FR012345");
    an_accise_number_begins_with_letters:
        given::<Estate>([]).when(register("Domaine", "0R012345E6789", None)) => accise("0R012345E6789");
    an_accise_number_is_ascii:
        given::<Estate>([]).when(register("Domaine", "FR012345é6789", None)) => accise("FR012345é6789");
    a_cvi_number_has_10_characters:
        given::<Estate>([]).when(register("Domaine", "FR012345E6789", Some("44")))
        => EstateRefusal::CviInvalid { cvi: "44".to_owned() };
    an_identifier_at_the_interprofession_is_bounded:
        given::<Estate>([]).when(EstateCommand::Register {
            name: "Domaine".to_owned(), accise: "FR012345E6789".to_owned(), cvi: None,
            interprofession_id: Some("1".repeat(41)), books_from: month("2026-08"),
        })
        => EstateRefusal::InterprofessionIdInvalid;
    an_estate_without_books_states_nothing:
        given::<Estate>([]).when(describe(identity(1))) => EstateRefusal::NotFound;
    an_estate_is_one_enterprise:
        given::<Estate>([registered()]).when(describe(EstateIdentity { siret: identity(2).siret, ..identity(1) }))
        => EstateRefusal::from(IdentityRefusal::SiretOfOther {
            siret: identity(2).siret.into(), siren: identity(1).siren.into(),
        });
    a_label_has_at_most_100_characters:
        given::<Estate>([registered()]).when(declare_with(|spec| spec.label = "é".repeat(101)))
        => EstateRefusal::LabelInvalid { label: "é".repeat(101) };
    a_label_says_something:
        given::<Estate>([registered()]).when(declare_with(|spec| spec.label = "\t".to_owned()))
        => EstateRefusal::LabelInvalid { label: "\t".to_owned() };
    an_inao_code_has_at_least_6_characters:
        given::<Estate>([registered()])
            .when(declare_with(|spec| spec.code = Some(WineCode::Inao("1B228".to_owned()))))
        => EstateRefusal::InaoInvalid { code: "1B228".to_owned() };
    an_inao_code_has_no_control_characters:
        given::<Estate>([registered()])
            .when(declare_with(|spec| spec.code = Some(WineCode::Inao("1B228\0".to_owned()))))
        => EstateRefusal::InaoInvalid { code: "1B228\0".to_owned() };
    a_fiscal_label_is_bounded:
        given::<Estate>([registered()])
            .when(declare_with(|spec| spec.code = Some(WineCode::Fiscal("é".repeat(101)))))
        => EstateRefusal::FiscalLabelInvalid;
    a_fiscal_label_says_something:
        given::<Estate>([registered()])
            .when(declare_with(|spec| spec.code = Some(WineCode::Fiscal(" ".to_owned()))))
        => EstateRefusal::FiscalLabelInvalid;
    a_portals_key_is_bounded:
        given::<Estate>([registered()]).when(declare_with(|spec| {
            spec.portal = Some(PortalKey { complement: "é".repeat(101), ..PortalKey::default() });
        }))
        => EstateRefusal::PortalKeyInvalid;
    a_wine_is_declared_once:
        given::<Estate>([registered(), declared("Muscadet")]).when(declare("Muscadet"))
        => EstateRefusal::WineDeclaredAlready { label: "Muscadet".to_owned() };
    a_campaign_begins_with_the_books_or_later:
        given::<Estate>([registered()]).when(scheme_from(2025)) => EstateRefusal::CampaignInvalid { campaign: 2025 };
    a_label_is_one_wine_under_whatever_id:
        given::<Estate>([registered(), declared("Muscadet")]).when(EstateCommand::DeclareWine {
            wine: WineId::of(EstateId::new(uuid::Uuid::nil()), "x"), spec: spec("MUSCADET"), strength: NOTHING })
        => EstateRefusal::WineDeclaredAlready { label: "Muscadet".to_owned() };
    stock_is_of_declared_wines:
        given::<Estate>([registered()]).when(take_july(&[stock("Muscadet", hl("1"))]))
        => EstateRefusal::WineNotFound { wine: wine("Muscadet") };
    the_opening_stock_is_taken_once:
        given::<Estate>(stocked()).when(take_july(&[])) => EstateRefusal::OpeningStockTaken;
    the_opening_stock_is_that_of_the_month_before:
        given::<Estate>([registered()]).when(take(month("2026-06"), &[]))
        => EstateRefusal::OpeningMonth { month: month("2026-06"), books_from: month("2026-08") };
    a_stock_is_not_below_zero:
        given::<Estate>([registered(), declared("Muscadet")])
            .when(take_july(&[stock("Muscadet", Volume::from_ml(i64::MIN))]))
        => EstateRefusal::OpeningNegative { volume_ml: Volume::from_ml(i64::MIN) };
    a_stock_is_not_absurd:
        given::<Estate>([registered(), declared("Muscadet")])
            .when(take_july(&[stock("Muscadet", Volume::from_ml(i64::MAX))]))
        => EstateRefusal::from(QuantityRefusal::VolumeAbsurd {
            volume_ml: Volume::from_ml(i64::MAX), limit_ml: MAX_VOLUME,
        });
    a_wine_stands_once_a_regime:
        given::<Estate>([registered(), declared("Muscadet")])
            .when(take_july(&[stock("Muscadet", hl("1")), stock("Muscadet", hl("2"))]))
        => EstateRefusal::OpeningTwice { wine: wine("Muscadet") };
    no_more_is_placed_than_there_is:
        given::<Estate>(stocked()).and([placed(1, "30")]).when(place(2, hl("20.00001")))
        => short(hl("20.00001"), "20");
    nothing_is_placed_before_the_stock_is_taken:
        given::<Estate>([registered(), declared("Muscadet")]).when(place(1, hl("1"))) => short(hl("1"), "0");
    something_is_placed:
        given::<Estate>(stocked()).when(place(1, Volume::ZERO))
        => EstateRefusal::from(QuantityRefusal::VolumeNotPositive { volume_ml: Volume::ZERO });
    a_movement_that_placed_nothing_is_not_taken_back:
        given::<Estate>(stocked()).when(unplace(1)) => EstateRefusal::PlacementUnknown;
    a_placement_is_taken_back_once:
        given::<Estate>(stocked()).and([placed(1, "30"), unplaced()]).when(unplace(1))
        => EstateRefusal::PlacementUnknown;
    nothing_is_written_before_the_books:
        a_house().move_capsules(
            capsule_kind(750),
            CapsuleCommand::Buy { count: 1, on: day("2026-07-31") },
            day("2026-07-31"),
        )
        => before_books();
}
