use domain::decider::refusals;
use domain::units::Date;

refusals! {
    /// Why the directory refuses. What was entered is not told back where it is personal: a refusal stands in the log.
    pub enum PartyRefusal {
        /// The estate knows nobody of that id.
        NotFound = "PARTY_NOT_FOUND",
        /// The person was erased.
        Erased = "PARTY_ERASED",
        /// A name has 1 to 120 characters.
        Name = "PARTY_NAME_INVALID",
        /// A contact's name has at most 120 characters.
        Contact = "PARTY_CONTACT_INVALID",
        /// An e-mail address has one `@` between two parts, and at most 254 characters (RFC 5321).
        Email = "PARTY_EMAIL_INVALID",
        /// A telephone number has 3 to 40 digits, spaces and `+ . - ( ) /`.
        Phone = "PARTY_PHONE_INVALID",
        /// An address has 1 to 6 lines of at most 100 characters, a town and a country.
        Address = "PARTY_ADDRESS_INVALID",
        /// More delivery addresses than anybody has.
        TooManyDeliveryAddresses = "PARTY_TOO_MANY_DELIVERY_ADDRESSES",
        /// Two delivery addresses have one id.
        DeliveryAddressTwice = "PARTY_DELIVERY_ADDRESS_TWICE",
        /// A SIREN has nine digits, the last of them a key.
        Siren = "PARTY_SIREN_INVALID",
        /// A SIRET has fourteen digits, the SIREN first, a key last.
        Siret = "PARTY_SIRET_INVALID",
        /// The establishment is another enterprise's.
        SiretOfOther = "PARTY_SIRET_OF_OTHER_SIREN",
        /// A VAT number is written as its country writes them, a French one with its key.
        VatNumber = "PARTY_VAT_NUMBER_INVALID",
        /// The VAT number is another enterprise's.
        VatNumberOfOther = "PARTY_VAT_NUMBER_OF_OTHER_SIREN",
        /// An accise number has two letters and eleven letters or digits.
        Accise = "PARTY_ACCISE_INVALID",
        /// Who buys for themselves has no number of an enterprise.
        ConsumerWithNumbers = "PARTY_CONSUMER_WITH_NUMBERS",
        /// An electronic address has a scheme of the list EAS and 1 to 125 characters.
        ElectronicAddress = "PARTY_ELECTRONIC_ADDRESS_INVALID",
        /// The electronic address is of another enterprise, or of an enterprise whose number is not told.
        ElectronicAddressOfOther = "PARTY_ELECTRONIC_ADDRESS_OF_OTHER",
        /// Payment falls due 0 to 365 days from the invoice.
        PaymentDays = "PARTY_PAYMENT_DAYS_INVALID",
        /// Professionals pay for wine within the days of the law (Code de commerce, L. 441-11, II, 2°).
        PaymentTermsBeyondLaw = "PARTY_PAYMENT_TERMS_BEYOND_LAW" {
            /// What was entered.
            days: i64,
            /// What the law admits.
            most: i64,
        },
        /// A price list's code has 1 to 20 letters, digits, `-` and `_`.
        PriceList = "PARTY_PRICE_LIST_INVALID",
        /// How consent was given or refused is told in 1 to 250 characters.
        Consent = "PARTY_CONSENT_INVALID",
        /// Consent cannot be given tomorrow.
        ConsentInFuture = "PARTY_CONSENT_IN_FUTURE" {
            /// The day that was entered.
            on: Date,
        },
    }
}
