use domain::units::Month;

use crate::declare::problems;

problems! {
    /// What is wrong with the period or the establishment of a row. Each wrong value is told once, where it
    /// first stands: it is usually on every row.
    pub enum EstablishmentProblem {
        /// The period is not `AAAAMM`.
        PeriodFormat = "DRM_CSV_PERIOD_FORMAT" "not a period AAAAMM",
        /// Another period than that of the first row.
        PeriodDiffers = "DRM_CSV_PERIOD_DIFFERS" "another period than {period}, on line {first_line}" {
            /// The first period.
            period: Month,
            /// Where it stands.
            first_line: u32,
        },
        /// The identifier is not letters and digits, followed by a SIRET (14 digits) or CVI (10 characters)
        /// in parentheses, if at all.
        IdentifierFormat = "DRM_CSV_IDENTIFIER_FORMAT" "not an identifier",
        /// `InterLoire` identifiers are eight digits.
        InterLoireIdentifier = "DRM_CSV_INTERLOIRE_IDENTIFIER" "not eight digits, as InterLoire identifiers are",
        /// The excise number is not `FR` and eleven digits or capitals.
        AcciseFormat = "DRM_CSV_ACCISE_FORMAT" "not an excise number FR and 11 characters",
        /// Neither identifier nor SIRET nor CVI nor excise number.
        EstablishmentMissing = "DRM_CSV_ESTABLISHMENT_MISSING" "no identifier and no excise number",
        /// Another establishment than that of the rows above.
        EstablishmentDiffers = "DRM_CSV_ESTABLISHMENT_DIFFERS" "another establishment than {first}, on line {first_line}" {
            /// What is told above.
            first: String,
            /// Where.
            first_line: u32,
        },
    }
}
