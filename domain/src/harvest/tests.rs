//! Each command with what follows from it, and each refusal.

use super::{Harvest, HarvestCommand, HarvestEvent, HarvestRefusal};
use crate::policy::DateRefusal;
use crate::testing::{at, day, given, hl, movement, parcel, refused, vat, wine};
use crate::units::{Abv, Date, MAX_VOLUME, QuantityRefusal, Volume};

/// What came in, with what a test changes.
struct Load {
    volume_ml: Volume,
    waste_ml: Volume,
    weight_kg: Option<i64>,
    vintage: u16,
    on: Date,
}

impl Default for Load {
    fn default() -> Self {
        let weight_kg = Some(3_300);
        Self { volume_ml: hl("25.4"), waste_ml: hl("0.8"), weight_kg, vintage: 2026, on: at(10) }
    }
}

fn bring(load: Load) -> HarvestCommand {
    let Load { volume_ml, waste_ml, weight_kg, vintage, on } = load;
    HarvestCommand::Bring {
        movement: movement(1),
        parcel: parcel(1),
        vat: vat(1),
        wine: wine("Muscadet"),
        vintage,
        volume_ml,
        waste_ml,
        weight_kg,
        potential_abv: Abv::from_centipercent(1_180),
        on,
    }
}

fn brought() -> HarvestEvent {
    HarvestEvent::HarvestBrought {
        movement: movement(1),
        parcel: parcel(1),
        vat: vat(1),
        wine: wine("Muscadet"),
        vintage: 2026,
        volume_ml: hl("25.4"),
        waste_ml: hl("0.8"),
        weight_kg: Some(3_300),
        potential_abv: Abv::from_centipercent(1_180),
        occurred_on: at(10),
    }
}

fn planned(number: u128) -> HarvestEvent {
    HarvestEvent::HarvestPlanned { parcel: parcel(number), planned_on: at(8) }
}

fn plan() -> HarvestCommand {
    HarvestCommand::Plan { parcel: parcel(1), on: at(8) }
}

fn take_back(on: Date) -> HarvestCommand {
    HarvestCommand::Reverse { movement: movement(2), on }
}

fn reversed() -> HarvestEvent {
    HarvestEvent::HarvestReversed { movement: movement(2), occurred_on: at(11) }
}

#[test]
fn a_picking_is_planned() {
    given::<Harvest>([]).when(plan()).then_expect_events(vec![planned(1)]);
}

#[test]
fn a_harvest_comes_in_planned_or_not() {
    given::<Harvest>([]).when(bring(Load::default())).then_expect_events(vec![brought()]);
    given::<Harvest>([planned(1)]).when(bring(Load::default())).then_expect_events(vec![brought()]);
}

#[test]
fn grapes_picked_in_winter_bear_the_vintage_of_the_autumn() {
    let ice = Load { on: day("2027-01-10"), ..Load::default() };
    assert!(given::<Harvest>([]).when(bring(ice)).inspect_result().is_ok());
}

#[test]
fn a_harvest_is_taken_back() {
    given::<Harvest>([brought()]).when(take_back(at(11))).then_expect_events(vec![reversed()]);
}

fn waste(waste_ml: Volume) -> HarvestRefusal {
    HarvestRefusal::WasteInvalid { volume_ml: hl("25.4"), waste_ml }
}

refused! { HarvestRefusal:
    a_harvest_that_never_came_is_not_taken_back:
        given::<Harvest>([planned(1)]).when(take_back(at(11))) => HarvestRefusal::NotFound;
    a_harvest_is_planned_once: given::<Harvest>([planned(1)]).when(plan()) => HarvestRefusal::AlreadyPlanned;
    a_harvest_comes_in_once:
        given::<Harvest>([brought()]).when(bring(Load::default())) => HarvestRefusal::AlreadyBrought;
    a_harvest_that_was_taken_back_does_not_come_in_again:
        given::<Harvest>([brought(), reversed()]).when(bring(Load::default())) => HarvestRefusal::Reversed;
    a_harvest_is_taken_back_once:
        given::<Harvest>([brought(), reversed()]).when(take_back(at(12))) => HarvestRefusal::Reversed;
    a_harvest_comes_from_the_parcel_it_was_planned_for:
        given::<Harvest>([planned(2)]).when(bring(Load::default())) => HarvestRefusal::OtherParcel;
    waste_is_less_than_what_came_in:
        given::<Harvest>([]).when(bring(Load { waste_ml: hl("25.4"), ..Load::default() })) => waste(hl("25.4"));
    waste_is_not_below_zero:
        given::<Harvest>([]).when(bring(Load { waste_ml: Volume::from_ml(i64::MIN), ..Load::default() }))
        => waste(Volume::from_ml(i64::MIN));
    grapes_weigh_something:
        given::<Harvest>([]).when(bring(Load { weight_kg: Some(0), ..Load::default() }))
        => HarvestRefusal::WeightInvalid { weight_kg: 0 };
    grapes_do_not_weigh_more_than_a_ship:
        given::<Harvest>([]).when(bring(Load { weight_kg: Some(i64::MAX), ..Load::default() }))
        => HarvestRefusal::WeightInvalid { weight_kg: i64::MAX };
    a_vintage_is_not_next_year:
        given::<Harvest>([]).when(bring(Load { vintage: 2027, ..Load::default() }))
        => HarvestRefusal::VintageInvalid { vintage: 2027 };
    a_vintage_is_not_two_years_old:
        given::<Harvest>([]).when(bring(Load { vintage: 2024, ..Load::default() }))
        => HarvestRefusal::VintageInvalid { vintage: 2024 };
    a_vintage_is_not_absurd:
        given::<Harvest>([]).when(bring(Load { vintage: u16::MAX, ..Load::default() }))
        => HarvestRefusal::VintageInvalid { vintage: 65_535 };
    a_harvest_has_a_volume:
        given::<Harvest>([]).when(bring(Load { volume_ml: Volume::ZERO, ..Load::default() }))
        => HarvestRefusal::from(QuantityRefusal::VolumeNotPositive { volume_ml: Volume::ZERO });
    a_harvest_has_no_absurd_volume:
        given::<Harvest>([]).when(bring(Load { volume_ml: Volume::from_ml(i64::MAX), ..Load::default() }))
        => HarvestRefusal::from(QuantityRefusal::VolumeAbsurd {
            volume_ml: Volume::from_ml(i64::MAX), limit_ml: MAX_VOLUME,
        });
    a_picking_is_planned_within_the_calendar:
        given::<Harvest>([]).when(HarvestCommand::Plan { parcel: parcel(1), on: day("1899-12-31") })
        => HarvestRefusal::from(DateRefusal::OutOfCalendar { date: day("1899-12-31") });
}
