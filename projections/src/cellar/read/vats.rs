use domain::units::{Date, EstateId, MovementId, VatId, Volume, WineId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use crate::cellar::{Vat, VatEntryKind, VatHandling, VatStatus};
use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};

impl Listed for Vat {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.sort_key", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (String, VatId);

    fn place(&self) -> Self::Place {
        (self.sort_key.clone(), self.id)
    }
}

/// Which vats are asked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VatFilter {
    /// Whether they are in use.
    pub status: Option<VatStatus>,
    /// The wine in them.
    pub wine: Option<WineId>,
    /// Whether anything is in them.
    pub empty: Option<bool>,
}

/// The vats, by code.
pub async fn vats(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: VatFilter,
    page: &Page,
) -> Result<Slice<Vat>, ReadError> {
    list(connection, estate, page, |query| {
        let VatFilter { status, wine, empty } = filter;
        if let Some(status) = status {
            query.push(" AND r.status = ").push_bind(status.name());
        }
        if let Some(wine) = wine {
            query.push(" AND r.wine_id = ").push_bind(wine.uuid());
        }
        if let Some(empty) = empty {
            query.push(if empty { " AND r.content_ml = 0" } else { " AND r.content_ml > 0" });
        }
    })
    .await
}

/// These vats.
pub async fn vats_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[VatId],
) -> Result<Vec<Vat>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// An entry of a vat with the content after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The day.
    pub occurred_on: Date,
    /// Of its event; entries of one day follow each other by it.
    pub position: i64,
    /// The movement behind it.
    pub movement_id: MovementId,
    /// What it is.
    pub kind: VatEntryKind,
    /// The wine that moved; of a change of name, the new one.
    pub wine_id: WineId,
    /// Of a change of name, the old one.
    pub from_wine_id: Option<WineId>,
    /// What it did to the content.
    pub change_ml: Volume,
    /// The content after it.
    pub level_ml: Volume,
}

impl Listed for TimelineEntry {
    // The conditions on the estate and the vat are those of the partition, so PostgreSQL applies them inside.
    const FROM: &'static str = "(SELECT e.*, sum(e.change_ml) OVER (
             PARTITION BY e.estate_id, e.vat_id ORDER BY e.occurred_on, e.position
         )::bigint AS level_ml FROM cellar.vat_entries AS e)";
    const ORDER: &'static [(&'static str, &'static str)] =
        &[("r.occurred_on", "date"), ("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (Date, i64);

    fn place(&self) -> Self::Place {
        (self.occurred_on, self.position)
    }
}

/// What happened to the content of a vat, the last first.
pub async fn vat_timeline(
    connection: &mut PgConnection,
    estate: EstateId,
    vat: VatId,
    page: &Page,
) -> Result<Slice<TimelineEntry>, ReadError> {
    list(connection, estate, page, |query| {
        query.push(" AND r.vat_id = ").push_bind(vat.uuid());
    })
    .await
}

impl Listed for VatHandling {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] =
        &[("r.occurred_on", "date"), ("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (Date, i64);

    fn place(&self) -> Self::Place {
        (self.occurred_on, self.position)
    }
}

/// Additions to a vat and analyses of it, the last first.
pub async fn vat_handlings(
    connection: &mut PgConnection,
    estate: EstateId,
    vat: VatId,
    page: &Page,
) -> Result<Slice<VatHandling>, ReadError> {
    list(connection, estate, page, |query| {
        query.push(" AND r.vat_id = ").push_bind(vat.uuid());
    })
    .await
}
