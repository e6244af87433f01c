use domain::terms::{CapsuleColour, CapsuleRegime, FiscalCategory, Regime};

use crate::reference::movements::Stock;
use crate::text::{key, nearest};

/// The type of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowType {
    Wine,
    Capsule,
    Annexe,
}

/// The category of a CAVE or CRD row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Stock(Stock),
    Entries,
    Exits,
    Complement,
}

/// A word of a small list, or the nearest of the list.
pub(super) type Word<T> = Result<T, Option<&'static str>>;

/// CAVE, CRD or ANNEXE.
pub(super) fn row_type(text: &str) -> Word<RowType> {
    match key(text).as_str() {
        "cave" => Ok(RowType::Wine),
        "crd" => Ok(RowType::Capsule),
        "annexe" | "annexes" => Ok(RowType::Annexe),
        _ => Err(nearest(text, ["CAVE", "CRD", "ANNEXE"])),
    }
}

/// Column 15 of a CAVE or CRD row; `stocks_debut` and `stock_debut` are both met with.
pub(super) fn category(text: &str) -> Word<Category> {
    match key(text).as_str() {
        "stocksdebut" | "stockdebut" => Ok(Category::Stock(Stock::Opening)),
        "stocksfin" | "stockfin" => Ok(Category::Stock(Stock::Closing)),
        "entrees" | "entree" => Ok(Category::Entries),
        "sorties" | "sortie" => Ok(Category::Exits),
        "complement" | "complements" => Ok(Category::Complement),
        _ => Err(nearest(text, ["stocks_debut", "entrees", "sorties", "stocks_fin", "complement"])),
    }
}

/// Column 14 of a CAVE row.
pub(super) fn regime(text: &str) -> Option<Regime> {
    let text = key(text);
    let text = text.strip_prefix("droits").unwrap_or(&text);
    if is_form_of(text, "suspendu") {
        return Some(Regime::Suspended);
    }
    is_form_of(text, "acquitte").then_some(Regime::Paid)
}

/// Column 14 of a CRD row: `collectif suspendu`, `collectif acquittée`, `personnalisé`.
pub(super) fn capsule_regime(text: &str) -> Word<CapsuleRegime> {
    let text = key(text);
    if is_form_of(&text, "personnalise") {
        return Ok(CapsuleRegime::Personalised);
    }
    let collective = ["collectives", "collective", "collectifs", "collectif"];
    // Every form is tried: the s of `collectif suspendu` is not that of a plural.
    match collective.into_iter().find_map(|word| text.strip_prefix(word).and_then(regime)) {
        Some(Regime::Suspended) => Ok(CapsuleRegime::CollectiveSuspended),
        Some(Regime::Paid) => Ok(CapsuleRegime::CollectivePaid),
        None => Err(nearest(&text, ["collectif suspendu", "collectif acquitte", "personnalise"])),
    }
}

/// Column 6 of a CRD row. The portals look at its beginning only.
pub(super) fn capsule_category(text: &str) -> Word<FiscalCategory> {
    let text = key(text);
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| text.starts_with(beginning));
    if text == "t" || begins(&["tranq"]) {
        Ok(FiscalCategory::Still)
    } else if text == "m" || begins(&["mouss"]) {
        Ok(FiscalCategory::Sparkling)
    } else if text == "pi" || begins(&["produit"]) {
        Ok(FiscalCategory::Intermediate)
    } else if begins(&["alcool"]) {
        Ok(FiscalCategory::Spirit)
    } else if begins(&["cognac", "armagnac"]) {
        Ok(FiscalCategory::CognacArmagnac)
    } else {
        Err(nearest(&text, ["TRANQ", "MOUSSEUX", "PI", "ALCOOLS", "COGNAC-ARMAGNAC"]))
    }
}

/// Column 5 of a CRD row; no longer asked since 2021.
pub(super) fn capsule_colour(text: &str) -> Word<Option<CapsuleColour>> {
    match key(text).as_str() {
        "" | "defaut" => Ok(None),
        "vert" | "verte" => Ok(Some(CapsuleColour::Green)),
        "bleu" | "bleue" => Ok(Some(CapsuleColour::Blue)),
        "liedevin" => Ok(Some(CapsuleColour::WineLees)),
        "orange" => Ok(Some(CapsuleColour::Orange)),
        _ => Err(nearest(text, ["VERT", "BLEU", "LIEDEVIN", "ORANGE"])),
    }
}

/// Yes or no.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match key(text).as_str() {
        "1" | "oui" | "o" | "true" | "vrai" => Some(true),
        "0" | "non" | "n" | "false" | "faux" => Some(false),
        _ => None,
    }
}

/// True for a participle in any gender and number.
fn is_form_of(text: &str, participle: &str) -> bool {
    text.strip_prefix(participle).is_some_and(|ending| matches!(ending, "" | "e" | "s" | "es"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regimes_are_read_in_every_gender() {
        for text in ["suspendu", "SUSPENDUS", "Suspendue", "droits suspendus"] {
            assert_eq!(regime(text), Some(Regime::Suspended), "{text}");
        }
        for text in ["acquitté", "ACQUITTEE", "droits acquittés"] {
            assert_eq!(regime(text), Some(Regime::Paid), "{text}");
        }
        for text in ["", "suspend", "non suspendu", "acquitter"] {
            assert_eq!(regime(text), None, "{text}");
        }
        assert_eq!(capsule_regime("Collectif Suspendue"), Ok(CapsuleRegime::CollectiveSuspended));
        assert_eq!(capsule_regime("COLLECTIVES_DROITS_ACQUITTES"), Ok(CapsuleRegime::CollectivePaid));
        assert_eq!(capsule_regime("personnalisées"), Ok(CapsuleRegime::Personalised));
        assert_eq!(capsule_regime("colectif suspendu"), Err(Some("collectif suspendu")));
        assert_eq!(capsule_regime("suspendu"), Err(None));
    }

    #[test]
    fn words_of_small_lists_are_read_or_helped() {
        assert_eq!(row_type("Cave"), Ok(RowType::Wine));
        assert_eq!(row_type("CAVES"), Err(Some("CAVE")));
        assert_eq!(category("Stock début"), Ok(Category::Stock(Stock::Opening)));
        assert_eq!(category("sortis"), Err(Some("sorties")));
        assert_eq!(capsule_category("Vin tranquille"), Err(None));
        assert_eq!(capsule_category("Produits intermédiaires"), Ok(FiscalCategory::Intermediate));
        assert_eq!(capsule_category("COGNAC-ARMAGNAC"), Ok(FiscalCategory::CognacArmagnac));
        assert_eq!(capsule_colour("Lie de vin"), Ok(Some(CapsuleColour::WineLees)));
        assert_eq!(capsule_colour("LIDEVIN"), Err(Some("LIEDEVIN")));
        assert_eq!((boolean("Oui"), boolean("0"), boolean("x")), (Some(true), Some(false), None));
    }
}
