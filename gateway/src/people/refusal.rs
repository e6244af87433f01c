use domain::decider::{Param, Refusal};

/// Why the door stays shut, or a change of the team is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleRefusal {
    /// No account with this address and password. Which of the two is wrong is not told.
    CredentialsRefused,
    /// Too many attempts.
    TooManyAttempts {
        /// How long to wait.
        seconds: i64,
    },
    /// No mail can be sent to this address.
    EmailInvalid,
    /// Somebody has an account with this address.
    EmailTaken,
    /// A password has at least twelve characters, not all the same.
    PasswordWeak,
    /// A name has 1 to 120 characters.
    NameInvalid,
    /// Here people come in by invitation.
    SignUpClosed,
    /// The link is unknown, was used, was taken back, or is over.
    LinkInvalid,
    /// The invitation was sent to another address.
    InvitationOfAnother,
    /// There is no such invitation that could still be taken back.
    InvitationNotFound,
    /// This person is a member of the estate.
    MemberAlready,
    /// There is no such member of the estate.
    MemberNotFound,
    /// An estate keeps one administrator at least, for good.
    LastAdministrator,
    /// An auditor comes until a day.
    UntilMissing,
    /// The last day is over already.
    UntilPast,
    /// There is no such token of the estate.
    TokenNotFound,
    /// A token cannot do more than its owner.
    TokenRole,
    /// A token lasts a day to a year.
    TokenDays,
    /// The account belongs to no such estate.
    EstateNotJoined,
    /// An estate with this accise number keeps its books here.
    EstateTaken,
    /// A browser signs in and out, over HTTP; a token cannot.
    BrowserOnly,
    /// The role does not allow it.
    Forbidden,
}

impl PeopleRefusal {
    /// Its code: stable, part of the interface.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CredentialsRefused => "CREDENTIALS_REFUSED",
            Self::TooManyAttempts { .. } => "TOO_MANY_ATTEMPTS",
            Self::EmailInvalid => "EMAIL_INVALID",
            Self::EmailTaken => "EMAIL_TAKEN",
            Self::PasswordWeak => "PASSWORD_WEAK",
            Self::NameInvalid => "NAME_INVALID",
            Self::SignUpClosed => "SIGN_UP_CLOSED",
            Self::LinkInvalid => "LINK_INVALID",
            Self::InvitationOfAnother => "INVITATION_OF_ANOTHER",
            Self::InvitationNotFound => "INVITATION_NOT_FOUND",
            Self::MemberAlready => "MEMBER_ALREADY",
            Self::MemberNotFound => "MEMBER_NOT_FOUND",
            Self::LastAdministrator => "LAST_ADMINISTRATOR",
            Self::UntilMissing => "UNTIL_MISSING",
            Self::UntilPast => "UNTIL_PAST",
            Self::TokenNotFound => "TOKEN_NOT_FOUND",
            Self::TokenRole => "TOKEN_ROLE",
            Self::TokenDays => "TOKEN_DAYS",
            Self::EstateNotJoined => "ESTATE_NOT_JOINED",
            Self::EstateTaken => "ESTATE_TAKEN",
            Self::BrowserOnly => "BROWSER_ONLY",
            Self::Forbidden => "FORBIDDEN",
        }
    }

    /// Every code, for the tests of the edge.
    pub const CODES: &'static [&'static str] = &[
        "CREDENTIALS_REFUSED",
        "TOO_MANY_ATTEMPTS",
        "EMAIL_INVALID",
        "EMAIL_TAKEN",
        "PASSWORD_WEAK",
        "NAME_INVALID",
        "SIGN_UP_CLOSED",
        "LINK_INVALID",
        "INVITATION_OF_ANOTHER",
        "INVITATION_NOT_FOUND",
        "MEMBER_ALREADY",
        "MEMBER_NOT_FOUND",
        "LAST_ADMINISTRATOR",
        "UNTIL_MISSING",
        "UNTIL_PAST",
        "TOKEN_NOT_FOUND",
        "TOKEN_ROLE",
        "TOKEN_DAYS",
        "ESTATE_NOT_JOINED",
        "ESTATE_TAKEN",
        "BROWSER_ONLY",
        "FORBIDDEN",
    ];
}

impl From<PeopleRefusal> for Refusal {
    fn from(refusal: PeopleRefusal) -> Self {
        let params = match refusal {
            PeopleRefusal::TooManyAttempts { seconds } => vec![("seconds", Param::Count(seconds))],
            _ => Vec::new(),
        };
        Self { code: refusal.code(), params }
    }
}
