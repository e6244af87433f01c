use domain::units::Volume;

use crate::declare::problems;

problems! {
    /// What is wrong with an account as a whole.
    pub enum AccountProblem {
        /// The category is not one of stocks, entries, exits, complement.
        CategoryUnknown = "DRM_CSV_CATEGORY_UNKNOWN" "unknown category" {
            /// The nearest category.
            nearest: Option<&'static str>,
        },
        /// The account has no opening stock.
        OpeningMissing = "DRM_CSV_OPENING_MISSING" "{label}: no opening stock" {
            /// The wine or the capsule.
            label: String,
        },
        /// The account has no closing stock.
        ClosingMissing = "DRM_CSV_CLOSING_MISSING" "{label}: no closing stock" {
            /// The wine or the capsule.
            label: String,
        },
        /// A second opening stock.
        OpeningTwice = "DRM_CSV_OPENING_TWICE" "the opening stock stands on line {first_line}" {
            /// Where the first stands.
            first_line: u32,
        },
        /// A second closing stock.
        ClosingTwice = "DRM_CSV_CLOSING_TWICE" "the closing stock stands on line {first_line}" {
            /// Where the first stands.
            first_line: u32,
        },
        /// Opening and entries less exits are not the closing stock (rules RG11 and RG12 of DTI+).
        Balance = "DRM_CSV_BALANCE" "{label}: {opening} + {entries} - {exits} = {expected}" {
            /// The wine.
            label: String,
            /// Its opening stock.
            opening: Volume,
            /// All its entries.
            entries: Volume,
            /// All its exits.
            exits: Volume,
            /// What the closing stock would be.
            expected: Volume,
        },
        /// More goes out than there is (rule RG13 of DTI+); told at the exit that goes below zero.
        ExitOverStock = "DRM_CSV_EXIT_OVER_STOCK" "{label}: {exits} go out of {available}" {
            /// The wine.
            label: String,
            /// Opening stock and entries.
            available: Volume,
            /// All its exits.
            exits: Volume,
        },
        /// The part that is claimed is larger than the stock it is part of.
        ClaimedOverStock = "DRM_CSV_CLAIMED_OVER_STOCK" "{label}: the stock is {stock}" {
            /// The wine.
            label: String,
            /// The whole stock.
            stock: Volume,
        },
    }
}
