use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How money is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum PaymentMeans {
    /// Espèces.
    Cash,
    /// Carte bancaire.
    Card,
    /// Chèque.
    Cheque,
    /// Virement.
    Transfer,
    /// Prélèvement.
    DirectDebit,
    /// Any other: a voucher, a bill of exchange.
    Other,
}

impl PaymentMeans {
    /// Every means.
    pub const ALL: [Self; 6] =
        [Self::Cash, Self::Card, Self::Cheque, Self::Transfer, Self::DirectDebit, Self::Other];

    /// The name in storage and interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cash => "CASH",
            Self::Card => "CARD",
            Self::Cheque => "CHEQUE",
            Self::Transfer => "TRANSFER",
            Self::DirectDebit => "DIRECT_DEBIT",
            Self::Other => "OTHER",
        }
    }
}
