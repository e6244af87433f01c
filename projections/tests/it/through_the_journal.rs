//! Commands, journal and read models together, as the gateway runs them: each command is followed by a catch-up.

use std::sync::Arc;

use domain::decider::Context;
use domain::estate::{Estate, EstateCommand};
use domain::movement::{self, Operation as Movement};
use domain::units::{EstateId, MovementId, VatId, Volume, WineId};
use domain::vat::{Material, Vat, VatCommand};
use journal::{Journal, Operation, Scope, Unit, UnitError};
use projections::cellar::MovementFilter;
use projections::{Page, Projector, Scope as Everything, cellar};
use serde::Serialize;
use testkit::TestDatabase;
use uuid::Uuid;

use crate::support::{MemoryDesk, day, dump, month, wine_spec};

const ESTATE: EstateId = EstateId::new(Uuid::from_u128(0x00E5_7A7E));
const VAT: VatId = VatId::new(Uuid::from_u128(0x7A7));

fn wine() -> WineId {
    WineId::of(ESTATE, "Muscadet")
}

fn scope() -> Scope {
    let context = Context { now_ms: 0, today: day("2027-02-15"), actor: MemoryDesk::actor() };
    Scope { estate: ESTATE, context, request_id: None }
}

#[derive(Serialize)]
struct Found;

impl Operation for Found {
    const NAME: &'static str = "found";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let register = EstateCommand::Register {
            name: "Domaine".to_owned(),
            accise: "FR00000000001".to_owned(),
            cvi: None,
            interprofession_id: None,
            books_from: month("2026-08"),
        };
        unit.execute::<Estate>(ESTATE.uuid(), register).await?;
        let declare = EstateCommand::DeclareWine {
            wine: wine(),
            spec: wine_spec("Muscadet"),
            strength: domain::terms::Strength::default(),
        };
        unit.execute::<Estate>(ESTATE.uuid(), declare).await?;
        let (code, capacity_ml, on) = ("C1".to_owned(), Volume::from_hl(90), day("2026-08-01"));
        let commission = VatCommand::Commission { code, capacity_ml, material: Material::Wood, on };
        unit.execute::<Vat>(VAT.uuid(), commission).await.map(drop)
    }
}

#[derive(Serialize)]
struct Buy {
    movement: MovementId,
}

impl Operation for Buy {
    const NAME: &'static str = "buy";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let purchase =
            Movement::Purchase { vat: VAT, wine: wine(), volume_ml: Volume::from_litres(10), supplier: None };
        movement::record(unit, ESTATE, self.movement, purchase, day("2026-09-01")).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_commands_reads_what_it_wrote() {
    let database = Arc::new(TestDatabase::new().await);
    let journal = Journal::new(database.server_pool().clone());
    let projector = Projector::new(database.server_pool().clone());
    journal.perform(&scope(), None, &Found).await.unwrap();
    let customers: Vec<_> = (1..=4_u128)
        .map(|customer| {
            let (journal, projector, database) = (journal.clone(), projector.clone(), Arc::clone(&database));
            tokio::spawn(async move {
                for number in 0..6 {
                    let movement = MovementId::new(Uuid::from_u128((customer << 32) | number));
                    let performed = journal.perform(&scope(), None, &Buy { movement }).await.unwrap();
                    let caught = projector.catch_up(ESTATE).await.unwrap();
                    assert!(caught.is_whole() && caught.position() >= performed.position, "{caught:?}");
                    let connection = &mut *database.told(ESTATE.uuid()).await;
                    let row = cellar::movements_by_ids(connection, ESTATE, &[movement]).await.unwrap().pop();
                    assert_eq!(row.unwrap().validated_by, Some(MemoryDesk::actor()));
                }
            })
        })
        .collect();
    for customer in customers {
        customer.await.unwrap();
    }
    let connection = &mut *database.told(ESTATE.uuid()).await;
    let vat = cellar::vats_by_ids(connection, ESTATE, &[VAT]).await.unwrap().pop().unwrap();
    assert_eq!((vat.content_ml, vat.wine_id), (Volume::from_litres(240), Some(wine())));
    let (filter, page) = (MovementFilter::default(), Page::first(1).counted(true));
    assert_eq!(cellar::movements(connection, ESTATE, &filter, &page).await.unwrap().total, Some(24));
    let live = dump(database.owner_pool()).await;
    projector.rebuild(Everything::default(), |_| {}).await.unwrap();
    assert_eq!(live, dump(database.owner_pool()).await);
}
