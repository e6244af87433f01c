use domain::terms::{PortalKey, WineCode};

use crate::reference::{inao_code, is_fiscal_label};

/// A product as columns 5 to 13 write it. Two spellings are two products, as they are for the portals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProductKey {
    /// Columns 5 to 12, without surrounding blanks.
    pub columns: [String; 8],
    /// Column 13: the label, and the product's code in parentheses where it is told there.
    pub libelle: String,
}

impl ProductKey {
    /// A product of that label, its code told in column 13, which is where every portal looks first.
    pub fn new(names: &PortalKey, label: &str, code: Option<&WineCode>) -> Self {
        let columns = [
            &names.certification,
            &names.genre,
            &names.appellation,
            &names.mention,
            &names.place,
            &names.colour,
            &names.grape,
            &names.complement,
        ];
        let libelle = match code {
            Some(WineCode::Inao(code) | WineCode::Fiscal(code)) => format!("{label} ({})", code.trim()),
            None => label.to_owned(),
        };
        Self { columns: columns.map(|name| name.trim().to_owned()), libelle: libelle.trim().to_owned() }
    }

    /// The names in columns 5 to 12; a code that stands alone in column 5 is no name.
    pub fn names(&self) -> PortalKey {
        let [certification, genre, appellation, mention, place, colour, grape, complement] =
            self.columns.clone();
        let certification = if self.code_in_column_5().is_some() { String::new() } else { certification };
        PortalKey { certification, genre, appellation, mention, place, colour, grape, complement }
    }

    /// The label without the code: CIEL's `libelle_personnalise`.
    pub fn label(&self) -> &str {
        written_code(&self.libelle).map_or(self.libelle.as_str(), |(label, _)| label)
    }

    /// How customs know the product, where the file says it: in parentheses at the end of column 13, or alone
    /// in column 5.
    pub fn code(&self) -> Option<WineCode> {
        match written_code(&self.libelle) {
            Some((_, WrittenCode::Valid(code))) => Some(code),
            _ => self.code_in_column_5(),
        }
    }

    /// The code that stands in column 5 in place of a certification.
    pub(in crate::drm_csv) fn code_in_column_5(&self) -> Option<WineCode> {
        code(&self.columns[0])
    }
}

/// What stands in parentheses at the end of a label.
pub(in crate::drm_csv) enum WrittenCode {
    /// A code.
    Valid(WineCode),
    /// Something that is meant as one, and is not.
    Malformed,
}

/// Parts a label from the code in parentheses at its end. Parentheses that hold neither a code nor what is
/// meant as one (`Cuvée (vieilles vignes)`, `Rosé (3L)`) belong to the label.
pub(in crate::drm_csv) fn written_code(libelle: &str) -> Option<(&str, WrittenCode)> {
    let (label, inside) = libelle.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let inside = inside.trim();
    let written = match code(inside) {
        Some(code) => WrittenCode::Valid(code),
        None if is_meant_as_code(inside) => WrittenCode::Malformed,
        None => return None,
    };
    Some((label.trim_end(), written))
}

fn code(text: &str) -> Option<WineCode> {
    let text = text.trim().to_ascii_uppercase();
    let fiscal = || is_fiscal_label(&text).then(|| WineCode::Fiscal(text.clone()));
    inao_code(&text).map(WineCode::Inao).or_else(fiscal)
}

/// A digit, a letter, and digits enough not to be a measure or a vintage; or words joined as fiscal labels
/// are.
fn is_meant_as_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let [first, second, ..] = bytes else { return false };
    let like_inao = first.is_ascii_digit() && second.is_ascii_uppercase() && digits >= 3 && bytes.len() <= 9;
    let plain = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    like_inao || (text.contains('_') && bytes.iter().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(certification: &str, libelle: &str) -> ProductKey {
        let names = PortalKey { certification: certification.to_owned(), ..PortalKey::default() };
        ProductKey::new(&names, libelle, None)
    }

    fn inao(code: &str) -> WineCode {
        WineCode::Inao(code.to_owned())
    }

    #[test]
    fn a_code_is_parted_from_its_label() {
        let muscadet = product("AOC", "Muscadet (1B228 )");
        assert_eq!((muscadet.label(), muscadet.code()), ("Muscadet", Some(inao("1B228 "))));
        let lower = product("AOC", "Gros plant Sur lie (1b708 01)");
        assert_eq!((lower.label(), lower.code()), ("Gros plant Sur lie", Some(inao("1B708 01"))));
        let fiscal = product("", "Vin de France (VT_SANS_IG_AUTRES)");
        assert_eq!(fiscal.label(), "Vin de France");
        assert_eq!(fiscal.code(), Some(WineCode::Fiscal("VT_SANS_IG_AUTRES".to_owned())));
        let alone = product("1B230", "Muscadet Sèvre et Maine");
        assert_eq!((alone.label(), alone.code()), ("Muscadet Sèvre et Maine", Some(inao("1B230 "))));
        assert_eq!(alone.names(), PortalKey::default());
    }

    #[test]
    fn other_parentheses_belong_to_the_label() {
        for label in ["Cuvée (vieilles vignes)", "Rosé (3L)", "Rouge (2020)", "Blanc (", ")", "()", "(é)"]
        {
            let product = product("AOC", label);
            assert_eq!((product.label(), product.code()), (label, None));
        }
    }

    #[test]
    fn what_is_meant_as_a_code_is_told_apart() {
        for label in ["Muscadet (1B23O)", "Muscadet (1B2300000)", "Vin (VT_SANS_IG)"] {
            assert!(matches!(written_code(label), Some((_, WrittenCode::Malformed))), "{label}");
        }
    }

    #[test]
    fn a_product_is_made_with_its_code() {
        let names = PortalKey { appellation: "Muscadet AC".to_owned(), ..PortalKey::default() };
        let made = ProductKey::new(&names, "Muscadet", Some(&inao("1B228 ")));
        assert_eq!((made.libelle.as_str(), made.label()), ("Muscadet (1B228)", "Muscadet"));
        assert_eq!((made.code(), made.names()), (Some(inao("1B228 ")), names));
    }
}
