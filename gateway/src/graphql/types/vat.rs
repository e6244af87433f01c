use async_graphql::connection::Connection;
use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::units::WineId;
use projections::cellar;
use uuid::Uuid;

use super::{Movement, Wine, connection, page};
use crate::graphql::context::read;
use crate::graphql::enums::GqlMaterial;
use crate::graphql::loaders::{movement, wine};
use crate::graphql::scalars::{GqlDate, GqlVolume};

/// A vat, tank or barrel.
pub struct Vat(pub cellar::Vat);

#[Object]
impl Vat {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.0.id.uuid()
    }

    /// Its name on the vat plan.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What it holds at most.
    async fn capacity(&self) -> GqlVolume {
        self.0.capacity_ml.into()
    }

    /// What it is made of.
    async fn material(&self) -> GqlMaterial {
        self.0.material.0.into()
    }

    /// False once it is out of use.
    async fn in_service(&self) -> bool {
        self.0.status == cellar::VatStatus::InService
    }

    /// Since when.
    async fn in_service_on(&self) -> GqlDate {
        self.0.in_service_on.into()
    }

    /// What is in it.
    async fn content(&self) -> GqlVolume {
        self.0.content_ml.into()
    }

    /// Of which wine; none while it is empty.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        match self.0.wine_id {
            Some(id) => wine(context, id).await,
            None => Ok(None),
        }
    }

    /// True while its wine is being made: it is claimed before it is bottled or sold.
    async fn being_made(&self) -> bool {
        self.0.wine_id.is_some_and(WineId::is_being_made)
    }

    /// The day of its last entry.
    async fn last_entry_on(&self) -> Option<GqlDate> {
        self.0.last_on.map(Into::into)
    }

    /// What was in it at the end of a day, with all that is known today.
    async fn level_at(&self, context: &Context<'_>, date: GqlDate) -> Result<VatLevel> {
        let id = self.0.id;
        let level = read(context, async |connection, estate| {
            cellar::vat_level_at(connection, estate, id, date.0).await
        })
        .await?;
        Ok(VatLevel { volume: level.content_ml.into(), wine_id: level.wine_id })
    }

    /// Its entries, the last first, each with the content after it.
    async fn timeline(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, VatTimelineEntry>> {
        let page = page(context, first, after)?;
        let id = self.0.id;
        let slice = read(context, async |connection, estate| {
            cellar::vat_timeline(connection, estate, id, &page).await
        })
        .await?;
        Ok(connection(slice, VatTimelineEntry))
    }

    /// The last known figures of its analyses.
    async fn analysis(&self) -> Vec<AnalysisFigure> {
        let figures = &self.0.analysis;
        let all = [
            ("ABV_CENTIPERCENT", figures.abv_centipercent),
            ("FREE_SO2_MG_PER_L", figures.free_so2_mg_per_l),
            ("TOTAL_SO2_MG_PER_L", figures.total_so2_mg_per_l),
            ("VOLATILE_ACIDITY_MG_PER_L", figures.volatile_acidity_mg_per_l),
            ("DENSITY_G_PER_M3", figures.density_g_per_m3),
            ("TEMPERATURE_DECIDEGREES", figures.temperature_decidegrees),
        ];
        let known = all.into_iter().filter_map(|(name, figure)| figure.map(|figure| (name, figure)));
        known
            .map(|(name, figure)| AnalysisFigure {
                name: name.to_owned(),
                value: figure.value,
                on: figure.on.into(),
            })
            .collect()
    }
}

/// A figure of an analysis.
#[derive(SimpleObject)]
pub struct AnalysisFigure {
    /// What was measured, with its unit.
    name: String,
    /// The value in that unit.
    value: i64,
    /// The day.
    on: GqlDate,
}

/// What was in a vat at the end of a day.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct VatLevel {
    /// How much.
    volume: GqlVolume,
    #[graphql(skip)]
    wine_id: Option<WineId>,
}

#[ComplexObject]
impl VatLevel {
    /// Of which wine; none where it was empty.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        match self.wine_id {
            Some(id) => wine(context, id).await,
            None => Ok(None),
        }
    }
}

/// One dated entry of a vat.
pub struct VatTimelineEntry(pub cellar::TimelineEntry);

#[Object]
impl VatTimelineEntry {
    /// The day.
    async fn occurred_on(&self) -> GqlDate {
        self.0.occurred_on.into()
    }

    /// The journal position of its event.
    async fn position(&self) -> i64 {
        self.0.position
    }

    /// What it is.
    async fn kind(&self) -> &'static str {
        self.0.kind.name()
    }

    /// What it did to the content: below zero for what left.
    async fn change(&self) -> GqlVolume {
        self.0.change_ml.into()
    }

    /// The content after it.
    async fn content_after(&self) -> GqlVolume {
        self.0.level_ml.into()
    }

    /// The wine.
    async fn wine(&self, context: &Context<'_>) -> Result<Option<Wine>> {
        wine(context, self.0.wine_id).await
    }

    /// The movement behind it.
    async fn movement(&self, context: &Context<'_>) -> Result<Option<Movement>> {
        movement(context, self.0.movement_id).await
    }
}
