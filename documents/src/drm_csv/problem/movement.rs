use domain::units::Volume;

use crate::declare::problems;

problems! {
    /// What is wrong with the movement, the stock or the complement of a CAVE row.
    pub enum MovementProblem {
        /// No catalogue knows the code.
        Unknown = "DRM_CSV_MOVEMENT_UNKNOWN" "unknown movement code" {
            /// The nearest code.
            nearest: Option<&'static str>,
        },
        /// The code is known, under another regime or on the other side.
        Misplaced = "DRM_CSV_MOVEMENT_MISPLACED" "a movement of {regime}, {category}" {
            /// The regime it is known under.
            regime: &'static str,
            /// The category it is known in.
            category: &'static str,
        },
        /// The stock is told by the code of another portal than the stocks above.
        DialectMixed = "DRM_CSV_DIALECT_MIXED" "the stocks above are told as {expected}" {
            /// The code of the file's own portal.
            expected: &'static str,
        },
        /// No volume.
        VolumeMissing = "DRM_CSV_VOLUME_MISSING" "no volume",
        /// Not a figure in hectolitres.
        VolumeFormat = "DRM_CSV_VOLUME_FORMAT" "not a volume in hectolitres",
        /// Below zero.
        VolumeNegative = "DRM_CSV_VOLUME_NEGATIVE" "a volume below zero",
        /// More than five decimals.
        VolumeTooPrecise = "DRM_CSV_VOLUME_TOO_PRECISE" "more than 5 decimals",
        /// Larger than any cellar.
        VolumeTooLarge = "DRM_CSV_VOLUME_TOO_LARGE" "more than {most}" {
            /// The largest accepted.
            most: Volume,
        },
        /// An export without its country.
        CountryMissing = "DRM_CSV_COUNTRY_MISSING" "no country",
        /// Neither the name of a country nor its code, nor a month.
        CountryFormat = "DRM_CSV_COUNTRY_FORMAT" "not a country",
        /// It looks like a country, and no country is called so.
        CountryUnknown = "DRM_CSV_COUNTRY_UNKNOWN" "no country is called so" {
            /// The nearest name.
            nearest: Option<&'static str>,
        },
        /// A movement under contract without the number.
        ContractMissing = "DRM_CSV_CONTRACT_MISSING" "no contract number",
        /// A contract to make, without number or buyer.
        BuyerMissing = "DRM_CSV_BUYER_MISSING" "neither contract number nor buyer",
        /// The buyer's excise number is not one.
        BuyerAccise = "DRM_CSV_BUYER_ACCISE_FORMAT" "not an excise number",
        /// The price is not a figure in euros with two decimals at most.
        PriceFormat = "DRM_CSV_PRICE_FORMAT" "not a price in euros a hectolitre",
        /// A return of sold wine without the month of its sale.
        ReplacementMissing = "DRM_CSV_REPLACEMENT_MISSING" "no month of replacement",
        /// That month is neither `AAAAMM` nor `AAAA-MM-JJ`.
        ReplacementFormat = "DRM_CSV_REPLACEMENT_FORMAT" "not a month AAAAMM or a day AAAA-MM-JJ",
        /// Neither TAV nor premix nor observations.
        ComplementUnknown = "DRM_CSV_COMPLEMENT_UNKNOWN" "unknown complement" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// A complement without its value.
        ComplementEmpty = "DRM_CSV_COMPLEMENT_EMPTY" "no value",
        /// The same complement a second time.
        ComplementTwice = "DRM_CSV_COMPLEMENT_TWICE" "the same complement stands on line {first_line}" {
            /// Where the first stands.
            first_line: u32,
        },
        /// Not a strength between 0,5 and 100 % with two decimals at most.
        AbvFormat = "DRM_CSV_ABV_FORMAT" "not a strength above 0.5 and below 100",
        /// Neither yes nor no.
        PremixFormat = "DRM_CSV_PREMIX_FORMAT" "neither 1 nor 0",
        /// CIEL accepts 250 characters.
        ObservationsTooLong = "DRM_CSV_OBSERVATIONS_TOO_LONG" "{found} characters, {most} are accepted" {
            /// How many there are.
            found: usize,
            /// How many are accepted.
            most: usize,
        },
    }
}
