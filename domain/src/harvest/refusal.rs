use crate::decider::refusals;
use crate::policy::DateRefusal;
use crate::units::{QuantityRefusal, Volume};

refusals! {
    /// Why a harvest refuses.
    pub enum HarvestRefusal {
        /// There is no such harvest at the estate.
        NotFound = "HARVEST_NOT_FOUND",
        /// It was planned already.
        AlreadyPlanned = "HARVEST_ALREADY_PLANNED",
        /// It was brought in already.
        AlreadyBrought = "HARVEST_ALREADY_BROUGHT",
        /// It was reversed.
        Reversed = "HARVEST_REVERSED",
        /// It was planned for another parcel.
        OtherParcel = "HARVEST_OTHER_PARCEL",
        /// Waste is at least nothing and less than what came in.
        WasteInvalid = "HARVEST_WASTE_INVALID" {
            /// What came in.
            volume_ml: Volume,
            /// What was entered as waste.
            waste_ml: Volume,
        },
        /// Grapes weigh something, at most 10 000 t.
        WeightInvalid = "HARVEST_WEIGHT_INVALID" {
            /// What was entered, in kilograms.
            weight_kg: i64,
        },
        /// The vintage is the year of the harvest, or the year before for grapes picked in winter.
        VintageInvalid = "VINTAGE_INVALID" {
            /// What was entered.
            vintage: i64,
        },
    } | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
}
