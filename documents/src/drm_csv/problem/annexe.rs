use crate::declare::problems;

problems! {
    /// What is wrong with an ANNEXE row.
    pub enum AnnexeProblem {
        /// Not a kind of annexe.
        Kind = "DRM_CSV_ANNEXE_KIND" "unknown kind of annexe" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// Not a row of that kind: début, fin or nb of documents; JUS, MCR or VINAIGRE.
        Entry = "DRM_CSV_ANNEXE_ENTRY" "unknown row of that annexe" {
            /// The nearest.
            nearest: Option<&'static str>,
        },
        /// No document number.
        NumberMissing = "DRM_CSV_ANNEXE_NUMBER_MISSING" "no document number",
        /// Columns 17 and 20 carry two different numbers.
        NumberConflict = "DRM_CSV_ANNEXE_NUMBER_CONFLICT" "column 20 says {other}" {
            /// The number in column 20.
            other: String,
        },
        /// A number that is negative, zero or decimal (rule RG37 of DTI+), or is longer than 30 characters.
        NumberFormat = "DRM_CSV_ANNEXE_NUMBER_FORMAT" "not a document number",
        /// The number of an electronic document where a paper one is asked.
        NumberIsElectronic = "DRM_CSV_ANNEXE_NUMBER_ELECTRONIC" "the number of an electronic document",
        /// A range of documents without its first or its last.
        Incomplete = "DRM_CSV_ANNEXE_INCOMPLETE" "no {missing} row" {
            /// `debut` or `fin`.
            missing: &'static str,
        },
        /// The last document comes before the first.
        Reversed = "DRM_CSV_ANNEXE_REVERSED" "the last document comes before the first, {first}" {
            /// The first document.
            first: String,
        },
        /// Not a whole number above zero (rule RG38 of DTI+).
        CountFormat = "DRM_CSV_ANNEXE_COUNT_FORMAT" "not a whole number above zero",
        /// Not a day `AAAA-MM-JJ` or `JJ/MM/AAAA`.
        DateFormat = "DRM_CSV_ANNEXE_DATE_FORMAT" "not a day AAAA-MM-JJ or JJ/MM/AAAA",
        /// Neither an excise number nor a customs office (8 or 13 characters).
        ConsigneeFormat = "DRM_CSV_ANNEXE_CONSIGNEE_FORMAT" "not an excise number or a customs office",
        /// The same thing is told a second time.
        Twice = "DRM_CSV_ANNEXE_TWICE" "already told on line {first_line}" {
            /// Where it stands first.
            first_line: u32,
        },
    }
}
