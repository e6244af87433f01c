use async_graphql::{Context, Object, Result};
use projections::stock;
use uuid::Uuid;

use super::{CapsuleKind, Vat, Wine};
use crate::graphql::enums::GqlRegime;
use crate::graphql::loaders::{vat, wine};
use crate::graphql::scalars::GqlDate;

/// A lot of bottles.
pub struct Lot(pub stock::Lot);

#[Object]
impl Lot {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// The number on the bottles.
    async fn lot_number(&self) -> &str {
        &self.0.lot_number
    }

    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.0.wine_id).await
    }

    /// The vintage on the label.
    async fn vintage(&self) -> Option<u16> {
        self.0.vintage
    }

    /// The nominal size of one bottle in millilitres.
    async fn size_ml(&self) -> i64 {
        self.0.size_ml
    }

    /// How the bottles stand towards excise.
    async fn regime(&self) -> GqlRegime {
        self.0.regime.0.into()
    }

    /// The capsules they wear.
    async fn capsules(&self) -> Option<CapsuleKind> {
        self.0.capsules.map(CapsuleKind::from)
    }

    /// The vat they were filled from.
    async fn vat(&self, context: &Context<'_>) -> Result<Option<Vat>> {
        match self.0.vat_id {
            Some(id) => vat(context, id).await,
            None => Ok(None),
        }
    }

    /// The day they were filled.
    async fn filled_on(&self) -> GqlDate {
        self.0.filled_on.into()
    }

    /// How many were filled.
    async fn filled(&self) -> i64 {
        self.0.filled
    }

    /// How many are in the cellar.
    async fn on_hand(&self) -> i64 {
        self.0.on_hand
    }

    /// How many are set aside for orders.
    async fn reserved(&self) -> i64 {
        self.0.reserved
    }

    /// On hand and not set aside.
    async fn available(&self) -> i64 {
        self.0.available
    }

    /// Sold less taken back.
    async fn sold(&self) -> i64 {
        self.0.sold
    }

    /// Broken, tasted or lost.
    async fn lost(&self) -> i64 {
        self.0.lost
    }

    /// Away for a time, or passed on to other lots.
    async fn withdrawn(&self) -> i64 {
        self.0.withdrawn
    }
}

/// All bottles of a wine, vintage and size.
pub struct Product(pub stock::Product);

#[Object]
impl Product {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.0.wine_id).await
    }

    /// The vintage.
    async fn vintage(&self) -> Option<u16> {
        self.0.vintage
    }

    /// The nominal size of one bottle in millilitres.
    async fn size_ml(&self) -> i64 {
        self.0.size_ml
    }

    /// How many are in the cellar.
    async fn on_hand(&self) -> i64 {
        self.0.on_hand
    }

    /// How many are set aside for orders.
    async fn reserved(&self) -> i64 {
        self.0.reserved
    }

    /// On hand and not set aside.
    async fn available(&self) -> i64 {
        self.0.available
    }

    /// Sold less taken back.
    async fn sold(&self) -> i64 {
        self.0.sold
    }
}
