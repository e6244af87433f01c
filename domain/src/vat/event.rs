use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::decider::domain_events;
use crate::terms::{Arrival, BulkDestination, LossCause, ReclassificationKind};
use crate::units::{Abv, Date, HarvestId, LotId, MovementId, PartyId, VatId, Volume, WineId};

/// What a vat is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Material {
    /// Inox.
    StainlessSteel,
    /// Béton.
    Concrete,
    /// Fibre de verre.
    Fibreglass,
    /// Bois.
    Wood,
    /// Terre cuite.
    Clay,
}

/// Where wine that enters a vat comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Source {
    /// A harvest.
    Harvest {
        /// Which.
        harvest: HarvestId,
    },
    /// Another vat, or several.
    Transfer {
        /// Each vat with what it gave, losses already taken off.
        from: Vec<Share>,
    },
    /// Bought from outside.
    Purchase {
        /// The seller, where it is told.
        supplier: Option<PartyId>,
    },
    /// The stock with which the books open.
    Opening,
    /// It came in in another way.
    Arrival(Arrival),
    /// A part of another vat's content, which became another declared wine on the way.
    Reclassified {
        /// Which vat.
        from: VatId,
        /// The wine it was.
        wine: WineId,
        /// How.
        kind: ReclassificationKind,
    },
}

/// What one vat gave to a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// The vat.
    pub vat: VatId,
    /// How much.
    pub volume_ml: Volume,
}

/// What wine is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Purpose {
    /// To another vat.
    Transfer {
        /// Which.
        to: VatId,
    },
    /// To bottles.
    Bottling {
        /// Their lot.
        lot: LotId,
    },
    /// To another vat, as another declared wine.
    Reclassified {
        /// Which vat.
        to: VatId,
        /// The wine it becomes.
        wine: WineId,
        /// How.
        kind: ReclassificationKind,
    },
}

/// What kind of entry a counter-entry reverses, with all that the return must know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum EntryKind {
    /// Wine entered.
    Received(Source),
    /// Wine left for another vat or for bottles.
    Drawn(Purpose),
    /// Wine was lost.
    Lost(LossCause),
    /// Wine left the estate in bulk.
    Dispatched(BulkDestination),
    /// The wine became another.
    Reclassified {
        /// From which.
        from: WineId,
        /// To which.
        to: WineId,
        /// How.
        kind: ReclassificationKind,
    },
    /// The content was set right after an inventory.
    Adjusted,
    /// The same, with which a campaign opens.
    AnnuallyAdjusted,
    /// An earlier entry was reversed; this one cannot be in its turn.
    Reversal,
}

/// What has happened to a vat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum VatEvent {
    /// The vat was put to use.
    VatCommissioned {
        /// Its name on the vat plan.
        code: String,
        /// What it holds at most.
        capacity_ml: Volume,
        /// What it is made of.
        material: Material,
        /// The day.
        occurred_on: Date,
    },
    /// Wine entered.
    WineReceived {
        /// The movement.
        movement: MovementId,
        /// Where it came from.
        source: Source,
        /// The wine.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Wine left for another vat or for bottles.
    WineDrawn {
        /// The movement.
        movement: MovementId,
        /// What for.
        purpose: Purpose,
        /// The wine.
        wine: WineId,
        /// How much, losses not counted.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Wine was lost.
    LossRecorded {
        /// The movement.
        movement: MovementId,
        /// Why.
        cause: LossCause,
        /// The wine.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// Wine left the estate in bulk.
    BulkDispatched {
        /// The movement.
        movement: MovementId,
        /// Where to.
        destination: BulkDestination,
        /// The wine.
        wine: WineId,
        /// How much.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// The whole content became another declared wine.
    WineReclassified {
        /// The movement.
        movement: MovementId,
        /// How.
        kind: ReclassificationKind,
        /// From which wine.
        from: WineId,
        /// To which wine.
        to: WineId,
        /// The whole content at that moment.
        volume_ml: Volume,
        /// The day.
        occurred_on: Date,
    },
    /// An inventory found more or less than the books said.
    ContentAdjusted {
        /// The movement.
        movement: MovementId,
        /// The wine.
        wine: WineId,
        /// What was found.
        counted_ml: Volume,
        /// Found less booked: above zero for a surplus.
        difference_ml: Volume,
        /// Why, in the person's words; the return asks for it.
        reason: String,
        /// True for the inventory with which a campaign opens: it moves the opening stock of August, not its entries.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        annual: bool,
        /// The day.
        occurred_on: Date,
    },
    /// An entry was reversed by a counter-entry.
    EntryReversed {
        /// The counter-entry.
        movement: MovementId,
        /// The movement it reverses.
        reverses: MovementId,
        /// The entry it reverses.
        of: EntryKind,
        /// The wine; of a reclassification, the one that the content becomes again.
        wine: WineId,
        /// The volume of the entry, without sign.
        volume_ml: Volume,
        /// What it does to the content; zero for a reclassification.
        change_ml: Volume,
        /// The day of the entry.
        original_on: Date,
        /// The day of the counter-entry.
        occurred_on: Date,
    },
    /// Something was added to the wine.
    AdditionMade {
        /// What: sulphur dioxide, yeast, fining agent.
        product: String,
        /// The supplier's lot, where it is told.
        product_lot: Option<String>,
        /// How much, in milligrams.
        quantity_mg: i64,
        /// The day.
        occurred_on: Date,
    },
    /// The wine was analysed. At least one figure is given.
    AnalysisRecorded {
        /// Strength.
        abv: Option<Abv>,
        /// Free sulphur dioxide, milligrams a litre.
        free_so2_mg_per_l: Option<i64>,
        /// Total sulphur dioxide, milligrams a litre.
        total_so2_mg_per_l: Option<i64>,
        /// Volatile acidity, milligrams of H₂SO₄ a litre.
        volatile_acidity_mg_per_l: Option<i64>,
        /// Density, grams a cubic metre (1 092 g/l is 1 092 000).
        density_g_per_m3: Option<i64>,
        /// Temperature in tenths of a degree Celsius.
        temperature_decidegrees: Option<i64>,
        /// The day.
        occurred_on: Date,
    },
    /// The vat went out of use, empty.
    VatRetired {
        /// The day.
        occurred_on: Date,
    },
}

domain_events!(VatEvent {
    VatCommissioned = "1",
    WineReceived = "1",
    WineDrawn = "1",
    LossRecorded = "1",
    BulkDispatched = "1",
    WineReclassified = "1",
    ContentAdjusted = "1",
    EntryReversed = "1",
    AdditionMade = "1",
    AnalysisRecorded = "1",
    VatRetired = "1",
});
