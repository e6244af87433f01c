//! What the directory answers, as the interface tells it.

use async_graphql::Context;
use domain::units::PartyId;
use journal::{Journal, JournalError};
use projections::Page;
use sqlx::PgConnection;
use uuid::Uuid;

use super::context::{app, read, reads, session};
use super::outcome::{Conflict, Declined, conflict, refused};
use super::{fault, unfit};
use crate::directory::{self, By, DirectoryError, require};
use crate::operations::Fresh;

/// Who asks.
pub(super) fn by(context: &Context<'_>) -> By {
    let session = session(context);
    By { actor: session.actor, request_id: Some(session.request_id.clone()) }
}

/// What a use case of the directory made, or why it was not carried out.
pub(super) async fn settled<T>(
    context: &Context<'_>,
    outcome: Result<T, DirectoryError>,
) -> async_graphql::Result<Result<T, Declined>> {
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(DirectoryError::Refused(refusal)) => {
            Ok(Err(Declined::Refused(refused(context, &refusal).await?)))
        }
        Err(DirectoryError::Conflict) => {
            let conflict: Conflict = conflict(session(context), "directory");
            Ok(Err(Declined::Conflict(conflict)))
        }
        Err(error) => Err(fault(session(context), &error)),
    }
}

/// Refuses a command of the ledger that names somebody the estate does not know.
pub(super) async fn known(
    context: &Context<'_>,
    party: Option<PartyId>,
    fresh: Fresh,
) -> async_graphql::Result<Result<(), Declined>> {
    let Some(party) = party else { return Ok(Ok(())) };
    let pool = &app(context).pool;
    settled(context, require(pool, session(context).estate, party, fresh.command()).await).await
}

/// The customers that are meant by an id, by words of their name or numbers, or by both; `None` where nothing is told. Of
/// those whose name holds the words the first hundred.
pub(super) async fn customers(
    context: &Context<'_>,
    id: Option<Uuid>,
    words: Option<String>,
) -> async_graphql::Result<Option<Vec<PartyId>>> {
    let told = id.map(PartyId::new);
    let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
        return Ok(told.map(|id| vec![id]));
    };
    if words.contains(char::is_control) {
        return Err(unfit("customer: control characters"));
    }
    let found = async |connection: &mut PgConnection, estate| {
        directory::parties(connection, estate, Some(&words), &Page::first(100)).await
    };
    let found = read(context, found).await?.into_nodes().map(|party| party.id);
    Ok(Some(found.filter(|found| told.is_none_or(|told| told == *found)).collect()))
}

/// The journal's position, which commands on the directory leave as it is.
pub(super) async fn position(context: &Context<'_>) -> async_graphql::Result<i64> {
    let head = async |connection: &mut PgConnection, estate| Journal::head_on(connection, estate).await;
    let head = reads(context).read(head).await;
    Ok(head.map_err(|error: JournalError| fault(session(context), &error))?.position)
}
