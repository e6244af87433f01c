use domain::units::{Abv, Date, HarvestId, MovementId, ParcelId, VatId, Volume, WineId};

use crate::contract::{row, words};

words! {
    /// Whether a parcel belongs to the estate.
    pub enum ParcelStatus {
        /// It does.
        Planted = "PLANTED",
        /// Not any more.
        Retired = "RETIRED",
    }
}

row! {
    /// A parcel.
    pub struct Parcel in "cellar.parcels", key (id: ParcelId) {
        /// The parcel.
        id: ParcelId,
        /// The order of its name.
        sort_key: String,
        /// Its name.
        name: String,
        /// Its area in square metres.
        area_m2: i64,
        /// The grape it is planted with.
        grape: String,
        /// Its cadastral reference.
        cadastre: Option<String>,
        /// The geographical units that contain it.
        places: Vec<String>,
        /// Whether it belongs to the estate.
        status: ParcelStatus,
        /// When it left.
        retired_on: Option<Date>,
        /// How many harvests came from it, those taken back not counted.
        harvests: i64,
    }
}

words! {
    /// How far a harvest has come.
    pub enum HarvestStatus {
        /// Foreseen.
        Planned = "PLANNED",
        /// In a vat.
        Brought = "BROUGHT",
        /// Taken back by a counter-entry.
        Reversed = "REVERSED",
    }
}

row! {
    /// A load of grapes.
    pub struct Harvest in "cellar.harvests", key (id: HarvestId) {
        /// The harvest.
        id: HarvestId,
        /// How far it has come.
        status: HarvestStatus,
        /// The day it came in, or else the day foreseen.
        on_date: Date,
        /// Where it grew.
        parcel_id: ParcelId,
        /// The day foreseen.
        planned_on: Option<Date>,
        /// The day it came in.
        occurred_on: Option<Date>,
        /// The movement.
        movement_id: Option<MovementId>,
        /// Where it went.
        vat_id: Option<VatId>,
        /// The wine it is to become.
        wine_id: Option<WineId>,
        /// The year on the label.
        vintage: Option<u16>,
        /// What came in, waste included.
        volume_ml: Option<Volume>,
        /// What of it never became wine.
        waste_ml: Option<Volume>,
        /// The weight of the grapes.
        weight_kg: Option<i64>,
        /// The potential strength.
        potential_abv: Option<Abv>,
        /// The counter-entry.
        reversed_by: Option<MovementId>,
        /// Its day.
        reversed_on: Option<Date>,
    }
}
