use domain::units::{Date, EstateId, VatId, Volume, WineId};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::paging::ReadError;

/// What a vat held at the end of a day, with all that is known today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatLevel {
    /// The vat.
    pub vat_id: VatId,
    /// How much.
    pub content_ml: Volume,
    /// Of which wine; none when it was empty.
    pub wine_id: Option<WineId>,
}

/// What one vat held at the end of that day.
pub async fn vat_level_at(
    connection: &mut PgConnection,
    estate: EstateId,
    vat: VatId,
    on: Date,
) -> Result<VatLevel, ReadError> {
    let level = vat_levels_at(connection, estate, on, Some(&[vat])).await?.pop();
    Ok(level.unwrap_or(VatLevel { vat_id: vat, content_ml: Volume::ZERO, wine_id: None }))
}

/// What these vats, or all of them, held at the end of that day; vats without an entry until then are absent.
pub async fn vat_levels_at(
    connection: &mut PgConnection,
    estate: EstateId,
    on: Date,
    vats: Option<&[VatId]>,
) -> Result<Vec<VatLevel>, ReadError> {
    // The wine is that of the last entry that moved or renamed any, as in `Vat::enter`.
    let mut query = QueryBuilder::<Postgres>::new(
        "SELECT e.vat_id, sum(e.change_ml)::bigint,
                (array_agg(e.wine_id ORDER BY e.occurred_on DESC, e.position DESC)
                 FILTER (WHERE e.change_ml <> 0 OR e.from_wine_id IS NOT NULL))[1]
         FROM cellar.vat_entries AS e WHERE e.estate_id = ",
    );
    query.push_bind(estate.uuid()).push(" AND e.occurred_on <= ").push_bind(on.calendar());
    if let Some(vats) = vats {
        let ids: Vec<Uuid> = vats.iter().map(|vat| vat.uuid()).collect();
        query.push(" AND e.vat_id = ANY(").push_bind(ids).push(")");
    }
    query.push(" GROUP BY e.vat_id ORDER BY e.vat_id");
    let rows: Vec<(Uuid, i64, Option<Uuid>)> = query.build_query_as().fetch_all(connection).await?;
    let level = |(vat, content, wine): (Uuid, i64, Option<Uuid>)| VatLevel {
        vat_id: VatId::new(vat),
        content_ml: Volume::from_ml(content),
        wine_id: wine.filter(|_| content > 0).map(WineId::new),
    };
    Ok(rows.into_iter().map(level).collect())
}
