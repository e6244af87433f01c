use crate::decider::refusals;
use crate::policy::{DateRefusal, InventoryRefusal, ReplacementRefusal};
use crate::units::{Date, QuantityRefusal, Volume, WineId};

refusals! {
    /// Why a vat refuses.
    pub enum VatRefusal {
        /// There is no such vat at the estate.
        NotFound = "VAT_NOT_FOUND",
        /// It was commissioned already.
        AlreadyInService = "VAT_ALREADY_IN_SERVICE",
        /// It is out of use.
        Retired = "VAT_RETIRED" {
            /// Its name.
            vat: String,
        },
        /// The day lies before it was put to use.
        NotYetInService = "VAT_NOT_YET_IN_SERVICE" {
            /// Its name.
            vat: String,
            /// When it was.
            in_service_on: Date,
        },
        /// It needs a name of 1 to 40 characters.
        CodeInvalid = "VAT_CODE_INVALID",
        /// A vat holds 1 litre to 10 000 hl.
        CapacityInvalid = "VAT_CAPACITY_INVALID" {
            /// What was entered.
            capacity_ml: Volume,
        },
        /// It holds less, then or on a later day of its timeline.
        Short = "VAT_SHORT" {
            /// Its name.
            vat: String,
            /// What is to leave, losses included.
            requested_ml: Volume,
            /// What can leave.
            available_ml: Volume,
            /// The day on which no more than that is there.
            on: Date,
        },
        /// It takes less, then or on a later day of its timeline.
        Full = "VAT_FULL" {
            /// Its name.
            vat: String,
            /// What is to enter.
            entering_ml: Volume,
            /// What still fits.
            room_ml: Volume,
            /// The day on which no more than that fits.
            on: Date,
        },
        /// It holds another declared wine, which must be reclassified first.
        OtherWine = "VAT_HOLDS_OTHER_WINE" {
            /// Its name.
            vat: String,
            /// The wine that is there.
            holds: WineId,
            /// The wine that is to move.
            moves: WineId,
            /// When.
            on: Date,
        },
        /// The content was reclassified whole on a later day; the entry would change what was there.
        ReclassifiedLater = "VAT_RECLASSIFIED_LATER" {
            /// Its name.
            vat: String,
            /// What was reclassified.
            renamed_ml: Volume,
            /// What would have been there.
            holds_ml: Volume,
            /// When.
            on: Date,
        },
        /// There is nothing in it.
        Empty = "VAT_EMPTY" {
            /// Its name.
            vat: String,
            /// When.
            on: Date,
        },
        /// It holds that wine already.
        SameWine = "VAT_HOLDS_THAT_WINE" {
            /// Its name.
            vat: String,
        },
        /// It holds wine that is being made, which must be claimed first.
        Unclaimed = "WINE_NOT_CLAIMED" {
            /// Its name.
            vat: String,
            /// The wine that it is to become.
            wine: WineId,
        },
        /// The wine that it holds was claimed already.
        ClaimedAlready = "WINE_CLAIMED_ALREADY" {
            /// Its name.
            vat: String,
            /// The wine.
            wine: WineId,
        },
        /// The books say that it is empty, so what was found must be named.
        WineNotNamed = "VAT_WINE_NOT_NAMED" {
            /// Its name.
            vat: String,
        },
        /// The movement did nothing here, or was reversed.
        NothingToReverse = "VAT_NOTHING_TO_REVERSE" {
            /// Its name.
            vat: String,
        },
        /// A counter-entry cannot be older than what it reverses.
        ReversalBeforeEntry = "REVERSAL_BEFORE_ENTRY" {
            /// The day of the entry.
            entry_on: Date,
        },
        /// It still holds wine.
        NotEmpty = "VAT_NOT_EMPTY" {
            /// Its name.
            vat: String,
            /// How much.
            content_ml: Volume,
        },
        /// It has entries after that day.
        EntriesAfter = "VAT_ENTRIES_AFTER" {
            /// Its name.
            vat: String,
            /// The day of the last.
            last_on: Date,
        },
        /// An addition needs a product and a quantity above zero, at most 100 t.
        AdditionInvalid = "ADDITION_INVALID",
        /// An analysis needs at least one figure, each within what wine can have.
        AnalysisInvalid = "ANALYSIS_INVALID",
        /// A correction needs a reason of 1 to 250 characters: the return asks for it.
        ReasonMissing = "REASON_MISSING",
    } | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
      | /// An inventory is refused.
        InventoryRefusal
      | /// What was sold cannot be placed under suspension again.
        ReplacementRefusal
}
