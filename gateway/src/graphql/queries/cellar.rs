use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, Object, Result};
use domain::units::{HarvestId, LotId, MovementId, ParcelId, VatId, WineId};
use projections::cellar::{self, HarvestFilter, MovementFilter, MovementStatus, VatFilter};
use uuid::Uuid;

use crate::graphql::context::read;
use crate::graphql::enums::GqlMovementStatus;
use crate::graphql::loaders::{harvest, movement, parcel, vat};
use crate::graphql::scalars::GqlDate;
use crate::graphql::types::{Harvest, Movement, Parcel, Vat, connection, page};
use crate::graphql::unfit;

/// Which movements are wanted; all conditions hold together.
#[derive(InputObject, Default)]
pub struct MovementFilterInput {
    /// Of this status.
    status: Option<GqlMovementStatus>,
    /// Of this kind: HARVEST, TRANSFER, LOSS and so on.
    kind: Option<String>,
    /// That touch this vat.
    vat_id: Option<Uuid>,
    /// That touch this lot.
    lot_id: Option<Uuid>,
    /// That touch this wine.
    wine_id: Option<Uuid>,
    /// From this day on.
    from: Option<GqlDate>,
    /// Up to this day.
    to: Option<GqlDate>,
}

/// A word as the kinds of movement are written; the database would refuse to compare with some other texts.
fn kind(word: String) -> Result<String> {
    if word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') {
        return Ok(word);
    }
    Err(unfit("filter.kind: a word in capitals"))
}

/// Questions on vats, movements, harvests and parcels.
#[derive(Default)]
pub struct CellarQuery;

#[Object]
impl CellarQuery {
    /// Vats, by code.
    async fn vats(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        #[graphql(desc = "Only those that hold this wine.")] wine_id: Option<Uuid>,
        #[graphql(desc = "Only empty ones, or only others.")] empty: Option<bool>,
    ) -> Result<Connection<String, Vat>> {
        let page = page(context, first, after)?;
        let filter = VatFilter { wine: wine_id.map(WineId::new), empty, ..VatFilter::default() };
        let slice =
            read(context, async |connection, estate| cellar::vats(connection, estate, filter, &page).await)
                .await?;
        Ok(connection(slice, Vat))
    }

    /// The vat of that id.
    async fn vat(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Vat>> {
        vat(context, VatId::new(id)).await
    }

    /// The movement journal, the last day first.
    async fn movements(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        filter: Option<MovementFilterInput>,
    ) -> Result<Connection<String, Movement>> {
        let page = page(context, first, after)?;
        let input = filter.unwrap_or_default();
        let filter = MovementFilter {
            status: input.status.map(MovementStatus::from),
            kind: input.kind.map(kind).transpose()?,
            vat: input.vat_id.map(VatId::new),
            lot: input.lot_id.map(LotId::new),
            wine: input.wine_id.map(WineId::new),
            from: input.from.map(|date| date.0),
            to: input.to.map(|date| date.0),
            ..MovementFilter::default()
        };
        let slice = read(context, async |connection, estate| {
            cellar::movements(connection, estate, &filter, &page).await
        })
        .await?;
        Ok(connection(slice, Movement))
    }

    /// The movement of that id.
    async fn movement(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Movement>> {
        movement(context, MovementId::new(id)).await
    }

    /// Harvests, the last day first.
    async fn harvests(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        #[graphql(desc = "Only those from this parcel.")] parcel_id: Option<Uuid>,
    ) -> Result<Connection<String, Harvest>> {
        let page = page(context, first, after)?;
        let filter = HarvestFilter { parcel: parcel_id.map(ParcelId::new), ..HarvestFilter::default() };
        let slice = read(context, async |connection, estate| {
            cellar::harvests(connection, estate, filter, &page).await
        })
        .await?;
        Ok(connection(slice, Harvest))
    }

    /// The harvest of that id.
    async fn harvest(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Harvest>> {
        harvest(context, HarvestId::new(id)).await
    }

    /// Parcels, by name.
    async fn parcels(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Parcel>> {
        let page = page(context, first, after)?;
        let slice =
            read(context, async |connection, estate| cellar::parcels(connection, estate, &page).await)
                .await?;
        Ok(connection(slice, Parcel))
    }

    /// The parcel of that id.
    async fn parcel(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Parcel>> {
        parcel(context, ParcelId::new(id)).await
    }
}
