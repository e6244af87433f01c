use std::sync::LazyLock;

use domain::terms::{Colour, FiscalCategory, PortalKey, WineCode};

use crate::reference::{inao_code, is_fiscal_label, table};

const TABLE: &str = include_str!("../../../../fixtures/reference/loire_wines.csv");

static WINES: LazyLock<Vec<Wine>> = LazyLock::new(|| entries().unwrap_or_default());

/// One wine of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wine {
    /// Whose wine it is: `interloire`, `centre-loire`, `igp-val-de-loire`, `loire` (other appellations of the
    /// Loire) or `sans-ig` (what any estate may hold).
    pub scope: String,
    /// The INAO code as CIEL pads it, or the libellé fiscal of a wine that has none.
    pub code: WineCode,
    /// The portal's own label.
    pub label: String,
    /// The portal's seven names, without a complement.
    pub portal: PortalKey,
    /// The portal's tree keys in the same order (certification, genre, appellation, mention, lieu, couleur,
    /// cépage); empty stands for `DEFAUT`.
    pub tree: [String; 7],
    /// Its fiscal category; none for lees and excess yield, which are never taxed (rule RG45 of DTI+).
    pub category: Option<FiscalCategory>,
    /// The libellé fiscal that it falls under.
    pub fiscal_label: Option<String>,
}

impl Wine {
    /// Its colour, where it has one.
    pub fn colour(&self) -> Option<Colour> {
        match self.tree[5].as_str() {
            "blanc" => Some(Colour::White),
            "rose" => Some(Colour::Rose),
            "rouge" => Some(Colour::Red),
            _ => None,
        }
    }
}

/// Every wine of the table.
pub fn all() -> &'static [Wine] {
    &WINES
}

fn entries() -> Result<Vec<Wine>, String> {
    table::parse(TABLE, |cells| {
        let (&[scope, inao, label], rest) = cells.split_first_chunk()?;
        let (&[certification, genre, appellation, mention, place, colour, grape], rest) =
            rest.split_first_chunk()?;
        let (&[category, fiscal_label], tree) = rest.split_first_chunk()?;
        let category = match category {
            "T" => Some(FiscalCategory::Still),
            "M" => Some(FiscalCategory::Sparkling),
            "" => None,
            _ => return None,
        };
        let fiscal_label = match fiscal_label {
            "" => None,
            known if is_fiscal_label(known) => Some(known.to_owned()),
            _ => return None,
        };
        let code = match inao {
            "" => WineCode::Fiscal(fiscal_label.clone()?),
            code => WineCode::Inao(inao_code(code)?),
        };
        let portal = PortalKey {
            certification: certification.to_owned(),
            genre: genre.to_owned(),
            appellation: appellation.to_owned(),
            mention: mention.to_owned(),
            place: place.to_owned(),
            colour: colour.to_owned(),
            grape: grape.to_owned(),
            complement: String::new(),
        };
        let tree: [&str; 7] = tree.try_into().ok()?;
        Some(Wine {
            scope: scope.to_owned(),
            code,
            label: label.to_owned(),
            portal,
            tree: tree.map(ToOwned::to_owned),
            category,
            fiscal_label,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(entries().map(|wines| wines.len()), Ok(430));
        let colours = all().iter().filter(|wine| wine.colour().is_some()).count();
        assert!(colours > 380, "{colours}");
        let scopes = ["interloire", "centre-loire", "igp-val-de-loire", "loire", "sans-ig"];
        assert!(all().iter().all(|wine| scopes.contains(&wine.scope.as_str())));
    }

    #[test]
    fn codes_agree_with_what_they_name() {
        for wine in all() {
            let WineCode::Inao(code) = &wine.code else { continue };
            let certification = match code.as_bytes()[0] {
                b'1' => "AOP",
                b'3' => "IGP",
                _ => "Autre",
            };
            assert!(wine.portal.certification.starts_with(certification), "{wine:?}");
            let colour = match code.as_bytes()[1] {
                b'B' => Some(Colour::White),
                b'R' => Some(Colour::Red),
                b'S' => Some(Colour::Rose),
                _ => None,
            };
            assert!(wine.colour().is_none() || wine.colour() == colour, "{wine:?}");
        }
    }
}
