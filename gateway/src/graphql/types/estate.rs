use async_graphql::{Context, Object, Result};
use domain::identity::{Address, LegalForm, VatNumber};
use projections::cellar;
use uuid::Uuid;

use super::{Bookkeeping, Letterhead, Logo, Wine};
use crate::graphql::enums::{GqlClaiming, GqlRegime, GqlRegion};
use crate::graphql::legal_form::GqlLegalForm;
use crate::graphql::loaders::wine;
use crate::graphql::scalars::{GqlMonth, GqlVolume};

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

    /// When the wine of a harvest enters the balance of its declared wine.
    async fn claiming(&self) -> GqlClaiming {
        self.row.claiming.0.into()
    }

    /// Legal form; nothing until the estate has stated who it is.
    async fn legal_form(&self) -> Option<GqlLegalForm> {
        self.row.identity.as_ref().map(|identity| (&identity.legal_form).into())
    }

    /// The name of a legal form that is not listed.
    async fn other_legal_form(&self) -> Option<&str> {
        match &self.row.identity.as_ref()?.legal_form {
            LegalForm::Other(name) => Some(name),
            _ => None,
        }
    }

    /// SIREN of the enterprise, nine digits; nothing until it was stated.
    async fn siren(&self) -> Option<&str> {
        self.row.identity.as_ref().map(|identity| identity.siren.as_str())
    }

    /// SIRET of the establishment, fourteen digits; nothing until it was stated.
    async fn siret(&self) -> Option<&str> {
        self.row.identity.as_ref().map(|identity| identity.siret.as_str())
    }

    /// Intra-community VAT number, where there is one.
    async fn vat_number(&self) -> Option<&str> {
        self.row.identity.as_ref()?.vat_number.as_ref().map(VatNumber::as_str)
    }

    /// Where the establishment is; nothing until it was stated.
    async fn address(&self) -> Option<EstateAddress> {
        self.row.identity.as_ref().map(|identity| EstateAddress(identity.address.clone()))
    }

    /// Wine region; nothing until it was stated.
    async fn region(&self) -> Option<GqlRegion> {
        self.row.identity.as_ref().map(|identity| identity.region.into())
    }

    /// How the books of its sales are kept.
    async fn bookkeeping(&self) -> Bookkeeping {
        Bookkeeping(self.row.bookkeeping.clone())
    }

    /// What stands on its papers besides who it is.
    async fn letterhead(&self) -> Letterhead {
        Letterhead(self.row.letterhead.clone())
    }

    /// The logo on its papers.
    async fn logo(&self) -> Option<Logo> {
        self.row.logo.clone().map(Logo)
    }

    /// The closing stock of the last return before the books, and what of it is still to be placed.
    async fn opening_stock(&self) -> Vec<OpeningStock> {
        self.opening.iter().cloned().map(OpeningStock).collect()
    }
}

/// An address in France.
pub struct EstateAddress(pub Address);

#[Object]
impl EstateAddress {
    /// What stands above the commune.
    async fn lines(&self) -> &[String] {
        &self.0.lines
    }

    /// Postal code, five digits.
    async fn postal_code(&self) -> &str {
        self.0.postal_code.as_str()
    }

    /// Commune.
    async fn commune(&self) -> &str {
        &self.0.commune
    }

    /// ISO 3166, two capital letters.
    async fn country(&self) -> String {
        self.0.country.to_string()
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
