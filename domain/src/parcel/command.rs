use crate::units::{Date, HarvestId, MovementId};

/// What can be asked of a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParcelCommand {
    /// Enter it.
    Register {
        /// Its name at the estate.
        name: String,
        /// Its area in square metres.
        area_m2: i64,
        /// The grape it is planted with.
        grape: String,
        /// Its cadastral reference.
        cadastre: Option<String>,
    },
    /// State where it lies.
    Locate {
        /// The geographical units that contain it, at most ten.
        places: Vec<String>,
    },
    /// Bring grapes in from it.
    Harvest {
        /// The harvest.
        harvest: HarvestId,
        /// The day.
        on: Date,
    },
    /// Take a harvest back.
    WithdrawHarvest {
        /// The harvest.
        harvest: HarvestId,
        /// The counter-entry.
        movement: MovementId,
    },
    /// Remove it.
    Retire {
        /// The day.
        on: Date,
    },
}
