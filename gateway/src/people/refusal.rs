use domain::refusals;

refusals! {
    /// Why the door stays shut, or a change of the team is refused.
    pub enum PeopleRefusal {
        /// No account with this address and password. Which of the two is wrong is not told.
        CredentialsRefused = "CREDENTIALS_REFUSED",
        /// Too many attempts.
        TooManyAttempts = "TOO_MANY_ATTEMPTS" {
            /// How long to wait.
            seconds: i64,
        },
        /// No mail can be sent to this address.
        EmailInvalid = "EMAIL_INVALID",
        /// Somebody has an account with this address.
        EmailTaken = "EMAIL_TAKEN",
        /// A password has at least twelve characters, not all the same.
        PasswordWeak = "PASSWORD_WEAK",
        /// A name has 1 to 120 characters.
        NameInvalid = "NAME_INVALID",
        /// Here people come in by invitation.
        SignUpClosed = "SIGN_UP_CLOSED",
        /// The link is unknown, was used, was taken back, or is over.
        LinkInvalid = "LINK_INVALID",
        /// The invitation was sent to another address.
        InvitationOfAnother = "INVITATION_OF_ANOTHER",
        /// There is no such invitation that could still be taken back.
        InvitationNotFound = "INVITATION_NOT_FOUND",
        /// This person is a member of the estate.
        MemberAlready = "MEMBER_ALREADY",
        /// There is no such member of the estate.
        MemberNotFound = "MEMBER_NOT_FOUND",
        /// An estate keeps one administrator at least, for good.
        LastAdministrator = "LAST_ADMINISTRATOR",
        /// An auditor comes until a day.
        UntilMissing = "UNTIL_MISSING",
        /// The last day is over already.
        UntilPast = "UNTIL_PAST",
        /// There is no such token of the estate.
        TokenNotFound = "TOKEN_NOT_FOUND",
        /// A token cannot do more than its owner.
        TokenRole = "TOKEN_ROLE",
        /// A token lasts a day to a year.
        TokenDays = "TOKEN_DAYS",
        /// The account belongs to no such estate.
        EstateNotJoined = "ESTATE_NOT_JOINED",
        /// An estate with this accise number keeps its books here.
        EstateTaken = "ESTATE_TAKEN",
        /// A browser signs in and out, over HTTP; a token cannot.
        BrowserOnly = "BROWSER_ONLY",
        /// The mail server did not take the letter: nothing was done.
        LetterNotSent = "LETTER_NOT_SENT",
        /// The role does not allow it.
        Forbidden = "FORBIDDEN",
    }
}
