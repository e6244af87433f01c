use crate::decider::refusals;

refusals! {
    /// Why a letterhead is refused. What was entered is told back up to 40 characters.
    pub enum LetterheadRefusal {
        /// An IBAN has the length of its country and two digits as a key.
        IbanInvalid = "IBAN_INVALID" {
            /// What was entered.
            iban: String,
        },
        /// A BIC has 8 or 11 letters and digits.
        BicInvalid = "BIC_INVALID" {
            /// What was entered.
            bic: String,
        },
        /// A colour is `#` with six hexadecimal digits.
        ColourInvalid = "COLOUR_INVALID" {
            /// What was entered.
            colour: String,
        },
        /// The ink is not read on white paper.
        InkPale = "INK_TOO_PALE" {
            /// The colour.
            colour: String,
        },
        /// The address for electronic invoices is the SIREN of the estate, alone or with `_` and a suffix.
        ElectronicAddressInvalid = "ELECTRONIC_ADDRESS_OF_OTHER" {
            /// What was entered.
            address: String,
        },
        /// A telephone, an e-mail address, a web site or a town of registry has 1 to 100 characters on one line.
        ContactInvalid = "LETTERHEAD_TEXT_INVALID",
        /// A capital is above zero.
        CapitalInvalid = "CAPITAL_INVALID",
        /// The file is larger than a logo may be.
        LogoLarge = "LOGO_TOO_LARGE" {
            /// How large it is.
            kibibytes: i64,
            /// How large it may be.
            limit: i64,
        },
        /// The file is no PNG, JPEG or SVG, or cannot be drawn.
        LogoUnreadable = "LOGO_UNREADABLE",
        /// The estate states who it is first.
        Undescribed = "LETTERHEAD_BEFORE_IDENTITY",
    }
}
