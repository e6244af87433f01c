//! What is noted about the wine without moving it.

use super::filled;
use crate::testing::{at, given};
use crate::units::Abv;
use crate::vat::{Analysis, Vat, VatCommand, VatEvent};

#[test]
fn what_is_added_is_recorded() {
    let (product, product_lot, quantity_mg) = ("SO2".to_owned(), Some("LOT 7".to_owned()), 60_000);
    given::<Vat>(filled())
        .when(VatCommand::Add {
            product: product.clone(),
            product_lot: product_lot.clone(),
            quantity_mg,
            on: at(20),
        })
        .then_expect_events(vec![VatEvent::AdditionMade {
            product,
            product_lot,
            quantity_mg,
            occurred_on: at(20),
        }]);
}

#[test]
fn an_analysis_is_recorded_and_may_be_below_freezing() {
    let abv = Abv::from_centipercent(1_215);
    let analysis = Analysis { abv, temperature_decidegrees: Some(-15), ..Analysis::default() };
    given::<Vat>(filled()).when(VatCommand::Analyse { analysis, on: at(20) }).then_expect_events(vec![
        VatEvent::AnalysisRecorded {
            abv,
            free_so2_mg_per_l: None,
            total_so2_mg_per_l: None,
            volatile_acidity_mg_per_l: None,
            density_g_per_m3: None,
            temperature_decidegrees: Some(-15),
            occurred_on: at(20),
        },
    ]);
}
