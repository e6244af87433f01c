use domain::harvest::{Harvest, HarvestCommand};
use domain::parcel::{Parcel, ParcelCommand, ParcelRefusal};
use domain::units::{Date, HarvestId, ParcelId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// Enters a parcel.
#[derive(Debug, Serialize)]
pub struct RegisterParcel {
    /// The parcel to be.
    pub parcel: ParcelId,
    /// Its name.
    pub name: String,
    /// Its area in square metres.
    pub area_m2: i64,
    /// The grape it is planted with.
    pub grape: String,
    /// Its cadastral reference.
    pub cadastre: Option<String>,
}

/// States where a parcel lies.
#[derive(Debug, Serialize)]
pub struct LocateParcel {
    /// The parcel.
    pub parcel: ParcelId,
    /// The geographical units that contain it.
    pub places: Vec<String>,
}

/// Removes a parcel from which nothing came.
#[derive(Debug, Serialize)]
pub struct RetireParcel {
    /// The parcel.
    pub parcel: ParcelId,
    /// When.
    pub on: Date,
}

/// Plans a picking.
#[derive(Debug, Serialize)]
pub struct PlanHarvest {
    /// The harvest to be.
    pub harvest: HarvestId,
    /// The parcel.
    pub parcel: ParcelId,
    /// The day foreseen.
    pub on: Date,
}

impl Operation for RegisterParcel {
    const NAME: &'static str = "register_parcel";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = ParcelCommand::Register {
            name: self.name.clone(),
            area_m2: self.area_m2,
            grape: self.grape.clone(),
            cadastre: self.cadastre.clone(),
        };
        unit.execute::<Parcel>(self.parcel.uuid(), command).await.map(drop)
    }
}

impl Operation for LocateParcel {
    const NAME: &'static str = "locate_parcel";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = ParcelCommand::Locate { places: self.places.clone() };
        unit.execute::<Parcel>(self.parcel.uuid(), command).await.map(drop)
    }
}

impl Operation for RetireParcel {
    const NAME: &'static str = "retire_parcel";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        unit.execute::<Parcel>(self.parcel.uuid(), ParcelCommand::Retire { on: self.on }).await.map(drop)
    }
}

impl Operation for PlanHarvest {
    const NAME: &'static str = "plan_harvest";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        match &*unit.state::<Parcel>(self.parcel.uuid()).await? {
            Parcel::Unknown => return Err(UnitError::Refused(ParcelRefusal::NotFound.into())),
            Parcel::Retired(plot) => {
                return Err(UnitError::Refused(ParcelRefusal::Retired { parcel: plot.name.clone() }.into()));
            }
            Parcel::Planted(_) => {}
        }
        let command = HarvestCommand::Plan { parcel: self.parcel, on: self.on };
        unit.execute::<Harvest>(self.harvest.uuid(), command).await.map(drop)
    }
}
