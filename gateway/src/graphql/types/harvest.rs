use async_graphql::{Context, Object, Result};
use projections::cellar;
use uuid::Uuid;

use super::{Vat, Wine};
use crate::graphql::loaders::{parcel, vat, wine};
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// A vineyard parcel.
pub struct Parcel(pub cellar::Parcel);

#[Object]
impl Parcel {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its area in square metres.
    async fn area_m2(&self) -> i64 {
        self.0.area_m2
    }

    /// The grape it is planted with.
    async fn grape(&self) -> &str {
        &self.0.grape
    }

    /// Its cadastral reference.
    async fn cadastre(&self) -> Option<&str> {
        self.0.cadastre.as_deref()
    }

    /// The geographical units that contain it and that a label may name.
    async fn places(&self) -> &[String] {
        &self.0.places
    }

    /// False once it left the estate.
    async fn planted(&self) -> bool {
        self.0.status == cellar::ParcelStatus::Planted
    }

    /// How many harvests came from it.
    async fn harvests(&self) -> i64 {
        self.0.harvests
    }
}

/// A load of grapes.
pub struct Harvest(pub cellar::Harvest);

#[Object]
impl Harvest {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// How far it has come: PLANNED, BROUGHT or REVERSED.
    async fn status(&self) -> &'static str {
        self.0.status.name()
    }

    /// The day it came in, or else the day foreseen.
    async fn on(&self) -> GqlDate {
        self.0.on_date.into()
    }

    /// Where it grew.
    async fn parcel(&self, context: &Context<'_>) -> Result<Option<Parcel>> {
        parcel(context, self.0.parcel_id).await
    }

    /// Where it went.
    async fn vat(&self, context: &Context<'_>) -> Result<Option<Vat>> {
        match self.0.vat_id {
            Some(id) => vat(context, id).await,
            None => Ok(None),
        }
    }

    /// The wine it is to become.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        match self.0.wine_id {
            Some(id) => wine(context, id).await,
            None => Ok(None),
        }
    }

    /// The year on the label.
    async fn vintage(&self) -> Option<u16> {
        self.0.vintage
    }

    /// What came in, waste included.
    async fn volume(&self) -> Option<GqlVolume> {
        self.0.volume_ml.map(Into::into)
    }

    /// What of it never became wine.
    async fn waste(&self) -> Option<GqlVolume> {
        self.0.waste_ml.map(Into::into)
    }

    /// The weight of the grapes in kilograms.
    async fn weight_kg(&self) -> Option<i64> {
        self.0.weight_kg
    }
}
