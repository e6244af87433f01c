use async_graphql::InputObject;
use domain::terms::{WineCode, WineSpec};

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
}

impl From<DeclaredWineInput> for WineSpec {
    fn from(input: DeclaredWineInput) -> Self {
        let DeclaredWineInput { label, inao_code, fiscal_label, category, colour } = input;
        let code = inao_code.map(WineCode::Inao).or(fiscal_label.map(WineCode::Fiscal));
        Self { label, code, category: category.into(), colour: colour.map(Into::into), portal: None }
    }
}
