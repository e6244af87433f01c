use domain::units::{Date, MovementId, VatId, Volume, WineId};
use domain::vat::Material;

use super::Analysis;
use crate::contract::{Word, row, words};

words! {
    /// Whether a vat is in use.
    pub enum VatStatus {
        /// It is.
        InService = "IN_SERVICE",
        /// Not any more.
        Retired = "RETIRED",
    }
}

row! {
    /// A vat after all that is known today.
    pub struct Vat in "cellar.vats", key (id: VatId) {
        /// The vat.
        id: VatId,
        /// The order of its code.
        sort_key: String,
        /// Its name on the vat plan.
        code: String,
        /// What it holds at most.
        capacity_ml: Volume,
        /// What it is made of.
        material: Word<Material>,
        /// Whether it is in use.
        status: VatStatus,
        /// Since when.
        in_service_on: Date,
        /// Until when.
        retired_on: Option<Date>,
        /// What is in it.
        content_ml: Volume,
        /// Of which wine; none while it is empty.
        wine_id: Option<WineId>,
        /// The day of its last entry.
        last_on: Option<Date>,
        /// The wine that is in it, or was before it ran empty.
        last_wine_id: Option<WineId>,
        /// The last known figure of each analysis.
        analysis: Analysis,
    }
}

words! {
    /// What an entry of a vat is.
    pub enum VatEntryKind {
        /// A harvest came in.
        Harvest = "HARVEST",
        /// Wine came from other vats.
        TransferIn = "TRANSFER_IN",
        /// Wine was bought.
        Purchase = "PURCHASE",
        /// A part of the opening stock.
        Opening = "OPENING",
        /// Wine came in otherwise.
        Arrival = "ARRIVAL",
        /// A part of another vat, which became another wine.
        ReclassifiedIn = "RECLASSIFIED_IN",
        /// A part that became another wine in another vat.
        ReclassifiedOut = "RECLASSIFIED_OUT",
        /// Wine went to another vat.
        TransferOut = "TRANSFER_OUT",
        /// Wine was bottled.
        Bottling = "BOTTLING",
        /// Wine was lost.
        Loss = "LOSS",
        /// Wine left in bulk.
        BulkDispatch = "BULK_DISPATCH",
        /// The content became another wine.
        Reclassification = "RECLASSIFICATION",
        /// An inventory.
        Adjustment = "ADJUSTMENT",
        /// A counter-entry.
        Reversal = "REVERSAL",
    }
}

row! {
    /// One dated entry of a vat.
    pub struct VatEntry in "cellar.vat_entries", key (vat_id: VatId, occurred_on: Date, position: i64) {
        /// The vat.
        vat_id: VatId,
        /// The day.
        occurred_on: Date,
        /// Of its event; entries of one day follow each other by it.
        position: i64,
        /// The movement behind it.
        movement_id: MovementId,
        /// What it is.
        kind: VatEntryKind,
        /// The wine that moved; of a change of name, the new one.
        wine_id: WineId,
        /// Of a change of name, the old one.
        from_wine_id: Option<WineId>,
        /// What it did to the content.
        change_ml: Volume,
    }
}
