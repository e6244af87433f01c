use async_graphql::Context;
use domain::units::{ActorId, CommandId, EstateId};
use projections::ReadError;
use sqlx::PgConnection;
use uuid::Uuid;

use super::fault::{cursor_invalid, fault};
use super::snapshot::Reads;
use crate::app::App;
use crate::messages::Language;
use crate::operations::Fresh;

/// Who asks, for which estate, in which language. Every operation and every read takes the estate from here; no
/// argument can name another.
#[derive(Clone, Debug)]
pub struct Session {
    /// The estate.
    pub estate: EstateId,
    /// Who acts.
    pub actor: ActorId,
    /// The language of the sentences.
    pub language: Language,
    /// The request, as the logs name it.
    pub request_id: String,
}

/// The session of the request.
pub(super) fn session<'ctx>(context: &Context<'ctx>) -> &'ctx Session {
    context.data_unchecked::<Session>()
}

/// The application.
pub(super) fn app<'ctx>(context: &Context<'ctx>) -> &'ctx App {
    context.data_unchecked::<App>()
}

/// What the request reads with.
pub(super) fn reads<'ctx>(context: &Context<'ctx>) -> &'ctx Reads {
    context.data_unchecked::<Reads>()
}

/// Ids for what a command of the session makes.
pub(super) fn fresh(context: &Context<'_>, command_id: Option<Uuid>) -> Fresh {
    Fresh::of(session(context).estate, command_id.map(CommandId::new))
}

/// Reads what belongs to the request's estate, with what the request reads with.
pub(super) async fn read<T>(
    context: &Context<'_>,
    query: impl AsyncFnOnce(&mut PgConnection, EstateId) -> Result<T, ReadError>,
) -> async_graphql::Result<T> {
    let session = session(context);
    reads(context).read(query).await.map_err(|error| match error {
        ReadError::Cursor => cursor_invalid(session),
        error => fault(session, &error),
    })
}
