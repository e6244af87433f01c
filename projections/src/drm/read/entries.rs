use domain::drm::Node;
use domain::terms::Regime;
use domain::units::{EstateId, Month, MovementId, WineId};
use sqlx::PgConnection;

use crate::contract::Row;
use crate::drm::Entry;
use crate::paging::{Listed, Page, ReadError, Slice, list};

impl Listed for Entry {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] =
        &[("r.month", "text"), ("r.position", "bigint"), ("r.ordinal", "smallint")];
    const DESCENDING: bool = false;
    type Place = (Month, i64, i16);

    fn place(&self) -> Self::Place {
        (self.month, self.position, self.ordinal)
    }
}

/// Which entries are asked for; what is `None` does not matter. A line of the return is a month, a wine, a regime and a
/// node: this is how it is drilled down to its events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// The month.
    pub month: Option<Month>,
    /// The wine.
    pub wine: Option<WineId>,
    /// Its regime.
    pub regime: Option<Regime>,
    /// The node.
    pub node: Option<Node>,
    /// The movement behind them.
    pub movement: Option<MovementId>,
}

/// The entries of the return, in the order in which they were written, month by month.
pub async fn entries(
    connection: &mut PgConnection,
    estate: EstateId,
    filter: EntryFilter,
    page: &Page,
) -> Result<Slice<Entry>, ReadError> {
    list(connection, estate, page, |query| {
        let EntryFilter { month, wine, regime, node, movement } = filter;
        if let Some(month) = month {
            query.push(" AND r.month = ").push_bind(month.to_string());
        }
        if let Some(wine) = wine {
            query.push(" AND r.wine_id = ").push_bind(wine.uuid());
        }
        if let Some(regime) = regime {
            query.push(" AND r.regime = ").push_bind(regime.name());
        }
        if let Some(node) = node {
            query.push(" AND r.node = ").push_bind(node.name());
        }
        if let Some(movement) = movement {
            query.push(" AND r.movement_id = ").push_bind(movement.uuid());
        }
    })
    .await
}
