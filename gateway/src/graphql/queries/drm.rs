use async_graphql::connection::Connection;
use async_graphql::{Context, Object, Result};
use domain::units::WineId;
use projections::drm::{self, EntryFilter};
use uuid::Uuid;

use crate::graphql::context::read;
use crate::graphql::loaders::drm_month;
use crate::graphql::scalars::GqlMonth;
use crate::graphql::types::{CapsuleAccount, DrmEntry, DrmMonth, connection, page};

/// Questions on the excise return.
#[derive(Default)]
pub struct DrmQuery;

#[Object]
impl DrmQuery {
    /// The return of a month, as its events make it.
    async fn drm_month(&self, context: &Context<'_>, month: GqlMonth) -> Result<DrmMonth> {
        drm_month(context, month.0).await
    }

    /// What each event entered in the return: the proof of its figures, in the order of the ledger.
    async fn drm_entries(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        month: Option<GqlMonth>,
        wine_id: Option<Uuid>,
    ) -> Result<Connection<String, DrmEntry>> {
        let page = page(context, first, after)?;
        let filter = EntryFilter {
            month: month.map(|month| month.0),
            wine: wine_id.map(WineId::new),
            ..EntryFilter::default()
        };
        let slice =
            read(context, async |connection, estate| drm::entries(connection, estate, filter, &page).await)
                .await?;
        Ok(connection(slice, DrmEntry::from))
    }

    /// Accounts of capsules (CRD).
    async fn capsule_accounts(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, CapsuleAccount>> {
        let page = page(context, first, after)?;
        let slice =
            read(context, async |connection, estate| drm::capsule_accounts(connection, estate, &page).await)
                .await?;
        Ok(connection(slice, CapsuleAccount))
    }
}
