use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::terms::Country;
use crate::units::PartyId;

/// Who buys, without a name: what the rules need, and where what is printed is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Buyer {
    /// The customer in the directory; none for somebody at the counter who did not say.
    pub party: Option<PartyId>,
    /// What they are in law.
    pub kind: BuyerKind,
    /// Their identity as it is printed; none where there is none to print.
    pub identity: Option<SealedIdentity>,
    /// The country of the billing address.
    pub country: Country,
    /// The language of the document.
    pub language: Language,
}

/// What a buyer is in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum BuyerKind {
    /// A business.
    Company,
    /// A private person.
    Consumer,
}

/// A record under seal in the directory: destroying its key leaves the ledger whole and the name unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SealedIdentity {
    /// The record.
    pub id: Uuid,
    /// SHA-256 of its ciphertext, in 64 hexadecimal digits.
    pub sha256: String,
}

/// The language of a document.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Language {
    /// French.
    #[default]
    French,
    /// English.
    English,
}

impl BuyerKind {
    /// The name in storage and interfaces: `COMPANY` or `CONSUMER`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "COMPANY",
            Self::Consumer => "CONSUMER",
        }
    }
}
