//! The ledger is shown whole and in order, however many pages it has; a selection is what it says.

use domain::Fact;
use domain::estate::{Estate, EstateCommand};
use domain::terms::{FiscalCategory, Strength, WineSpec};
use domain::units::WineId;
use gateway::app::{PROGRAM, scope};
use gateway::refold::refold;
use journal::{Operation, Selection, Unit, UnitError};
use serde::Serialize;

use crate::support::House;

/// More than two pages, and not a whole number of them.
const WINES: usize = 2_345;

#[derive(Serialize)]
struct DeclareMany;

impl Operation for DeclareMany {
    const NAME: &'static str = "declare_many";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        for number in 0..WINES {
            let label = format!("Vin {number}");
            let wine = WineId::of(estate, &label);
            let category = FiscalCategory::Still;
            let spec = WineSpec { label, code: None, category, colour: None, portal: None };
            let declare = EstateCommand::DeclareWine { wine, spec, strength: Strength::default() };
            unit.execute::<Estate>(estate.uuid(), declare).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn every_page_of_a_ledger_is_shown_once_and_in_order() {
    let house = House::open().await;
    let (app, estate) = (&house.served.app, house.estate);
    let before = app.journal.head(estate).await.unwrap().position;
    app.journal.perform(&scope(estate, PROGRAM, None), None, &DeclareMany).await.unwrap();
    let head = app.journal.head(estate).await.unwrap().position;
    assert_eq!(head, before + i64::try_from(WINES).unwrap());

    let shown = async |selection| {
        let mut positions = Vec::new();
        let read = refold(&app.journal, estate, selection, |event, fact| {
            assert_eq!(event.aggregate_type, fact.aggregate_type());
            positions.push((event.position, matches!(fact, Fact::Estate(..))));
        });
        read.await.unwrap();
        positions
    };
    let whole = shown(Selection::ALL).await;
    assert_eq!(
        whole.iter().map(|(position, _)| *position).collect::<Vec<_>>(),
        (1..=head).collect::<Vec<_>>()
    );
    let until = before + 1_234;
    let of_estate: Vec<_> =
        whole.iter().copied().filter(|(position, estate)| *estate && *position <= until).collect();
    assert!(of_estate.len() < usize::try_from(until).unwrap(), "others stand before it");
    assert_eq!(shown(Selection::of(&["estate"]).until(until)).await, of_estate);
    assert_eq!(shown(Selection::of(&[])).await, []);
    assert_eq!(shown(Selection::ALL.until(0)).await, []);
}
