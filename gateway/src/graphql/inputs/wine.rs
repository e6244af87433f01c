use async_graphql::InputObject;
use domain::terms::{Strength, WineCode, WineSpec};

use super::translate::centipercent;

use crate::graphql::enums::{GqlColour, GqlFiscalCategory};

/// A wine to be declared.
#[derive(InputObject, Clone, Debug)]
pub struct DeclaredWineInput {
    /// `libelle_personnalise`: its identity from one return to the next, never changed.
    label: String,
    /// INAO code, 6 to 8 characters, trailing spaces significant.
    inao_code: Option<String>,
    /// Libellé fiscal, for a wine without INAO code.
    fiscal_label: Option<String>,
    /// Fiscal category.
    #[graphql(default_with = "GqlFiscalCategory::Still")]
    category: GqlFiscalCategory,
    /// Colour.
    colour: Option<GqlColour>,
    /// Strength in hundredths of a per cent, where customs ask for it: 12,5 % vol. is 1250.
    abv_centipercent: Option<u16>,
    /// Whether it is a premix, where customs ask for it.
    premix: Option<bool>,
}

impl DeclaredWineInput {
    /// What the wine is, and its strength where it is told; or what of the input it cannot be.
    pub fn into_domain(self) -> Result<(WineSpec, Strength), &'static str> {
        let Self { label, inao_code, fiscal_label, category, colour, abv_centipercent, premix } = self;
        let code = inao_code.map(WineCode::Inao).or(fiscal_label.map(WineCode::Fiscal));
        let (category, colour) = (category.into(), colour.map(Into::into));
        let abv = centipercent("abvCentipercent: above 100 %", abv_centipercent)?;
        Ok((WineSpec { label, code, category, colour, portal: None }, Strength { abv, premix }))
    }
}
