use domain::units::EstateId;
use sqlx::PgConnection;

use crate::contract::Row;
use crate::paging::{Listed, Page, ReadError, Slice, list};
use crate::sales::{Closing, ClosingKind};

impl Listed for Closing {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (i64,);

    fn place(&self) -> Self::Place {
        (self.position,)
    }
}

/// The closings of the till, the last first; of one kind where it is given.
pub async fn closings(
    connection: &mut PgConnection,
    estate: EstateId,
    kind: Option<ClosingKind>,
    page: &Page,
) -> Result<Slice<Closing>, ReadError> {
    list(connection, estate, page, |query| {
        if let Some(kind) = kind {
            query.push(" AND r.kind = ").push_bind(kind.name());
        }
    })
    .await
}
