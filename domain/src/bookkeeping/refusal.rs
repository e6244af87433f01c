use crate::decider::refusals;

refusals! {
    /// Why a way to keep the books is refused.
    pub enum BookkeepingRefusal {
        /// The number of an account has 3 to 12 digits or letters, and begins as the general chart has it.
        NumberInvalid = "ACCOUNT_NUMBER_INVALID" {
            /// What was entered.
            number: String,
            /// How it begins.
            begins: String,
        },
        /// An account needs a name of 1 to 60 characters.
        AccountLabelInvalid = "ACCOUNT_LABEL_INVALID" {
            /// The number of the account.
            number: String,
        },
        /// One account a purpose.
        PurposeTwice = "ACCOUNT_PURPOSE_TWICE" {
            /// The number of the second account.
            number: String,
        },
    }
}
