use std::collections::HashMap;

use domain::drm::Node;
use domain::terms::Regime;
use domain::units::{Date, EstateId, Month, WineId};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use crate::drm::Entry;
use crate::paging::{Page, ReadError, Slice, edge, seek};

/// One figure of a return: what stands on a node of a wine's balance in a month, at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The month.
    pub month: Month,
    /// The wine.
    pub wine: WineId,
    /// Its regime.
    pub regime: Regime,
    /// The node.
    pub node: Node,
    /// The last day that counts, where not all do.
    pub as_of: Option<Date>,
    /// The last position that counts, where not all do.
    pub as_known_at: Option<i64>,
}

/// The same page of the entries behind each of these figures, in one query.
pub async fn entries_of_figures(
    connection: &mut PgConnection,
    estate: EstateId,
    figures: &[Figure],
    page: &Page,
) -> Result<HashMap<Figure, Slice<Entry>>, ReadError> {
    let texts = |text: fn(&Figure) -> String| figures.iter().map(text).collect::<Vec<_>>();
    let mut query = QueryBuilder::new("SELECT wanted.at, found.row FROM unnest(");
    query.push_bind(texts(|figure| figure.month.to_string())).push("::text[], ");
    query
        .push_bind(figures.iter().map(|figure| figure.wine.uuid()).collect::<Vec<Uuid>>())
        .push("::uuid[], ");
    query.push_bind(texts(|figure| figure.regime.name().to_owned())).push("::text[], ");
    query.push_bind(texts(|figure| figure.node.name().to_owned())).push("::text[], ");
    let days = figures.iter().map(|figure| figure.as_of.map(|day| day.to_string())).collect::<Vec<_>>();
    query.push_bind(days).push("::text[]::date[], ");
    query.push_bind(figures.iter().map(|figure| figure.as_known_at).collect::<Vec<_>>()).push("::bigint[]");
    query.push(
        ") WITH ORDINALITY AS wanted (month, wine_id, regime, node, as_of, as_known_at, at) CROSS JOIN LATERAL (
             SELECT row_to_json(r)::text AS row, r.position, r.ordinal FROM drm.entries AS r
             WHERE r.wine_id = wanted.wine_id AND r.month = wanted.month COLLATE \"C\"
               AND r.regime = wanted.regime AND r.node = wanted.node
               AND (wanted.as_of IS NULL OR r.occurred_on <= wanted.as_of)
               AND (wanted.as_known_at IS NULL OR r.position <= wanted.as_known_at) AND r.estate_id = ",
    );
    query.push_bind(estate.uuid());
    if let Some(cursor) = page.cursor() {
        seek::<Entry>(&mut query, cursor)?;
    }
    query.push(" ORDER BY r.month, r.position, r.ordinal LIMIT ").push_bind(page.rows() + 1);
    query.push(") AS found ORDER BY wanted.at, found.position, found.ordinal");
    let rows: Vec<(i64, String)> = query.build_query_as().fetch_all(connection).await?;
    let mut slices = vec![Slice::default(); figures.len()];
    let wanted = usize::try_from(page.rows()).unwrap_or(0);
    for (at, row) in rows {
        let at = usize::try_from(at - 1).unwrap_or(usize::MAX);
        let Some(slice) = slices.get_mut(at) else { continue };
        if slice.edges.len() < wanted {
            slice.edges.push(edge::<Entry>(&row)?);
        } else {
            slice.has_next_page = true;
        }
    }
    Ok(figures.iter().copied().zip(slices).collect())
}
