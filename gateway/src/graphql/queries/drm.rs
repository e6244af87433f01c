use async_graphql::connection::Connection;
use async_graphql::{Context, InputObject, Object, Result};
use domain::drm::Node;
use domain::terms::Regime;
use domain::units::WineId;
use projections::drm::{self, EntryFilter};
use uuid::Uuid;

use crate::graphql::context::read;
use crate::graphql::enums::GqlRegime;
use crate::graphql::loaders::drm_month;
use crate::graphql::scalars::{GqlDate, GqlMonth};
use crate::graphql::types::{
    CapsuleAccount, DrmEntry, DrmMonth, DrmSnapshot, FOLDED, connection, page, snapshot,
};
use crate::graphql::unfit;

/// A figure of a wine's balance.
#[derive(InputObject)]
pub struct DrmFigureInput {
    /// Suspended or paid.
    regime: Option<GqlRegime>,
    /// The name of its node.
    node: Option<String>,
}

impl DrmFigureInput {
    fn into_domain(self) -> Result<(Option<Regime>, Option<Node>)> {
        let known = |name: String| Node::from_name(&name).ok_or_else(|| unfit("node: not a node"));
        Ok((self.regime.map(Into::into), self.node.map(known).transpose()?))
    }
}

/// Questions on the excise return.
#[derive(Default)]
pub struct DrmQuery;

#[Object]
impl DrmQuery {
    /// The return of a month, as its events make it.
    async fn drm_month(&self, context: &Context<'_>, month: GqlMonth) -> Result<DrmMonth> {
        drm_month(context, month.0).await
    }

    /// The return of a month at another time, folded from the ledger: as far as it had come by a day, with all that is known
    /// today (`asOf`), or as the books said it at a position of the journal (`asKnownAt`).
    #[graphql(complexity = "FOLDED + child_complexity")]
    async fn drm_return(
        &self,
        context: &Context<'_>,
        month: GqlMonth,
        as_of: Option<GqlDate>,
        as_known_at: Option<i64>,
    ) -> Result<DrmSnapshot> {
        snapshot(context, month.0, as_of.map(|day| day.0), as_known_at).await
    }

    /// What each event entered in the return: the proof of its figures, in the order of the ledger.
    async fn drm_entries(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        month: Option<GqlMonth>,
        wine_id: Option<Uuid>,
        #[graphql(desc = "One figure of the wine: its events alone.")] figure: Option<DrmFigureInput>,
    ) -> Result<Connection<String, DrmEntry>> {
        let page = page(context, first, after)?;
        let (regime, node) = figure.map(DrmFigureInput::into_domain).transpose()?.unwrap_or_default();
        let filter = EntryFilter {
            month: month.map(|month| month.0),
            wine: wine_id.map(WineId::new),
            regime,
            node,
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
