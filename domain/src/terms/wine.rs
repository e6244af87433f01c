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

/// What a wine's name protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Indication {
    /// Nothing: wine without a geographical indication (VSIG, vin de France).
    None,
    /// A geographical indication (IGP).
    Pgi,
    /// A designation of origin (AOP, in France AOC).
    Pdo,
}

impl Indication {
    /// Whether it is as narrow as another, or narrower.
    pub fn is_at_least(self, other: Self) -> bool {
        self >= other
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

impl WineSpec {
    /// What the wine's name protects, by its code for customs (the first digit of an INAO code; DTI+ guide v18), else by
    /// the portals' certification; `None` where neither tells.
    pub fn indication(&self) -> Option<Indication> {
        let by_code = self.code.as_ref().and_then(|code| match code {
            WineCode::Inao(code) => match code.as_bytes().first() {
                Some(b'1') => Some(Indication::Pdo),
                Some(b'3') => Some(Indication::Pgi),
                Some(b'4') => Some(Indication::None),
                _ => None,
            },
            WineCode::Fiscal(label) if label.contains("SANS_IG") => Some(Indication::None),
            WineCode::Fiscal(label) if label.contains("IG_AOP") => Some(Indication::Pdo),
            WineCode::Fiscal(label) if label.contains("IG_IGP") => Some(Indication::Pgi),
            WineCode::Fiscal(_) => None,
        });
        by_code.or_else(|| certified(&self.portal.as_ref()?.certification))
    }
}

/// What a portal's certification says, as a word (`AOP`, `Vins sans IG`) or as a key of its tree (`AOC_INTERLOIRE`).
fn certified(text: &str) -> Option<Indication> {
    let letters: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let word = letters.to_lowercase();
    match word.as_str() {
        "autreaoc" => Some(Indication::Pdo),
        "vsig" | "vinssansig" | "vinsansig" | "autresvins" => Some(Indication::None),
        _ if word.starts_with("aoc") || word.starts_with("aop") => Some(Indication::Pdo),
        _ if word.starts_with("igp") => Some(Indication::Pgi),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: Option<WineCode>, certification: Option<&str>) -> Option<Indication> {
        let portal =
            certification.map(|text| PortalKey { certification: text.to_owned(), ..PortalKey::default() });
        let (label, category) = ("Vin".to_owned(), FiscalCategory::Still);
        WineSpec { label, code, category, colour: None, portal }.indication()
    }

    #[test]
    fn a_code_or_a_certification_tells_what_a_name_protects() {
        let inao = |code: &str| Some(WineCode::Inao(code.to_owned()));
        let fiscal = |label: &str| Some(WineCode::Fiscal(label.to_owned()));
        assert_eq!(of(inao("1B228 "), None), Some(Indication::Pdo));
        assert_eq!(of(inao("3S009 "), Some("AOC")), Some(Indication::Pgi));
        assert_eq!(of(inao("4X999V"), None), Some(Indication::None));
        assert_eq!(of(fiscal("VT_IG_AOP"), None), Some(Indication::Pdo));
        assert_eq!(of(fiscal("VM_IG_IGP"), None), Some(Indication::Pgi));
        assert_eq!(of(fiscal("VT_SANS_IG_CEPAGE"), None), Some(Indication::None));
        assert_eq!(of(fiscal("VT_ETRANGERS"), None), None);
        assert_eq!(of(None, Some("AOC")), Some(Indication::Pdo));
        assert_eq!(of(None, Some("AOC_INTERLOIRE")), Some(Indication::Pdo));
        assert_eq!(of(fiscal("VT_ETRANGERS"), Some("IGP")), Some(Indication::Pgi));
        assert_eq!(of(None, Some("Vins sans IG")), Some(Indication::None));
        assert_eq!(of(None, None), None);
    }
}
