use super::{Material, Purpose, Source};
use crate::terms::{BulkDestination, LossCause, ReclassificationKind};
use crate::units::{Abv, Date, MovementId, Volume, WineId};

/// What can be asked of a vat. `on` is the day in the cellar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VatCommand {
    /// Put it to use.
    Commission {
        /// Its name on the vat plan.
        code: String,
        /// What it holds at most.
        capacity_ml: Volume,
        /// What it is made of.
        material: Material,
        /// The day.
        on: Date,
    },
    /// Take wine in.
    Receive {
        /// The movement.
        movement: MovementId,
        /// Where it comes from.
        source: Source,
        /// The wine.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
        /// The day.
        on: Date,
    },
    /// Give wine for another vat or for bottles, and lose some with it: both or neither.
    Draw {
        /// The movement.
        movement: MovementId,
        /// What for.
        purpose: Purpose,
        /// How much arrives there.
        volume_ml: Volume,
        /// What is lost besides.
        loss: Option<Loss>,
        /// The day.
        on: Date,
    },
    /// Lose wine.
    Lose {
        /// The movement.
        movement: MovementId,
        /// How much and why.
        loss: Loss,
        /// The day.
        on: Date,
    },
    /// Send wine off in bulk.
    Dispatch {
        /// The movement.
        movement: MovementId,
        /// Where to.
        destination: BulkDestination,
        /// How much.
        volume_ml: Volume,
        /// The day.
        on: Date,
    },
    /// Turn the whole content into another declared wine.
    Reclassify {
        /// The movement.
        movement: MovementId,
        /// Into which.
        to: WineId,
        /// How.
        kind: ReclassificationKind,
        /// The day.
        on: Date,
    },
    /// Set the content right after an inventory.
    Adjust {
        /// The movement.
        movement: MovementId,
        /// What was found.
        counted_ml: Volume,
        /// The wine, needed where the books say that the vat is empty.
        wine: Option<WineId>,
        /// Why.
        reason: String,
        /// Whether a campaign opens with it.
        annual: bool,
        /// The day.
        on: Date,
    },
    /// Take back all that a movement did here.
    Reverse {
        /// The counter-entry.
        movement: MovementId,
        /// The movement to reverse.
        reverses: MovementId,
        /// The day of the counter-entry.
        on: Date,
    },
    /// Add something to the wine.
    Add {
        /// What.
        product: String,
        /// The supplier's lot.
        product_lot: Option<String>,
        /// How much, in milligrams.
        quantity_mg: i64,
        /// The day.
        on: Date,
    },
    /// Record an analysis.
    Analyse {
        /// Its figures.
        analysis: Analysis,
        /// The day.
        on: Date,
    },
    /// Take it out of use.
    Retire {
        /// The day.
        on: Date,
    },
}

/// A loss with its cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How much.
    pub volume_ml: Volume,
    /// Why.
    pub cause: LossCause,
}

/// The figures of an analysis; at least one is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Strength.
    pub abv: Option<Abv>,
    /// Free sulphur dioxide, milligrams a litre.
    pub free_so2_mg_per_l: Option<i64>,
    /// Total sulphur dioxide, milligrams a litre.
    pub total_so2_mg_per_l: Option<i64>,
    /// Volatile acidity, milligrams of H₂SO₄ a litre.
    pub volatile_acidity_mg_per_l: Option<i64>,
    /// Density, grams a cubic metre.
    pub density_g_per_m3: Option<i64>,
    /// Temperature in tenths of a degree Celsius.
    pub temperature_decidegrees: Option<i64>,
}
