use domain::decider::{Param, Refusal};
use domain::units::Date;

/// Why the directory refuses. The codes are part of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartyRefusal {
    /// The estate knows nobody of that id.
    NotFound,
    /// The person was erased.
    Erased,
    /// A name has 1 to 120 characters.
    Name,
    /// A contact's name has at most 120 characters.
    Contact,
    /// An e-mail address has one `@` between two parts, and at most 254 characters (RFC 5321).
    Email,
    /// A telephone number has 3 to 40 digits, spaces and `+ . - ( ) /`.
    Phone,
    /// An address has 1 to 6 lines of at most 100 characters, a town and a country.
    Address,
    /// SIREN, SIRET and VAT numbers have at most 20 letters and digits.
    Identifier,
    /// How consent was given or refused is told in 1 to 250 characters.
    Consent,
    /// Consent cannot be given tomorrow.
    ConsentInFuture {
        /// The day that was entered.
        on: Date,
    },
}

impl PartyRefusal {
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        "PARTY_NOT_FOUND",
        "PARTY_ERASED",
        "PARTY_NAME_INVALID",
        "PARTY_CONTACT_INVALID",
        "PARTY_EMAIL_INVALID",
        "PARTY_PHONE_INVALID",
        "PARTY_ADDRESS_INVALID",
        "PARTY_IDENTIFIER_INVALID",
        "PARTY_CONSENT_INVALID",
        "PARTY_CONSENT_IN_FUTURE",
    ];

    /// Its code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "PARTY_NOT_FOUND",
            Self::Erased => "PARTY_ERASED",
            Self::Name => "PARTY_NAME_INVALID",
            Self::Contact => "PARTY_CONTACT_INVALID",
            Self::Email => "PARTY_EMAIL_INVALID",
            Self::Phone => "PARTY_PHONE_INVALID",
            Self::Address => "PARTY_ADDRESS_INVALID",
            Self::Identifier => "PARTY_IDENTIFIER_INVALID",
            Self::Consent => "PARTY_CONSENT_INVALID",
            Self::ConsentInFuture { .. } => "PARTY_CONSENT_IN_FUTURE",
        }
    }
}

/// What was entered is not told back where it is personal: a refusal stands in the log.
impl From<PartyRefusal> for Refusal {
    fn from(refusal: PartyRefusal) -> Self {
        let params = match refusal {
            PartyRefusal::ConsentInFuture { on } => vec![("on", Param::Date(on))],
            _ => Vec::new(),
        };
        Self { code: refusal.code(), params }
    }
}
