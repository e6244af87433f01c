use async_graphql::connection::{Connection, Edge};
use async_graphql::{Context, Object, Result};
use domain::units::WineId;
use journal::{Journal, JournalError};
use projections::cellar;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::graphql::context::{read, reads, session};
use crate::graphql::loaders::{estate, wine};
use crate::graphql::types::{Estate, JournalEvent, Wine, connection, page, rows};
use crate::graphql::{cursor_invalid, fault};

/// Questions on the estate and its ledger.
#[derive(Default)]
pub struct BooksQuery;

#[Object]
impl BooksQuery {
    /// The estate whose books these are.
    async fn estate(&self, context: &Context<'_>) -> Result<Option<Estate>> {
        estate(context).await
    }

    /// The last position of the estate's journal.
    async fn position(&self, context: &Context<'_>) -> Result<i64> {
        let head = async |connection: &mut PgConnection, estate| Journal::head_on(connection, estate).await;
        let head = reads(context).read(head).await;
        Ok(head.map_err(|error: JournalError| fault(session(context), &error))?.position)
    }

    /// The estate's ledger from its first event, in order: the ground of every figure.
    async fn journal(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, JournalEvent>> {
        let session = session(context);
        let first = rows(first)?;
        let invalid = |_| cursor_invalid(session);
        let position = after.map(|after| after.parse::<i64>().map_err(invalid)).transpose()?.unwrap_or(0);
        let feed = async |connection: &mut PgConnection, estate| {
            Journal::feed_on(connection, estate, position, first + 1).await
        };
        let feed = reads(context).read(feed).await;
        let mut events = feed.map_err(|error: JournalError| fault(session, &error))?;
        let wanted = usize::try_from(first).unwrap_or(0);
        let mut connection = Connection::new(position > 0, events.len() > wanted);
        events.truncate(wanted);
        let edge =
            |event: journal::Recorded| Edge::new(event.position.to_string(), JournalEvent::from(event));
        connection.edges.extend(events.into_iter().map(edge));
        Ok(connection)
    }

    /// Declared wines, by label.
    async fn wines(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Wine>> {
        let page = page(context, first, after)?;
        let slice =
            read(context, async |connection, estate| cellar::wines(connection, estate, &page).await).await?;
        Ok(connection(slice, Wine))
    }

    /// The declared wine of that id.
    async fn wine(&self, context: &Context<'_>, id: Uuid) -> Result<Option<Wine>> {
        wine(context, WineId::new(id)).await
    }
}
