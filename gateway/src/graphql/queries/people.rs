use async_graphql::connection::{Connection, Edge};
use async_graphql::{Context, Object, Result};
use domain::units::EstateId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::Capability;
use crate::graphql::context::{reads, session, visit};
use crate::graphql::types::{AccessLogEntry, Invitation, Me, Member, Token, rows};
use crate::graphql::{cursor_invalid, fault};
use crate::people;

/// Questions on people.
#[derive(Default)]
pub struct PeopleQuery;

/// Reads what belongs to the estate, with what the request reads with.
async fn read<T>(
    context: &Context<'_>,
    query: impl AsyncFnOnce(&mut PgConnection, EstateId) -> std::result::Result<T, sqlx::Error>,
) -> Result<T> {
    reads(context).read(query).await.map_err(|error: sqlx::Error| fault(session(context), &error))
}

#[Object]
impl PeopleQuery {
    /// The one who asks; nobody for a stranger.
    async fn me(&self, context: &Context<'_>) -> Result<Option<Me>> {
        match &visit(context).person {
            Some(person) => Me::of(context, person).await,
            None => Ok(None),
        }
    }

    /// The estate's members, by name.
    async fn team(&self, context: &Context<'_>) -> Result<Vec<Member>> {
        let rows = read(context, people::members).await?;
        Ok(rows.into_iter().filter_map(Member::read).collect())
    }

    /// Invitations that nobody has accepted yet, the last one first.
    async fn invitations(&self, context: &Context<'_>) -> Result<Vec<Invitation>> {
        let rows = read(context, people::invitations).await?;
        Ok(rows.into_iter().filter_map(Invitation::read).collect())
    }

    /// Access tokens, the last one first: one's own, and those of all for whom may read the team.
    async fn tokens(&self, context: &Context<'_>) -> Result<Vec<Token>> {
        let own = (!visit(context).powers().can(Capability::ReadTeam)).then(|| session(context).actor);
        let tokens =
            read(context, async |connection, estate| people::tokens(connection, estate, own).await).await?;
        Ok(tokens.into_iter().filter_map(Token::read).collect())
    }

    /// What happened at the door, the last first.
    async fn access_log(
        &self,
        context: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, AccessLogEntry>> {
        let first = rows(first)?;
        let invalid = |_| cursor_invalid(session(context));
        let before = after.map(|after| Uuid::try_parse(&after).map_err(invalid)).transpose()?;
        let page = async |connection: &mut PgConnection, estate| {
            people::log_page(connection, estate, before, first + 1).await
        };
        let mut entries = read(context, page).await?;
        let wanted = usize::try_from(first).unwrap_or(0);
        let mut connection = Connection::new(before.is_some(), entries.len() > wanted);
        entries.truncate(wanted);
        let edge = |entry: people::Entry| Edge::new(entry.id.to_string(), AccessLogEntry::from(entry));
        connection.edges.extend(entries.into_iter().map(edge));
        Ok(connection)
    }
}
