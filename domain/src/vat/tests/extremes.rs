//! No figure that fits an `i64` makes a vat panic, overflow or accept nonsense.

use super::{adjust, commissioned, draw, filled, lose, muscadet, receive};
use crate::terms::BulkDestination;
use crate::testing::{at, day, given, movement, wine};
use crate::units::{Date, Volume};
use crate::vat::{Analysis, Material, Vat, VatCommand, VatRefusal};

const ABSURD: [i64; 8] =
    [i64::MIN, i64::MIN + 1, -1, 0, 10_000_000_001, i64::MAX / 2, i64::MAX - 1, i64::MAX];

fn is_refused(command: VatCommand) {
    for events in [vec![commissioned()], filled().to_vec()] {
        let result = given::<Vat>(events).when(command.clone()).inspect_result();
        assert!(result.is_err(), "{command:?} gave {result:?}");
    }
}

#[test]
fn absurd_volumes_are_refused_everywhere() {
    for volume_ml in ABSURD.map(Volume::from_ml) {
        is_refused(receive(2, muscadet(), volume_ml, at(20)));
        is_refused(draw(2, volume_ml, None, at(20)));
        is_refused(draw(2, volume_ml, Some(volume_ml), at(20)));
        is_refused(draw(2, Volume::from_ml(1), Some(volume_ml), at(20)));
        is_refused(lose(2, volume_ml, at(20)));
        let destination = BulkDestination::Distillery;
        is_refused(VatCommand::Dispatch { movement: movement(2), destination, volume_ml, on: at(20) });
        if volume_ml != Volume::ZERO {
            is_refused(adjust(2, volume_ml, Some(muscadet()), at(20)));
        }
        let commission = VatCommand::Commission {
            code: "C1".to_owned(),
            capacity_ml: volume_ml,
            material: Material::Clay,
            on: at(1),
        };
        let refused = VatRefusal::CapacityInvalid { capacity_ml: volume_ml };
        given::<Vat>([]).when(commission).then_expect_error(refused);
    }
}

#[test]
fn absurd_additions_are_refused() {
    for quantity_mg in ABSURD.into_iter().filter(|figure| *figure != 10_000_000_001) {
        is_refused(VatCommand::Add { product: "SO2".to_owned(), product_lot: None, quantity_mg, on: at(20) });
    }
    let product_lot = Some("x".repeat(101));
    is_refused(VatCommand::Add { product: "SO2".to_owned(), product_lot, quantity_mg: 1, on: at(20) });
}

#[test]
fn absurd_analyses_are_refused() {
    for figure in [i64::MIN, -1, i64::MAX] {
        let figure = Some(figure);
        for analysis in [
            Analysis { free_so2_mg_per_l: figure, ..Analysis::default() },
            Analysis { total_so2_mg_per_l: figure, ..Analysis::default() },
            Analysis { volatile_acidity_mg_per_l: figure, ..Analysis::default() },
            Analysis { density_g_per_m3: figure, ..Analysis::default() },
        ] {
            is_refused(VatCommand::Analyse { analysis, on: at(20) });
        }
    }
    for figure in [i64::MIN, i64::MAX, 1_001, -501] {
        let analysis = Analysis { temperature_decidegrees: Some(figure), ..Analysis::default() };
        is_refused(VatCommand::Analyse { analysis, on: at(20) });
    }
}

#[test]
fn a_day_outside_the_calendar_of_the_books_is_refused() {
    for on in [day("1899-12-31"), day("0001-01-01"), Date::from_ymd(-1, 1, 1).unwrap()] {
        let commission = VatCommand::Commission {
            code: "C1".to_owned(),
            capacity_ml: Volume::from_hl(10),
            material: Material::Concrete,
            on,
        };
        assert!(given::<Vat>([]).when(commission).inspect_result().is_err(), "{on}");
        is_refused(receive(2, wine("VdF"), Volume::from_ml(1), on));
    }
}
