use async_graphql::Object;
use domain::terms::WineCode;
use domain::units::Abv;
use projections::cellar;
use uuid::Uuid;

use crate::graphql::enums::{GqlColour, GqlFiscalCategory};

/// A declared wine: the unit of declaration.
pub struct Wine(pub cellar::Wine);

#[Object]
impl Wine {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// `libelle_personnalise`: its identity from one return to the next.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// INAO code, with its significant spaces.
    async fn inao_code(&self) -> Option<&str> {
        match &self.0.spec.code {
            Some(WineCode::Inao(code)) => Some(code),
            _ => None,
        }
    }

    /// Libellé fiscal, of a wine without INAO code.
    async fn fiscal_label(&self) -> Option<&str> {
        match &self.0.spec.code {
            Some(WineCode::Fiscal(label)) => Some(label),
            _ => None,
        }
    }

    /// Fiscal category.
    async fn category(&self) -> GqlFiscalCategory {
        self.0.category.0.into()
    }

    /// Strength in hundredths of a per cent, where customs ask for it.
    async fn abv_centipercent(&self) -> Option<u16> {
        self.0.strength.abv.map(Abv::centipercent)
    }

    /// Whether it is a premix, where customs ask for it.
    async fn premix(&self) -> Option<bool> {
        self.0.strength.premix
    }

    /// Colour.
    async fn colour(&self) -> Option<GqlColour> {
        self.0.colour.map(|colour| colour.0.into())
    }
}
