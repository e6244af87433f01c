use crate::declare::problems;

problems! {
    /// What is wrong with a CRD row or its account.
    pub enum CapsuleProblem {
        /// Neither vert nor bleu nor lie de vin nor orange.
        Colour = "DRM_CSV_CAPSULE_COLOUR" "unknown colour" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Not a fiscal category of capsules.
        Category = "DRM_CSV_CAPSULE_CATEGORY" "unknown fiscal category" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Not a size of the portals.
        Size = "DRM_CSV_CAPSULE_SIZE" "unknown size" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Neither collectif suspendu nor collectif acquitte nor personnalise.
        Regime = "DRM_CSV_CAPSULE_REGIME" "unknown regime" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Not a movement of capsules in that category.
        Movement = "DRM_CSV_CAPSULE_MOVEMENT" "unknown movement of capsules" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Not a whole number.
        CountFormat = "DRM_CSV_CAPSULE_COUNT_FORMAT" "not a whole number",
        /// Below zero.
        CountNegative = "DRM_CSV_CAPSULE_COUNT_NEGATIVE" "a number below zero",
        /// More than any estate has.
        CountTooLarge = "DRM_CSV_CAPSULE_COUNT_TOO_LARGE" "more than {most}" {
            /// The largest accepted.
            most: i64,
        },
        /// Opening and entries less exits are not the closing stock (rule RG28 of DTI+).
        Balance = "DRM_CSV_CAPSULE_BALANCE" "{label}: {opening} + {entries} - {exits} = {expected}" {
            /// The capsule.
            label: String,
            /// Its opening stock.
            opening: i64,
            /// All its entries.
            entries: i64,
            /// All its exits.
            exits: i64,
            /// What the closing stock would be.
            expected: i64,
        },
        /// More go out than there are; told at the exit that goes below zero.
        ExitOverStock = "DRM_CSV_CAPSULE_EXIT_OVER_STOCK" "{label}: {exits} go out of {available}" {
            /// The capsule.
            label: String,
            /// Opening stock and entries.
            available: i64,
            /// All its exits.
            exits: i64,
        },
    }
}
