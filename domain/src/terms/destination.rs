use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Errand;

/// A country by its ISO 3166 two-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// The country of that code: two capital letters, or `None`.
    pub fn parse(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [first, second] if first.is_ascii_uppercase() && second.is_ascii_uppercase() => {
                Some(Self([*first, *second]))
            }
            _ => None,
        }
    }
}

/// The states of the European Union (Treaty on European Union, art. 52), without France, and with Northern Ireland, which
/// is treated as one for goods (XI; directive 2020/1756). Monaco is France for VAT (CGI, art. 256-0).
const OTHER_STATES_OF_THE_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
    "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

impl Country {
    /// France.
    pub const FRANCE: Self = Self(*b"FR");

    /// True for a state of the European Union other than France, as VAT sees it.
    pub fn is_in_the_union(self) -> bool {
        OTHER_STATES_OF_THE_UNION.iter().any(|code| code.as_bytes() == self.0)
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", char::from(self.0[0]), char::from(self.0[1]))
    }
}

impl TryFrom<Cow<'_, str>> for Country {
    type Error = String;

    fn try_from(code: Cow<'_, str>) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or_else(|| format!("{code}: not a country code"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.to_string()
    }
}

impl JsonSchema for Country {
    fn schema_name() -> Cow<'static, str> {
        "Country".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A country by its ISO 3166 two-letter code: `BE`.",
            "type": "string",
            "pattern": "^[A-Z]{2}$",
        })
    }
}

/// Where bottles go when they are sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum SaleDestination {
    /// To France under a capsule (CRD): excise falls due with the month's return.
    FranceCrd,
    /// To France under a capsule whose excise was paid to its distributor: nothing falls due. The lot says so itself,
    /// by its capsules, when it is sold to France.
    FranceCrdPaid,
    /// Out of France, suspended or exempt.
    Export {
        /// The country of arrival.
        country: Country,
    },
    /// To another tax warehouse in France under an accompanying document (DAE), excise suspended.
    FranceSuspended {
        /// The number of the document, when it is known.
        document: Option<String>,
    },
    /// To the market of Corsica, from a Corsican warehouse: wine bears no duty there (RG39).
    Corsica,
}

impl SaleDestination {
    /// True for a sale in France under capsules, whether their excise falls due or was paid.
    pub const fn is_france_crd(&self) -> bool {
        matches!(self, Self::FranceCrd | Self::FranceCrdPaid)
    }
}

/// Where wine in bulk goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BulkDestination {
    /// Small bulk to consumers and cafés on a DSA, ticket or invoice: excise falls due (vrac sans contrat).
    FranceWithoutContract,
    /// To a merchant under an interprofession contract (vrac).
    Contract {
        /// The contract's registration number.
        number: String,
    },
    /// To a merchant outside an interprofession contract.
    OutsideContract,
    /// Out of France.
    Export {
        /// The country of arrival.
        country: Country,
    },
    /// To a distillery.
    Distillery,
    /// To a vinegar maker or another industry.
    Industry,
    /// To come back: to be bottled, stored, worked on or distilled elsewhere.
    Errand {
        /// What for.
        errand: Errand,
    },
    /// Into another product of the estate, which is none of its declared wines: liqueur, vermouth, jelly.
    MadeIntoOther {
        /// What it becomes.
        product: String,
    },
    /// To the market of Corsica, from a Corsican warehouse: wine bears no duty there (RG39).
    Corsica,
    /// Any other exit.
    Other {
        /// What; the return asks for it.
        reason: String,
    },
}
