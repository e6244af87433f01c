use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The legal form of a wine estate: those of INSEE's « catégories juridiques » that farms, cooperatives and houses take.
/// To be a merchant (négociant) is a trade and no legal form: such a house is a SAS, a SARL, a SA.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum LegalForm {
    /// Exploitation individuelle (entrepreneur individuel).
    SoleTrader,
    /// Exploitation agricole à responsabilité limitée.
    Earl,
    /// Groupement agricole d'exploitation en commun.
    Gaec,
    /// Société civile d'exploitation agricole.
    Scea,
    /// Société civile d'exploitation viticole.
    Scev,
    /// Société à responsabilité limitée.
    Sarl,
    /// Société à responsabilité limitée with one associate (EURL).
    Eurl,
    /// Société par actions simplifiée.
    Sas,
    /// Société par actions simplifiée with one associate.
    Sasu,
    /// Société anonyme.
    Sa,
    /// Société en nom collectif.
    Snc,
    /// Groupement foncier agricole.
    Gfa,
    /// Groupement foncier viticole.
    Gfv,
    /// Société civile, of another kind.
    CivilCompany,
    /// Société d'intérêt collectif agricole.
    Sica,
    /// Société coopérative agricole, cave coopérative included.
    Cooperative,
    /// Coopérative d'utilisation de matériel agricole.
    Cuma,
    /// Indivision.
    Undivided,
    /// Another, by its name: 1 to 80 characters.
    Other(String),
}

impl LegalForm {
    /// As it stands beside a name on a paper (C. com., art. R. 123-238; for a person, art. R. 526-27).
    pub fn on_paper(&self) -> &str {
        match self {
            Self::SoleTrader => "EI",
            Self::Earl => "EARL",
            Self::Gaec => "GAEC",
            Self::Scea => "SCEA",
            Self::Scev => "SCEV",
            Self::Sarl => "SARL",
            Self::Eurl => "EURL",
            Self::Sas => "SAS",
            Self::Sasu => "SASU",
            Self::Sa => "SA",
            Self::Snc => "SNC",
            Self::Gfa => "GFA",
            Self::Gfv => "GFV",
            Self::CivilCompany => "Société civile",
            Self::Sica => "SICA",
            Self::Cooperative => "SCA",
            Self::Cuma => "CUMA",
            Self::Undivided => "Indivision",
            Self::Other(name) => name,
        }
    }
}
