//! Each command with what follows from it, and each refusal.

use super::{Parcel, ParcelCommand, ParcelEvent, ParcelRefusal};
use crate::policy::DateRefusal;
use crate::testing::{at, day, given, harvest, movement, refused, today};

fn register(name: &str, grape: &str, area_m2: i64) -> ParcelCommand {
    let cadastre = Some("44 AB 12".to_owned());
    ParcelCommand::Register { name: name.to_owned(), area_m2, grape: grape.to_owned(), cadastre }
}

fn registered() -> ParcelEvent {
    ParcelEvent::ParcelRegistered {
        name: "Les Clos".to_owned(),
        area_m2: 12_000,
        grape: "Melon B".to_owned(),
        cadastre: Some("44 AB 12".to_owned()),
    }
}

fn harvested(number: u128) -> ParcelEvent {
    ParcelEvent::ParcelHarvested { harvest: harvest(number), occurred_on: at(10) }
}

fn withdraw(number: u128) -> ParcelCommand {
    ParcelCommand::WithdrawHarvest { harvest: harvest(number), movement: movement(9) }
}

fn withdrawn(number: u128) -> ParcelEvent {
    ParcelEvent::ParcelHarvestWithdrawn { harvest: harvest(number), movement: movement(9) }
}

fn retired() -> ParcelEvent {
    ParcelEvent::ParcelRetired { occurred_on: at(20) }
}

#[test]
fn a_parcel_is_registered_under_its_trimmed_name() {
    given::<Parcel>([])
        .when(register(" Les Clos ", "Melon B", 12_000))
        .then_expect_events(vec![registered()]);
}

fn locate(places: &[&str]) -> ParcelCommand {
    ParcelCommand::Locate { places: places.iter().map(|place| (*place).to_owned()).collect() }
}

fn located(places: &[&str]) -> ParcelEvent {
    ParcelEvent::ParcelLocated { places: places.iter().map(|place| (*place).to_owned()).collect() }
}

#[test]
fn it_is_stated_where_it_lies_and_stated_anew() {
    given::<Parcel>([registered()])
        .when(locate(&[" Clisson ", "Les Clos"]))
        .then_expect_events(vec![located(&["Clisson", "Les Clos"])]);
    given::<Parcel>([registered(), harvested(1), located(&["Clisson"])])
        .when(locate(&[]))
        .then_expect_events(vec![located(&[])]);
}

#[test]
fn grapes_come_from_it() {
    given::<Parcel>([registered()])
        .when(ParcelCommand::Harvest { harvest: harvest(1), on: at(10) })
        .then_expect_events(vec![harvested(1)]);
}

#[test]
fn a_harvest_is_withdrawn() {
    given::<Parcel>([registered(), harvested(1)]).when(withdraw(1)).then_expect_events(vec![withdrawn(1)]);
}

#[test]
fn a_parcel_from_which_nothing_came_in_the_end_is_removed() {
    let retire = ParcelCommand::Retire { on: at(20) };
    given::<Parcel>([registered()]).when(retire.clone()).then_expect_events(vec![retired()]);
    given::<Parcel>([registered(), harvested(1), withdrawn(1)])
        .when(retire)
        .then_expect_events(vec![retired()]);
}

refused! { ParcelRefusal:
    a_parcel_that_was_never_registered_bears_nothing:
        given::<Parcel>([]).when(ParcelCommand::Harvest { harvest: harvest(1), on: at(10) })
        => ParcelRefusal::NotFound;
    a_parcel_is_registered_once:
        given::<Parcel>([registered()]).when(register("Les Clos", "Melon B", 1))
        => ParcelRefusal::AlreadyRegistered;
    a_parcel_needs_a_name: given::<Parcel>([]).when(register("", "Melon B", 1)) => ParcelRefusal::NameInvalid;
    a_parcel_needs_a_grape: given::<Parcel>([]).when(register("Clos", " ", 1)) => ParcelRefusal::NameInvalid;
    a_cadastral_reference_says_something:
        given::<Parcel>([]).when(ParcelCommand::Register {
            name: "Clos".to_owned(), area_m2: 1, grape: "Melon B".to_owned(), cadastre: Some("x".repeat(41)),
        })
        => ParcelRefusal::NameInvalid;
    a_parcel_has_an_area:
        given::<Parcel>([]).when(register("Clos", "Melon B", 0)) => ParcelRefusal::AreaInvalid { area_m2: 0 };
    a_parcel_has_no_absurd_area:
        given::<Parcel>([]).when(register("Clos", "Melon B", i64::MAX))
        => ParcelRefusal::AreaInvalid { area_m2: i64::MAX };
    a_parcel_has_no_area_below_zero:
        given::<Parcel>([]).when(register("Clos", "Melon B", i64::MIN))
        => ParcelRefusal::AreaInvalid { area_m2: i64::MIN };
    a_place_has_a_name: given::<Parcel>([registered()]).when(locate(&[" "])) => ParcelRefusal::PlacesInvalid;
    a_place_is_told_once:
        given::<Parcel>([registered()]).when(locate(&["Clisson", "clisson"])) => ParcelRefusal::PlacesInvalid;
    a_parcel_does_not_lie_everywhere:
        given::<Parcel>([registered()]).when(locate(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]))
        => ParcelRefusal::PlacesInvalid;
    a_removed_parcel_bears_nothing:
        given::<Parcel>([registered(), retired()])
            .when(ParcelCommand::Harvest { harvest: harvest(1), on: at(10) })
        => ParcelRefusal::Retired { parcel: "Les Clos".to_owned() };
    a_parcel_with_harvests_is_not_removed:
        given::<Parcel>([registered(), harvested(1), harvested(2)]).when(ParcelCommand::Retire { on: at(20) })
        => ParcelRefusal::HasHarvests { parcel: "Les Clos".to_owned(), harvests: 2 };
    a_harvest_of_elsewhere_is_not_withdrawn:
        given::<Parcel>([registered(), harvested(1)]).when(withdraw(2)) => ParcelRefusal::HarvestUnknown;
    a_harvest_is_withdrawn_once:
        given::<Parcel>([registered(), harvested(1), withdrawn(1)]).when(withdraw(1))
        => ParcelRefusal::HarvestUnknown;
    a_parcel_is_not_removed_ahead:
        given::<Parcel>([registered()]).when(ParcelCommand::Retire { on: today().next() })
        => ParcelRefusal::from(DateRefusal::InFuture { date: today().next(), today: today() });
    a_parcel_is_not_removed_before_the_calendar:
        given::<Parcel>([registered()]).when(ParcelCommand::Retire { on: day("1899-12-31") })
        => ParcelRefusal::from(DateRefusal::OutOfCalendar { date: day("1899-12-31") });
}
