use domain::units::{Date, EstateId, HarvestId, ParcelId, WineId};
use sqlx::PgConnection;

use crate::cellar::{Harvest, HarvestStatus, Parcel};
use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};

impl Listed for Parcel {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.sort_key", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (String, ParcelId);

    fn place(&self) -> Self::Place {
        (self.sort_key.clone(), self.id)
    }
}

impl Listed for Harvest {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.on_date", "date"), ("r.id", "uuid")];
    const DESCENDING: bool = true;
    type Place = (Date, HarvestId);

    fn place(&self) -> Self::Place {
        (self.on_date, self.id)
    }
}

/// The parcels, by name; those that left the estate too.
pub async fn parcels(
    connection: &mut PgConnection,
    estate: EstateId,
    page: &Page,
) -> Result<Slice<Parcel>, ReadError> {
    list(connection, estate, page, |_| {}).await
}

/// These parcels.
pub async fn parcels_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[ParcelId],
) -> Result<Vec<Parcel>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// Which harvests are asked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HarvestFilter {
    /// How far they have come.
    pub status: Option<HarvestStatus>,
    /// Where they grew.
    pub parcel: Option<ParcelId>,
    /// The wine they are to become.
    pub wine: Option<WineId>,
    /// The year on the label.
    pub vintage: Option<u16>,
}

/// The harvests, the last first.
pub async fn harvests(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: HarvestFilter,
    page: &Page,
) -> Result<Slice<Harvest>, ReadError> {
    list(connection, estate, page, |query| {
        let HarvestFilter { status, parcel, wine, vintage } = filter;
        if let Some(status) = status {
            query.push(" AND r.status = ").push_bind(status.name());
        }
        if let Some(parcel) = parcel {
            query.push(" AND r.parcel_id = ").push_bind(parcel.uuid());
        }
        if let Some(wine) = wine {
            query.push(" AND r.wine_id = ").push_bind(wine.uuid());
        }
        if let Some(vintage) = vintage {
            query.push(" AND r.vintage = ").push_bind(i32::from(vintage));
        }
    })
    .await
}

/// These harvests.
pub async fn harvests_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[HarvestId],
) -> Result<Vec<Harvest>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}
