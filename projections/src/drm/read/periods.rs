use domain::units::{DrmPeriodId, EstateId, Month};
use sqlx::PgConnection;

use crate::contract::Row;
use crate::drm::Period;
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};

impl Listed for Period {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.month", "text"), ("r.id", "uuid")];
    const DESCENDING: bool = true;
    type Place = (Month, DrmPeriodId);

    fn place(&self) -> Self::Place {
        (self.month, self.id)
    }
}

/// The months of the books, the last first.
pub async fn periods(
    connection: &mut PgConnection,
    estate: EstateId,
    page: &Page,
) -> Result<Slice<Period>, ReadError> {
    list(connection, estate, page, |_| {}).await
}

/// That month; `None` as long as nothing was entered in it.
pub async fn period(
    connection: &mut PgConnection,
    estate: EstateId,
    month: Month,
) -> Result<Option<Period>, ReadError> {
    Ok(by_ids(connection, estate, [DrmPeriodId::of(estate, month).uuid()]).await?.pop())
}
