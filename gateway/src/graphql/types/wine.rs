use async_graphql::{Context, Object, Result};
use domain::terms::WineCode;
use projections::cellar;
use uuid::Uuid;

use crate::graphql::enums::{GqlColour, GqlFiscalCategory, GqlRegime};
use crate::graphql::loaders::wine;
use crate::graphql::scalars::{GqlMonth, GqlVolume};

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

    /// Colour.
    async fn colour(&self) -> Option<GqlColour> {
        self.0.colour.map(|colour| colour.0.into())
    }
}

/// The estate whose books these are.
pub struct Estate {
    /// Its id.
    pub id: Uuid,
    /// Its row.
    pub row: cellar::Estate,
    /// The stock with which its books open.
    pub opening: Vec<cellar::OpeningStock>,
}

#[Object]
impl Estate {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.id
    }

    /// Trade name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Accise number.
    async fn accise(&self) -> &str {
        &self.row.accise
    }

    /// CVI number.
    async fn cvi(&self) -> Option<&str> {
        self.row.cvi.as_deref()
    }

    /// Identifier at the interprofession.
    async fn interprofession_id(&self) -> Option<&str> {
        self.row.interprofession_id.as_deref()
    }

    /// The first month that the books hold.
    async fn books_from(&self) -> GqlMonth {
        self.row.books_from.into()
    }

    /// The closing stock of the last return before the books, and what of it is still to be placed.
    async fn opening_stock(&self) -> Vec<OpeningStock> {
        self.opening.iter().cloned().map(OpeningStock).collect()
    }
}

/// A wine of the opening stock.
pub struct OpeningStock(pub cellar::OpeningStock);

#[Object]
impl OpeningStock {
    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.0.wine_id).await
    }

    /// Suspended or paid.
    async fn regime(&self) -> GqlRegime {
        self.0.regime.0.into()
    }

    /// What the last return says.
    async fn volume(&self) -> GqlVolume {
        self.0.volume_ml.into()
    }

    /// What of it is in a vat or a lot.
    async fn placed(&self) -> GqlVolume {
        self.0.placed_ml.into()
    }

    /// What is still to be placed.
    async fn unplaced(&self) -> GqlVolume {
        self.0.unplaced_ml.into()
    }
}
