//! Each command with what follows from it, each refusal, and the gate of the months.

use std::collections::BTreeMap;

use super::{DrmPeriod, DrmPeriodCommand, DrmPeriodEvent, DrmPeriodRefusal, Preceding};
use crate::capsule_account::{CapsuleCommand, CapsuleEvent};
use crate::drm::declared::{
    Artefact, ArtefactFormat, Declarant, DeclaredCapsules, DeclaredWine, DrmReturn, Line, Statistics,
};
use crate::drm::{CapsuleBalance, CapsuleNode, Node, NodeVolume, Return, WineBalance};
use crate::policy::DateRefusal;
use crate::terms::Regime;
use crate::testing::{ESTATE, House, Told, capsule_kind, day, given, hl, month, refused, spec, today, wine};
use crate::units::{Date, Month, Volume};

fn september() -> Month {
    month("2026-09")
}

fn opened() -> DrmPeriodEvent {
    DrmPeriodEvent::MonthOpened { month: september() }
}

fn balance(opening: &str, movements: &[(Node, &str)], closing: &str) -> WineBalance {
    let movements = movements.iter().map(|(node, volume)| NodeVolume { node: *node, volume_ml: hl(volume) });
    WineBalance {
        wine: wine("Muscadet"),
        regime: Regime::Suspended,
        opening_ml: hl(opening),
        movements: movements.collect(),
        closing_ml: hl(closing),
    }
}

fn drm(wines: Vec<WineBalance>) -> Return {
    Return { month: september(), wines, capsules: Vec::new() }
}

fn right() -> Return {
    drm(vec![balance("10", &[(Node::VolumeProduced, "24.6"), (Node::Losses, "0.3")], "34.3")])
}

fn capsules(opening: i64, used: i64, closing: i64) -> Return {
    let kind = capsule_kind(750);
    let movements = BTreeMap::from([(CapsuleNode::Used, used)]);
    let account = CapsuleBalance { account: kind.account(ESTATE), kind, opening, movements, closing };
    Return { capsules: vec![account], ..right() }
}

/// What a return of the ledger declares.
fn declared(drm: &Return) -> DrmReturn {
    let wines = drm.wines.iter().map(|balance| DeclaredWine {
        spec: spec("Muscadet"),
        regime: balance.regime,
        abv: None,
        premix: None,
        opening_ml: balance.opening_ml,
        lines: balance.movements.iter().map(|it| Line::plain(it.node, it.volume_ml)).collect(),
        closing_ml: balance.closing_ml,
        observations: None,
    });
    let capsules = drm.capsules.iter().map(|balance| DeclaredCapsules {
        kind: balance.kind,
        opening: balance.opening,
        movements: Vec::new(),
        closing: balance.closing,
        observations: None,
    });
    DrmReturn {
        period: drm.month,
        declarant: Declarant::default(),
        wines: wines.collect(),
        capsules: capsules.collect(),
        documents: Vec::new(),
        uncleared: Vec::new(),
        statistics: Statistics::default(),
    }
}

fn artefact() -> Artefact {
    Artefact { format: ArtefactFormat::DtiPlus, sha256: "00".repeat(32), length: 1 }
}

fn close_on(drm: Return, preceding: Preceding, on: Date) -> DrmPeriodCommand {
    let declared = Box::new(declared(&drm));
    DrmPeriodCommand::Close { drm, declared, artefacts: vec![artefact()], preceding, on }
}

fn close(drm: Return) -> DrmPeriodCommand {
    close_on(drm, Preceding::Closed, day("2026-10-05"))
}

fn closed() -> DrmPeriodEvent {
    let (drm, occurred_on) = (right(), day("2026-10-05"));
    let sha256 = drm.sha256().unwrap();
    let (declared, artefacts) = (Some(Box::new(declared(&drm))), vec![artefact()]);
    DrmPeriodEvent::MonthClosed { month: september(), drm, sha256, declared, artefacts, occurred_on }
}

fn file() -> DrmPeriodCommand {
    DrmPeriodCommand::File { reference: Some("CIEL-1".to_owned()), on: day("2026-10-08") }
}

fn filed() -> DrmPeriodEvent {
    DrmPeriodEvent::DrmFiled { reference: Some("CIEL-1".to_owned()), occurred_on: day("2026-10-08") }
}

fn amend(observation: &str) -> DrmPeriodCommand {
    DrmPeriodCommand::Amend { observation: observation.to_owned(), on: day("2026-10-20") }
}

fn amended() -> DrmPeriodEvent {
    DrmPeriodEvent::DrmAmended { observation: "lies".to_owned(), occurred_on: day("2026-10-20") }
}

#[test]
fn a_month_is_opened() {
    given::<DrmPeriod>([])
        .when(DrmPeriodCommand::Open { month: september() })
        .then_expect_events(vec![opened()]);
}

#[test]
fn a_month_is_closed_with_its_whole_return() {
    given::<DrmPeriod>([opened()]).when(close(right())).then_expect_events(vec![closed()]);
    let first = close_on(right(), Preceding::BeforeBooks, day("2026-10-01"));
    assert!(given::<DrmPeriod>([opened()]).when(first).inspect_result().is_ok());
}

#[test]
fn the_checksum_is_that_of_the_canonical_json() {
    // Computed apart from the product: `printf '%s' '{…keys sorted, no white space…}' | sha256sum`.
    let empty = Return { month: september(), wines: Vec::new(), capsules: Vec::new() };
    let canonical = r#"{"capsules":[],"month":"2026-09","wines":[]}"#;
    assert_eq!(serde_json::to_value(&empty).unwrap().to_string(), canonical);
    assert_eq!(empty.sha256().unwrap(), "266d34199f69f9c86df689607c06b3a7160f2ce9b0f8cb5f5a201afd653a18db");
}

#[test]
fn a_month_is_not_closed_with_a_declaration_that_says_something_else() {
    let mut less = declared(&right());
    less.wines[0].closing_ml = hl("34.2");
    let mut elsewhere = declared(&right());
    elsewhere.wines[0].lines[1].node = Node::OtherExits;
    let mut none = declared(&right());
    none.wines.clear();
    let mut august = declared(&right());
    august.period = month("2026-08");
    let mut counted = declared(&right());
    counted.capsules = declared(&capsules(10, 2, 8)).capsules;
    for declared in [less, elsewhere, none, august, counted] {
        let (declared, on) = (Box::new(declared), day("2026-10-05"));
        let close = DrmPeriodCommand::Close {
            drm: right(),
            declared,
            artefacts: Vec::new(),
            preceding: Preceding::Closed,
            on,
        };
        given::<DrmPeriod>([opened()]).when(close).then_expect_error(DrmPeriodRefusal::ReturnUnwritable);
    }
}

#[test]
fn a_closed_month_is_filed_and_amended_more_than_once() {
    given::<DrmPeriod>([opened(), closed()]).when(file()).then_expect_events(vec![filed()]);
    let events = || given::<DrmPeriod>([opened(), closed(), filed()]);
    events().when(amend(" lies ")).then_expect_events(vec![amended()]);
    events().and([amended()]).when(amend("lies")).then_expect_events(vec![amended()]);
    assert!(events().state().is_closed());
}

#[test]
fn an_entry_opens_its_month_and_a_closed_one_refuses_it() {
    let mut house = House::open(&["Muscadet"], &[]);
    house.capsules(capsule_kind(750), 0);
    let buy = |on| CapsuleCommand::Buy { count: 1, on };
    let on = day("2026-08-20");
    house.move_capsules(capsule_kind(750), buy(on), on).unwrap();
    house.move_capsules(capsule_kind(750), buy(on), on).unwrap();
    let opened = house.desk.ledger().iter().filter(|stored| stored.event_type == "MonthOpened");
    assert_eq!(opened.count(), 1);
    house.close(month("2026-08"), today()).unwrap();
    let written = house.desk.ledger().len();
    house
        .move_capsules(capsule_kind(750), buy(on), on)
        .then_expect_error(DrmPeriodRefusal::Closed { month: month("2026-08") });
    assert_eq!(house.desk.ledger().len(), written);
}

#[test]
fn a_refused_entry_opens_no_month() {
    let mut house = House::open(&[], &[]);
    house.capsules(capsule_kind(750), 0);
    let written = house.desk.ledger().to_vec();
    let (use_one, on) = (CapsuleCommand::Destroy { count: 1, on: today() }, today());
    assert!(house.move_capsules(capsule_kind(750), use_one, on).is_err());
    assert_eq!(house.desk.ledger(), written);
}

#[test]
fn a_day_outside_the_calendar_has_no_month() {
    let mut house = House::open(&[], &[]);
    let far = day("3000-01-01");
    house
        .move_capsules(capsule_kind(750), CapsuleCommand::Buy { count: 1, on: far }, far)
        .then_expect_error(DateRefusal::OutOfCalendar { date: far });
}

#[test]
fn months_are_closed_one_after_the_other() {
    let mut house = House::open(&["Muscadet"], &[("Muscadet", Regime::Suspended, hl("50"))]);
    let preceding = DrmPeriodRefusal::PrecedingOpen { month: month("2026-08") };
    house.close(september(), today()).then_expect_error(preceding);
    for month in ["2026-08", "2026-09", "2026-10"].map(month) {
        house.close(month, today()).unwrap();
        house.close(month, today()).then_expect_error(DrmPeriodRefusal::Closed { month });
    }
    assert_eq!(house.drm(september()).wines, [balance("50", &[], "50")]);
}

#[test]
fn an_account_that_was_opened_shows_in_its_return() {
    let mut house = House::open(&[], &[]);
    house.capsules(capsule_kind(750), 7);
    let opened =
        |fact: &crate::Fact| matches!(fact, crate::Fact::Capsules(_, CapsuleEvent::CapsulesOpened { .. }));
    assert!(house.desk.facts().any(opened));
    let accounts = house.drm(september()).capsules;
    assert_eq!(
        accounts.iter().map(|account| (account.opening, account.closing)).collect::<Vec<_>>(),
        [(7, 7)]
    );
}

refused! { DrmPeriodRefusal:
    a_month_that_was_never_opened_is_not_closed:
        given::<DrmPeriod>([]).when(close(right())) => DrmPeriodRefusal::NotOpened;
    a_reference_is_bounded:
        given::<DrmPeriod>([opened(), closed()])
            .when(DrmPeriodCommand::File { reference: Some("é".repeat(101)), on: day("2026-10-08") })
        => DrmPeriodRefusal::ReferenceInvalid;
    a_reference_has_no_control_characters:
        given::<DrmPeriod>([opened(), closed()])
            .when(DrmPeriodCommand::File { reference: Some("CIEL\x01".to_owned()), on: day("2026-10-08") })
        => DrmPeriodRefusal::ReferenceInvalid;
    a_month_is_opened_once:
        given::<DrmPeriod>([opened()]).when(DrmPeriodCommand::Open { month: september() })
        => DrmPeriodRefusal::AlreadyOpened;
    a_closed_month_is_not_opened_again:
        given::<DrmPeriod>([opened(), closed()]).when(DrmPeriodCommand::Open { month: september() })
        => DrmPeriodRefusal::AlreadyOpened;
    a_month_is_closed_once:
        given::<DrmPeriod>([opened(), closed()]).when(close(right()))
        => DrmPeriodRefusal::Closed { month: september() };
    a_filed_month_is_not_closed_again:
        given::<DrmPeriod>([opened(), closed(), filed()]).when(close(right()))
        => DrmPeriodRefusal::Closed { month: september() };
    an_open_month_is_not_filed:
        given::<DrmPeriod>([opened()]).when(file()) => DrmPeriodRefusal::NotClosed { month: september() };
    a_month_is_not_closed_before_it_is_over:
        given::<DrmPeriod>([opened()]).when(close_on(right(), Preceding::Closed, day("2026-09-30")))
        => DrmPeriodRefusal::NotOver { month: september() };
    a_month_is_closed_after_the_month_before:
        given::<DrmPeriod>([opened()]).when(close_on(right(), Preceding::Open, day("2026-10-05")))
        => DrmPeriodRefusal::PrecedingOpen { month: month("2026-08") };
    a_return_is_filed_once:
        given::<DrmPeriod>([opened(), closed(), filed()]).when(file()) => DrmPeriodRefusal::AlreadyFiled;
    a_return_is_filed_before_it_is_amended:
        given::<DrmPeriod>([opened(), closed()]).when(amend("lies")) => DrmPeriodRefusal::NotFiled;
    a_balance_holds:
        given::<DrmPeriod>([opened()]).when(close(drm(vec![balance("10", &[(Node::Losses, "1")], "10")])))
        => DrmPeriodRefusal::Unbalanced { wine: wine("Muscadet") };
    a_stock_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(drm(vec![balance("10", &[(Node::Losses, "11")], "-1")])))
        => DrmPeriodRefusal::NegativeStock { wine: wine("Muscadet"), closing_ml: hl("-1") };
    a_node_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(drm(vec![balance("10", &[(Node::Losses, "-1")], "11")])))
        => DrmPeriodRefusal::NegativeNode {
            wine: wine("Muscadet"), node: Node::Losses.path().to_owned(), volume_ml: hl("-1"),
        };
    a_capsule_account_holds:
        given::<DrmPeriod>([opened()]).when(close(capsules(10, 1, 10))) => DrmPeriodRefusal::CapsuleAccount;
    a_capsule_account_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(capsules(10, 11, -1))) => DrmPeriodRefusal::CapsuleAccount;
    a_node_of_capsules_is_not_below_zero:
        given::<DrmPeriod>([opened()]).when(close(capsules(10, -1, 11))) => DrmPeriodRefusal::CapsuleAccount;
    what_leaves_one_wine_enters_another:
        given::<DrmPeriod>([opened()])
            .when(close(drm(vec![balance("10", &[(Node::ReclassifiedOut, "1")], "9")])))
        => DrmPeriodRefusal::ReclassificationOneSided { difference_ml: Volume::from_hl(-1) };
    a_month_is_closed_with_its_own_return:
        given::<DrmPeriod>([opened()]).when(close(Return { month: month("2026-08"), ..right() }))
        => DrmPeriodRefusal::ReturnUnwritable;
    an_amendment_says_something:
        given::<DrmPeriod>([opened(), closed(), filed()]).when(amend(" "))
        => DrmPeriodRefusal::ObservationMissing;
    a_month_is_not_closed_ahead:
        given::<DrmPeriod>([opened()]).when(close_on(right(), Preceding::Closed, today().next()))
        => DrmPeriodRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
}
