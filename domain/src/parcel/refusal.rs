use crate::decider::refusals;
use crate::policy::DateRefusal;

refusals! {
    /// Why a parcel refuses.
    pub enum ParcelRefusal {
        /// There is no such parcel at the estate.
        NotFound = "PARCEL_NOT_FOUND",
        /// It was entered already.
        AlreadyRegistered = "PARCEL_ALREADY_REGISTERED",
        /// It needs a name and a grape of 1 to 80 characters; a cadastral reference has at most 40.
        NameInvalid = "PARCEL_NAME_INVALID",
        /// It lies in at most ten places, each told once and with 1 to 80 characters.
        PlacesInvalid = "PARCEL_PLACES_INVALID",
        /// A parcel has 1 m² to 1 000 ha.
        AreaInvalid = "PARCEL_AREA_INVALID" {
            /// What was entered, in square metres.
            area_m2: i64,
        },
        /// It left the estate.
        Retired = "PARCEL_RETIRED" {
            /// Its name.
            parcel: String,
        },
        /// Grapes came from it, so its history must stay.
        HasHarvests = "PARCEL_HAS_HARVESTS" {
            /// Its name.
            parcel: String,
            /// How many.
            harvests: i64,
        },
        /// That harvest did not come from it.
        HarvestUnknown = "PARCEL_HARVEST_UNKNOWN",
    } | /// A day is refused.
        DateRefusal
}
