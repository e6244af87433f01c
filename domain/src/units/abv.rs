use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Alcoholic strength by volume in hundredths of a per cent: 12,5 % vol. is 1 250. From 0 to 10 000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u16", into = "u16")]
#[schemars(with = "u16", extend("maximum" = 10_000))]
pub struct Abv(u16);

impl Abv {
    /// The strength of that many hundredths of a per cent, or `None` above 100 %.
    pub const fn from_centipercent(value: u16) -> Option<Self> {
        if value <= 10_000 { Some(Self(value)) } else { None }
    }

    /// Hundredths of a per cent.
    pub const fn centipercent(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Abv {
    type Error = String;

    fn try_from(value: u16) -> Result<Self, Self::Error> {
        Self::from_centipercent(value).ok_or_else(|| format!("alcoholic strength above 100 %: {value}"))
    }
}

impl From<Abv> for u16 {
    fn from(abv: Abv) -> Self {
        abv.0
    }
}

impl fmt::Display for Abv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} % vol.", self.0 / 100, self.0 % 100)
    }
}
