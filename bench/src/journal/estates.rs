use domain::movement;
use domain::terms::{FiscalCategory, Regime, WineSpec};
use domain::units::{Date, EstateId, Month, MovementId, VatId, Volume, WineId};
use domain::vat::Material;
use futures::{StreamExt, TryStreamExt};
use gateway::app::{PROGRAM, scope};
use gateway::operations::{CommissionVat, OpenEstate, OpeningAccount, RecordMovement};
use journal::Journal;
use uuid::Uuid;

use crate::Failure;
use crate::server::Server;

/// An estate with two vats half full of one wine, in an open month.
#[derive(Clone, Copy)]
pub struct Estate {
    /// The estate.
    pub id: EstateId,
    /// Its vats.
    pub vats: [VatId; 2],
    /// A day of the open month.
    pub on: Date,
}

/// Opens that many estates, several at once.
pub async fn prepare(server: &Server, count: u32) -> Result<Vec<Estate>, Failure> {
    let journal = Journal::new(server.pool("monchai_server", 16).await?);
    futures::stream::iter(0..count)
        .map(|number| open(&journal, number))
        .buffer_unordered(16)
        .try_collect()
        .await
}

/// Opens one more, of that number.
pub async fn open_one(server: &Server, number: u32) -> Result<Estate, Failure> {
    open(&Journal::new(server.pool("monchai_server", 1).await?), number).await
}

async fn open(journal: &Journal, number: u32) -> Result<Estate, Failure> {
    let accise = format!("FR{number:011}");
    let id = EstateId::of(&accise);
    let scope = scope(id, PROGRAM, None);
    let label = "Muscadet Sèvre et Maine sur lie".to_owned();
    let wine = WineId::of(id, &label);
    let month = Month::new(2026, 8).ok_or("month")?;
    let on = Date::from_ymd(2026, 9, 15).ok_or("day")?;
    let spec = WineSpec { label, code: None, category: FiscalCategory::Still, colour: None, portal: None };
    let opening = OpenEstate {
        name: accise.clone(),
        accise,
        cvi: None,
        interprofession_id: None,
        last_return: month,
        file_sha256: String::new(),
        wines: vec![OpeningAccount {
            spec,
            strength: domain::terms::Strength::default(),
            regime: Regime::Suspended,
            closing_ml: Volume::from_hl(1_000),
        }],
        capsules: Vec::new(),
    };
    journal.perform(&scope, None, &opening).await?;
    let vats = [VatId::new(Uuid::now_v7()), VatId::new(Uuid::now_v7())];
    for (vat, code) in vats.into_iter().zip(["A", "B"]) {
        let commission = CommissionVat {
            vat,
            code: code.to_owned(),
            capacity_ml: Volume::from_hl(1_000),
            material: Material::StainlessSteel,
            on,
        };
        journal.perform(&scope, None, &commission).await?;
        let operation = movement::Operation::OpeningInVat { vat, wine, volume_ml: Volume::from_hl(500) };
        let record = RecordMovement { movement: MovementId::new(Uuid::now_v7()), operation, on };
        journal.perform(&scope, None, &record).await?;
    }
    Ok(Estate { id, vats, on })
}
