use crate::decider::refusals;
use crate::policy::{InventoryRefusal, ReplacementRefusal};
use crate::units::{Date, QuantityRefusal};

refusals! {
    /// Why a lot of bottles refuses.
    pub enum LotRefusal {
        /// There is no such lot at the estate.
        NotFound = "LOT_NOT_FOUND",
        /// The number is taken; it is never used twice (Code de la consommation, R. 412-3).
        NumberTaken = "LOT_NUMBER_TAKEN" {
            /// The number.
            lot_number: String,
        },
        /// The number must begin with `L` and have 2 to 40 characters.
        NumberInvalid = "LOT_NUMBER_INVALID" {
            /// What was entered.
            lot_number: String,
        },
        /// A container holds 10 cl to 33 l.
        SizeInvalid = "BOTTLE_SIZE_INVALID" {
            /// What was entered, in millilitres.
            size_ml: i64,
        },
        /// The capsules are of another size than the bottles.
        CapsuleSize = "CAPSULE_SIZE_DIFFERS" {
            /// The size of the bottles in millilitres.
            size_ml: i64,
            /// The size of the capsules in millilitres.
            capsule_ml: i64,
        },
        /// The year on the label is not a vintage of this wine.
        VintageInvalid = "VINTAGE_INVALID" {
            /// What was entered.
            vintage: i64,
        },
        /// Fewer are there, then or on a later day.
        Short = "LOT_SHORT" {
            /// The number.
            lot_number: String,
            /// What is to leave.
            requested: i64,
            /// What can leave.
            available: i64,
            /// The day on which no more than that is there.
            on: Date,
        },
        /// The rest is set aside for orders.
        Reserved = "LOT_OVERSOLD" {
            /// The number.
            lot_number: String,
            /// What is to leave or to be set aside.
            requested: i64,
            /// What is free.
            available: i64,
            /// What is set aside.
            reserved: i64,
        },
        /// Nothing is set aside for that order.
        NotReserved = "LOT_NOT_RESERVED" {
            /// The number.
            lot_number: String,
        },
        /// A sale to France under a capsule of bottles that wear none.
        NoCapsules = "LOT_WITHOUT_CAPSULES" {
            /// The number.
            lot_number: String,
        },
        /// The day lies before the lot was filled.
        NotYetFilled = "LOT_NOT_YET_FILLED" {
            /// The number.
            lot_number: String,
            /// When it was.
            filled_on: Date,
        },
        /// More come back than had been sold in France by then.
        ReturnExceedsSold = "RETURN_EXCEEDS_SOLD" {
            /// The number.
            lot_number: String,
            /// What comes back.
            bottles: i64,
            /// What is sold and has not come back.
            sold: i64,
        },
        /// More come back than are away.
        BackExceedsAway = "BACK_EXCEEDS_AWAY" {
            /// The number.
            lot_number: String,
            /// What comes back.
            bottles: i64,
            /// What is away.
            away: i64,
        },
        /// The bottles are of the suspended stock already.
        SuspendedAlready = "LOT_SUSPENDED_ALREADY" {
            /// The number.
            lot_number: String,
        },
        /// They hold that wine already.
        SameWine = "LOT_HOLDS_THAT_WINE" {
            /// The number.
            lot_number: String,
        },
        /// What is in bottles was claimed before it was bottled.
        ClaimedAlready = "LOT_CLAIMED_ALREADY" {
            /// The number.
            lot_number: String,
        },
        /// The movement did nothing here, or was reversed.
        NothingToReverse = "LOT_NOTHING_TO_REVERSE" {
            /// The number.
            lot_number: String,
        },
        /// A counter-entry cannot be older than what it reverses.
        ReversalBeforeEntry = "REVERSAL_BEFORE_ENTRY" {
            /// The day of the entry.
            entry_on: Date,
        },
        /// A correction needs a reason of 1 to 250 characters: the return asks for it.
        ReasonMissing = "REASON_MISSING",
    } | /// A quantity is refused.
        QuantityRefusal
      | /// An inventory is refused.
        InventoryRefusal
      | /// What was sold cannot be placed under suspension again.
        ReplacementRefusal
}
