use crate::units::{Abv, Date, MovementId, ParcelId, VatId, Volume, WineId};

/// What can be asked of a harvest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HarvestCommand {
    /// Plan a picking.
    Plan {
        /// The parcel.
        parcel: ParcelId,
        /// The day foreseen.
        on: Date,
    },
    /// Bring it in.
    Bring {
        /// The movement.
        movement: MovementId,
        /// Where it grew.
        parcel: ParcelId,
        /// Where it goes.
        vat: VatId,
        /// The wine it is to become.
        wine: WineId,
        /// The year on the label.
        vintage: u16,
        /// What came in, waste included.
        volume_ml: Volume,
        /// What of it is waste.
        waste_ml: Volume,
        /// The weight of the grapes in kilograms.
        weight_kg: Option<i64>,
        /// The potential strength.
        potential_abv: Option<Abv>,
        /// The day.
        on: Date,
    },
    /// Take it back.
    Reverse {
        /// The counter-entry.
        movement: MovementId,
        /// The day of the counter-entry.
        on: Date,
    },
}
