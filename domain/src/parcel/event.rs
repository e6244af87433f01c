use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::units::{Date, HarvestId, MovementId};

/// What has happened to a vineyard parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ParcelEvent {
    /// The parcel was entered.
    ParcelRegistered {
        /// Its name at the estate.
        name: String,
        /// Its area in square metres.
        area_m2: i64,
        /// The grape it is planted with.
        grape: String,
        /// Its cadastral reference, where it is known.
        cadastre: Option<String>,
    },
    /// It was stated where the parcel lies, for the first time or anew; the last statement holds, also for what was brought
    /// in before.
    ParcelLocated {
        /// The geographical units that contain it and that a label may name: commune, lieu-dit, cru.
        places: Vec<String>,
    },
    /// Grapes were brought in from it.
    ParcelHarvested {
        /// The harvest.
        harvest: HarvestId,
        /// The day.
        occurred_on: Date,
    },
    /// A harvest of it was reversed.
    ParcelHarvestWithdrawn {
        /// The harvest.
        harvest: HarvestId,
        /// The counter-entry.
        movement: MovementId,
    },
    /// The parcel left the estate.
    ParcelRetired {
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(ParcelEvent {
    ParcelRegistered = "1",
    ParcelLocated = "1",
    ParcelHarvested = "1",
    ParcelHarvestWithdrawn = "1",
    ParcelRetired = "1",
});
