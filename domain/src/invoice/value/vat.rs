use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::units::{Date, Rate};

/// How VAT stands on a line, as EN 16931 groups it (UNTDID 5305).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum VatTreatment {
    /// Due at a rate of French law (S). Wine bears 20 %, whatever its strength (CGI, art. 278).
    Standard(Rate),
    /// Exported out of the European Union, exempt (G; CGI, art. 262, I).
    Export,
    /// Delivered to a business in another state of the Union, exempt (K; CGI, art. 262 ter, I).
    IntraCommunity,
    /// Owed by the buyer (AE; CGI, art. 283).
    ReverseCharge,
    /// The seller is below the threshold and charges none (E; CGI, art. 293 B).
    SmallBusiness,
}

impl VatTreatment {
    /// Twenty per cent, the rate of wine.
    pub const WINE: Self = Self::Standard(Rate::from_basis_points(2_000));

    /// The rate; none where no VAT is charged.
    pub const fn rate(self) -> Rate {
        match self {
            Self::Standard(rate) => rate,
            Self::Export | Self::IntraCommunity | Self::ReverseCharge | Self::SmallBusiness => {
                Rate::from_basis_points(0)
            }
        }
    }

    /// The category of EN 16931 (UNTDID 5305).
    pub const fn category(self) -> &'static str {
        match self {
            Self::Standard(_) => "S",
            Self::Export => "G",
            Self::IntraCommunity => "K",
            Self::ReverseCharge => "AE",
            Self::SmallBusiness => "E",
        }
    }
}

/// The rates of French VAT since each day, in hundredths of a per cent. 10 % and 20 % came with law 2012-1510, art. 68; a
/// book of invoices begins later.
pub const FRENCH_VAT_RATES: &[(&str, &[i32])] = &[("2014-01-01", &[210, 550, 1_000, 2_000])];

/// True for a rate that was French law on that day.
pub fn is_french_rate(rate: Rate, on: Date) -> bool {
    let in_force =
        FRENCH_VAT_RATES.iter().rev().find(|(from, _)| from.parse().is_ok_and(|from: Date| from <= on));
    in_force.is_some_and(|(_, rates)| rates.contains(&rate.basis_points()))
}
