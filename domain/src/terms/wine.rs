use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether excise is suspended on a stock or paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Regime {
    /// Droits suspendus.
    Suspended,
    /// Droits acquittés.
    Paid,
}

impl Regime {
    /// The name in storage and interfaces: `SUSPENDED` or `PAID`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Suspended => "SUSPENDED",
            Self::Paid => "PAID",
        }
    }
}

/// The fiscal category of a wine, as capsules and rates know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum FiscalCategory {
    /// Vin tranquille (T).
    Still,
    /// Vin mousseux (M).
    Sparkling,
    /// Produit intermédiaire (PI).
    Intermediate,
    /// Cognac ou armagnac.
    CognacArmagnac,
    /// Autre alcool.
    Spirit,
}

impl FiscalCategory {
    /// How CIEL writes it (`categorie-fiscale-capsules` of the DTI+ schema).
    pub const fn ciel_code(self) -> &'static str {
        match self {
            Self::Still => "T",
            Self::Sparkling => "M",
            Self::Intermediate => "PI",
            Self::CognacArmagnac => "COGNAC-ARMAGNAC",
            Self::Spirit => "ALCOOLS",
        }
    }
}

/// The colour of a wine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Colour {
    /// Blanc.
    White,
    /// Rosé.
    Rose,
    /// Rouge.
    Red,
}

/// How customs know a wine: by one of the two codes of the DTI+ schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum WineCode {
    /// INAO code, 6 to 8 characters, trailing spaces significant.
    Inao(String),
    /// Libellé fiscal, for what has no INAO code.
    Fiscal(String),
}

/// The seven keys and the complement by which the interprofessions' portals name a product (columns 5 to 12).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PortalKey {
    /// Certification: AOC, IGP, Vins sans IG.
    pub certification: String,
    /// Genre: empty for still wine.
    pub genre: String,
    /// Appellation.
    pub appellation: String,
    /// Mention: `Sur lie`, `Primeur`.
    pub mention: String,
    /// Lieu.
    pub place: String,
    /// Couleur.
    pub colour: String,
    /// Cépage.
    pub grape: String,
    /// Complément.
    pub complement: String,
}

/// A declared wine: the unit of declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WineSpec {
    /// `libelle_personnalise`, 1 to 100 characters: by it alone CIEL knows a product from month to month, so it
    /// never changes.
    pub label: String,
    /// The code for customs; a wine taken from a portal's file may have none yet.
    pub code: Option<WineCode>,
    /// The fiscal category.
    pub category: FiscalCategory,
    /// The colour, where one applies.
    pub colour: Option<Colour>,
    /// The portals' keys, where the wine was taken from a portal's file.
    pub portal: Option<PortalKey>,
}
