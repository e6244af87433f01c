use async_graphql::{Context, Object, Result};
use domain::drm::{Books, Return, TOLD_BY};
use domain::units::{Date, Month};
use journal::Selection;

use super::drm_balance::DrmWineBalance;
use crate::app::App;
use crate::graphql::context::session;
use crate::graphql::fault;
use crate::graphql::fault::position_unknown;
use crate::graphql::scalars::{GqlDate, GqlMonth};
use crate::refold::refold;

/// A month's return at another time: as far as it had come by a day, with all that is known today; or as the books said it
/// at a position of the journal.
pub struct DrmSnapshot {
    /// The last day that counts.
    pub as_of: Option<Date>,
    /// The last event that counts.
    pub as_known_at: Option<i64>,
    /// What the events so far make.
    pub balances: Return,
}

/// Folds the return of a month from the ledger, as of a day and as known at a position.
pub async fn snapshot(
    context: &Context<'_>,
    month: Month,
    as_of: Option<Date>,
    as_known_at: Option<i64>,
) -> Result<DrmSnapshot> {
    let (app, session) = (context.data::<App>()?, session(context));
    if let Some(position) = as_known_at {
        let head = app.journal.head(session.estate).await.map_err(|error| fault(session, &error))?.position;
        if !(0..=head).contains(&position) {
            return Err(position_unknown(session, position, head));
        }
    }
    let mut books = as_of.map(Books::as_of).unwrap_or_default();
    let selection = as_known_at.into_iter().fold(Selection::of(TOLD_BY), Selection::until);
    let read = refold(&app.journal, session.estate, selection, |_, fact| books.take(fact));
    read.await.map_err(|error| fault(session, &error))?;
    Ok(DrmSnapshot { as_of, as_known_at, balances: books.month(month) })
}

#[Object]
impl DrmSnapshot {
    /// The month.
    async fn month(&self) -> GqlMonth {
        self.balances.month.into()
    }

    /// The last day that counts.
    async fn as_of(&self) -> Option<GqlDate> {
        self.as_of.map(Into::into)
    }

    /// The last position that counts.
    async fn as_known_at(&self) -> Option<i64> {
        self.as_known_at
    }

    /// One balance a wine and regime.
    async fn wines(&self) -> Vec<DrmWineBalance> {
        let (month, as_of, as_known_at) = (self.balances.month, self.as_of, self.as_known_at);
        let balance = |balance| DrmWineBalance { month, balance, as_of, as_known_at };
        self.balances.wines.iter().cloned().map(balance).collect()
    }

    /// True when opening + entries − exits = closing for every wine and every capsule account.
    async fn holds(&self) -> bool {
        self.balances.fault().is_none()
    }
}
