use crate::decider::refusals;
use crate::drm::declared::AnnexRefusal;
use crate::policy::DateRefusal;
use crate::units::{Date, Month, Volume, WineId};

refusals! {
    /// Why a month refuses.
    pub enum DrmPeriodRefusal {
        /// It was never opened.
        NotOpened = "MONTH_NOT_OPENED",
        /// It was opened already.
        AlreadyOpened = "MONTH_ALREADY_OPENED",
        /// It takes no more entries; a counter-entry in an open month corrects it.
        Closed = "MONTH_CLOSED" {
            /// The month.
            month: Month,
        },
        /// It is still open.
        NotClosed = "MONTH_NOT_CLOSED" {
            /// The month.
            month: Month,
        },
        /// It is not over yet.
        NotOver = "MONTH_NOT_OVER" {
            /// The month.
            month: Month,
        },
        /// The month before must be closed first.
        PrecedingOpen = "PRECEDING_MONTH_OPEN" {
            /// The month before.
            month: Month,
        },
        /// It was filed already; customs correct a filed return.
        AlreadyFiled = "DRM_ALREADY_FILED",
        /// It must be filed first.
        NotFiled = "DRM_NOT_FILED",
        /// Opening, entries and exits do not make the closing stock.
        Unbalanced = "DRM_UNBALANCED" {
            /// The wine.
            wine: WineId,
        },
        /// A closing stock is below zero.
        NegativeStock = "DRM_NEGATIVE_STOCK" {
            /// The wine.
            wine: WineId,
            /// The stock.
            closing_ml: Volume,
        },
        /// Counter-entries exceed what stands on a node.
        NegativeNode = "DRM_NEGATIVE_NODE" {
            /// The wine.
            wine: WineId,
            /// The node's path.
            node: String,
            /// The volume.
            volume_ml: Volume,
        },
        /// A capsule account does not hold.
        CapsuleAccount = "DRM_CAPSULE_ACCOUNT",
        /// What left one wine by reclassification did not enter another.
        ReclassificationOneSided = "DRM_RECLASSIFICATION_ONE_SIDED" {
            /// Entered less left.
            difference_ml: Volume,
        },
        /// The return could not be written down; a fault of ours.
        ReturnUnwritable = "DRM_RETURN_UNWRITABLE",
        /// A portal's reference has at most 100 characters.
        ReferenceInvalid = "DRM_REFERENCE_INVALID",
        /// What corrects a filed return is dated in a later month.
        CorrectionWithin = "CORRECTION_NOT_LATER" {
            /// The day of the movement.
            entry_on: Date,
            /// The month.
            month: Month,
        },
        /// An observation has 1 to 250 characters.
        ObservationMissing = "OBSERVATION_MISSING",
    } | /// A day is refused.
        DateRefusal
      | /// What is told besides the movements is refused.
        AnnexRefusal
}
