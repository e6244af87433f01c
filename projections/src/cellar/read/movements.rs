use domain::units::{Date, EstateId, HarvestId, LotId, MovementId, ParcelId, VatId, WineId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::cellar::{Movement, MovementStatus, MovementSubject};
use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list, parsed};

impl Listed for Movement {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] =
        &[("r.occurred_on", "date"), ("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (Date, i64);

    fn place(&self) -> Self::Place {
        (self.occurred_on, self.position)
    }
}

/// Which movements are asked for; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovementFilter {
    /// How far they have come.
    pub status: Option<MovementStatus>,
    /// What they do: `Operation::kind`.
    pub kind: Option<String>,
    /// A vat that they touch.
    pub vat: Option<VatId>,
    /// A lot that they touch.
    pub lot: Option<LotId>,
    /// A wine that they touch.
    pub wine: Option<WineId>,
    /// A harvest that they touch.
    pub harvest: Option<HarvestId>,
    /// A parcel that they touch.
    pub parcel: Option<ParcelId>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl MovementFilter {
    fn subjects(&self) -> impl Iterator<Item = Uuid> {
        [
            self.vat.map(VatId::uuid),
            self.lot.map(LotId::uuid),
            self.wine.map(WineId::uuid),
            self.harvest.map(HarvestId::uuid),
            self.parcel.map(ParcelId::uuid),
        ]
        .into_iter()
        .flatten()
    }
}

/// The movement journal, the last day first.
pub async fn movements(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: &MovementFilter,
    page: &Page,
) -> Result<Slice<Movement>, ReadError> {
    list(connection, estate, page, |query| {
        if let Some(status) = filter.status {
            query.push(" AND r.status = '").push(status.name()).push("'"); // as text, so that the drafts' index is seen
        }
        if let Some(kind) = &filter.kind {
            query.push(" AND r.kind = ").push_bind(kind.clone());
        }
        if let Some(from) = filter.from {
            query.push(" AND r.occurred_on >= ").push_bind(from.calendar());
        }
        if let Some(to) = filter.to {
            query.push(" AND r.occurred_on <= ").push_bind(to.calendar());
        }
        for subject in filter.subjects() {
            query
                .push(" AND r.id IN (SELECT s.movement_id FROM cellar.movement_subjects AS s WHERE s.estate_id = ")
                .push_bind(estate.uuid())
                .push(" AND s.subject_id = ")
                .push_bind(subject)
                .push(")");
        }
    })
    .await
}

/// These movements.
pub async fn movements_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[MovementId],
) -> Result<Vec<Movement>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

/// What these movements touch.
pub async fn subjects_of_movements(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[MovementId],
) -> Result<Vec<MovementSubject>, ReadError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT row_to_json(r)::text FROM cellar.movement_subjects AS r
         WHERE r.estate_id = $1 AND r.movement_id = ANY($2) ORDER BY r.movement_id, r.subject_id",
    )
    .bind(estate.uuid())
    .bind(ids)
    .fetch_all(connection)
    .await?;
    parsed(&rows)
}
