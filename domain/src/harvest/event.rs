use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::units::{Abv, Date, MovementId, ParcelId, VatId, Volume, WineId};

/// What has happened to a harvest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum HarvestEvent {
    /// A picking was planned.
    HarvestPlanned {
        /// The parcel.
        parcel: ParcelId,
        /// The day foreseen.
        planned_on: Date,
    },
    /// Grapes came in and went, as must or wine, into a vat.
    HarvestBrought {
        /// The movement.
        movement: MovementId,
        /// Where they grew.
        parcel: ParcelId,
        /// Where they went.
        vat: VatId,
        /// The wine they are to become.
        wine: WineId,
        /// The year on the label.
        vintage: u16,
        /// What came in, waste included.
        volume_ml: Volume,
        /// Marc, lees and other waste: what never became wine.
        waste_ml: Volume,
        /// The weight of the grapes in kilograms, where it was taken.
        weight_kg: Option<i64>,
        /// The potential strength, where it was measured.
        potential_abv: Option<Abv>,
        /// The day.
        occurred_on: Date,
    },
    /// The harvest was reversed by a counter-entry.
    HarvestReversed {
        /// The counter-entry.
        movement: MovementId,
        /// The day of the counter-entry.
        occurred_on: Date,
    },
}

domain_events!(HarvestEvent { HarvestPlanned = "1", HarvestBrought = "1", HarvestReversed = "1" });
