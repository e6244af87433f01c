use crate::decider::refusals;

refusals! {
    /// Why an identity is refused. What was entered is told back up to 40 characters.
    pub enum IdentityRefusal {
        /// A SIREN has nine digits, the last of them a key.
        SirenInvalid = "SIREN_INVALID" {
            /// What was entered.
            siren: String,
        },
        /// A SIRET has fourteen digits, the last of them a key, and begins with a SIREN.
        SiretInvalid = "SIRET_INVALID" {
            /// What was entered.
            siret: String,
        },
        /// The establishment is another enterprise's.
        SiretOfOther = "SIRET_OF_OTHER_SIREN" {
            /// The establishment.
            siret: String,
            /// The enterprise.
            siren: String,
        },
        /// A French VAT number is `FR`, a key and a SIREN.
        VatNumberInvalid = "VAT_NUMBER_INVALID" {
            /// What was entered.
            vat_number: String,
        },
        /// The VAT number is another enterprise's.
        VatNumberOfOther = "VAT_NUMBER_OF_OTHER_SIREN" {
            /// The VAT number.
            vat_number: String,
            /// The enterprise.
            siren: String,
        },
        /// A legal form that is none of the list needs a name of 1 to 80 characters.
        LegalFormInvalid = "LEGAL_FORM_INVALID",
        /// An address has 1 to 4 lines of 1 to 100 characters and a commune of 1 to 80.
        AddressInvalid = "ADDRESS_INVALID",
        /// A postal code has five digits.
        PostalCodeInvalid = "POSTAL_CODE_INVALID" {
            /// What was entered.
            postal_code: String,
        },
        /// The address is that of an estate in France.
        CountryInvalid = "COUNTRY_INVALID" {
            /// What was entered.
            country: String,
        },
    }
}
