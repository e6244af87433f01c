use domain::units::{CapsuleAccountId, EstateId, Month};
use sqlx::PgConnection;

use crate::contract::Row;
use crate::drm::{CapsuleAccount, CapsuleEntry};
use crate::paging::{Listed, Page, ReadError, Slice, by_ids, list};

impl Listed for CapsuleAccount {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.size_ml", "bigint"), ("r.id", "uuid")];
    const DESCENDING: bool = false;
    type Place = (i64, CapsuleAccountId);

    fn place(&self) -> Self::Place {
        (self.size_ml, self.id)
    }
}

/// The accounts of capsules, by size.
pub async fn capsule_accounts(
    connection: &mut PgConnection,
    estate: EstateId,
    page: &Page,
) -> Result<Slice<CapsuleAccount>, ReadError> {
    list(connection, estate, page, |_| {}).await
}

/// These accounts.
pub async fn capsule_accounts_by_ids(
    connection: &mut PgConnection,
    estate: EstateId,
    ids: &[CapsuleAccountId],
) -> Result<Vec<CapsuleAccount>, ReadError> {
    by_ids(connection, estate, ids.iter().map(|id| id.uuid())).await
}

impl Listed for CapsuleEntry {
    const FROM: &'static str = Self::SHAPE.table;
    const ORDER: &'static [(&'static str, &'static str)] = &[("r.month", "text"), ("r.position", "bigint")];
    const DESCENDING: bool = true;
    type Place = (Month, i64);

    fn place(&self) -> Self::Place {
        (self.month, self.position)
    }
}

/// What came and went in an account, the last month first; of one month where it is given.
pub async fn capsule_entries(
    connection: &mut PgConnection,
    estate: EstateId,
    account: CapsuleAccountId,
    month: Option<Month>,
    page: &Page,
) -> Result<Slice<CapsuleEntry>, ReadError> {
    list(connection, estate, page, |query| {
        query.push(" AND r.account_id = ").push_bind(account.uuid());
        if let Some(month) = month {
            query.push(" AND r.month = ").push_bind(month.to_string());
        }
    })
    .await
}
