use crate::declare::problems;

problems! {
    /// What is wrong with the product of a CAVE row.
    pub enum ProductProblem {
        /// Neither `suspendu` nor `acquitte`.
        RegimeUnknown = "DRM_CSV_REGIME_UNKNOWN" "neither suspendu nor acquitte",
        /// The label is empty; a code alone is not enough for the portals.
        LabelMissing = "DRM_CSV_LABEL_MISSING" "no label",
        /// What stands in parentheses is meant as a code and is not one.
        CodeFormat = "DRM_CSV_PRODUCT_CODE_FORMAT" "neither an INAO code nor a fiscal label",
        /// Columns 5 and 13 carry two different codes.
        CodeConflict = "DRM_CSV_PRODUCT_CODE_CONFLICT" "column 5 says {other}" {
            /// The code in column 5.
            other: String,
        },
        /// An account is not whole, and another of the same label and regime is spelled otherwise in columns
        /// 5 to 13: most likely one account whose rows differ.
        SpelledTwoWays = "DRM_CSV_PRODUCT_SPELLED_TWO_WAYS" "{label} is spelled otherwise on line {first_line}" {
            /// The label.
            label: String,
            /// Where the other spelling stands first.
            first_line: u32,
        },
    }
}
