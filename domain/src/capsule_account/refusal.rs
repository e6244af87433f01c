use crate::decider::refusals;
use crate::policy::DateRefusal;
use crate::units::{Date, QuantityRefusal};

refusals! {
    /// Why a capsule account refuses.
    pub enum CapsuleRefusal {
        /// There is no such account at the estate.
        NotFound = "CAPSULE_ACCOUNT_NOT_FOUND",
        /// It was opened already.
        AlreadyOpen = "CAPSULE_ACCOUNT_OPEN",
        /// A count is not below zero.
        CountNegative = "CAPSULE_COUNT_NEGATIVE" {
            /// What was entered.
            count: i64,
        },
        /// A container holds 10 cl to 33 l.
        SizeInvalid = "BOTTLE_SIZE_INVALID" {
            /// What was entered, in millilitres.
            size_ml: i64,
        },
        /// Fewer are there, then or on a later day.
        Short = "CAPSULES_SHORT" {
            /// What is needed.
            requested: i64,
            /// What can be used.
            available: i64,
            /// The day on which no more than that is there.
            on: Date,
        },
        /// The day lies before the account was opened.
        BeforeOpening = "CAPSULES_BEFORE_OPENING" {
            /// The first day of the account.
            opened_on: Date,
        },
        /// The bottling used none of these, or was reversed.
        UseUnknown = "CAPSULE_USE_NOT_FOUND",
        /// A counter-entry cannot be older than what it reverses.
        ReversalBeforeEntry = "REVERSAL_BEFORE_ENTRY" {
            /// The day of the bottling.
            entry_on: Date,
        },
    } | /// A quantity is refused.
        QuantityRefusal
      | /// A day is refused.
        DateRefusal
}
