use crate::decider::refusals;
use crate::policy::{DateRefusal, PaperRefusal};
use crate::units::{Date, MovementId, QuantityRefusal, Volume};

refusals! {
    /// Why a movement refuses.
    pub enum MovementRefusal {
        /// There is no such movement at the estate.
        NotFound = "MOVEMENT_NOT_FOUND",
        /// Its id is taken.
        AlreadyExists = "MOVEMENT_ALREADY_EXISTS",
        /// It was validated and is locked: a counter-entry corrects it.
        Locked = "MOVEMENT_LOCKED",
        /// It was discarded.
        Discarded = "MOVEMENT_DISCARDED",
        /// It is a draft: it is amended or discarded, not reversed.
        StillDraft = "MOVEMENT_IS_DRAFT",
        /// It was reversed already.
        AlreadyReversed = "MOVEMENT_ALREADY_REVERSED" {
            /// The counter-entry.
            by: MovementId,
        },
        /// A counter-entry is final: the movement is entered anew instead.
        ReversalIsFinal = "REVERSAL_IS_FINAL",
        /// A counter-entry is made by reversing, not written by hand.
        ReversalByHand = "REVERSAL_BY_HAND",
        /// A counter-entry cannot be older than what it reverses.
        ReversalBeforeEntry = "REVERSAL_BEFORE_ENTRY" {
            /// The day of the movement.
            entry_on: Date,
        },
        /// Debits are not credits and losses: a fault of ours, nothing is written.
        Unbalanced = "MOVEMENT_UNBALANCED" {
            /// Debits less credits less losses.
            imbalance_ml: Volume,
        },
        /// A transfer needs a source.
        NoSource = "TRANSFER_WITHOUT_SOURCE",
        /// A source stands twice.
        SourceTwice = "TRANSFER_SOURCE_TWICE",
        /// A vat cannot be racked into itself.
        IntoItself = "TRANSFER_INTO_ITSELF",
        /// The sources hold different declared wines; one must be reclassified first.
        TwoWines = "BLEND_OF_TWO_WINES",
        /// A loss is at least nothing and less than what leaves.
        LossInvalid = "LOSS_INVALID" {
            /// What leaves.
            volume_ml: Volume,
            /// What was entered as a loss.
            loss_ml: Volume,
        },
        /// The lot is not the one of its number.
        LotIdInvalid = "LOT_ID_INVALID",
        /// The capsules are of another fiscal category than the wine.
        CapsuleCategory = "CAPSULE_CATEGORY_DIFFERS" {
            /// The category of the wine, as CIEL writes it.
            wine: String,
            /// The category of the capsules, as CIEL writes it.
            capsules: String,
        },
        /// The order's bottles leave with the order, not by hand.
        SaleOfOrder = "SALE_OF_ORDER_BY_HAND",
        /// A reason of 1 to 250 characters is needed.
        ReasonMissing = "REASON_MISSING",
        /// The lot number must begin with `L` and have 2 to 40 characters.
        LotNumberInvalid = "LOT_NUMBER_INVALID" {
            /// What was entered.
            lot_number: String,
        },
    } | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
      | /// A number that travels with the wine is refused.
        PaperRefusal
}
