//! From the opening of a month to its closing, and the gate of the months.

use super::*;

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
