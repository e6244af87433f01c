use std::net::IpAddr;

use async_graphql::Context;
use domain::units::{ActorId, CommandId, EstateId};
use projections::ReadError;
use sqlx::PgConnection;
use uuid::Uuid;

use super::fault::{cursor_invalid, fault};
use super::snapshot::Reads;
use crate::access::Powers;
use crate::app::{App, PROGRAM};
use crate::messages::Language;
use crate::operations::Fresh;
use crate::people::{Membership, Person, Role, Through};

/// Who asks, from where, and how to answer them.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Who; nobody is a stranger.
    pub person: Option<Person>,
    /// The language of the sentences.
    pub language: Language,
    /// The request, as the logs name it.
    pub request_id: String,
    /// From where.
    pub address: Option<IpAddr>,
    /// The browser's session, where the answer can still set a cookie.
    pub cookie: Option<tower_sessions::Session>,
}

impl Visit {
    /// The program's own visit to an estate: the demo's story, the command line.
    pub fn of_program(estate: EstateId, request_id: String) -> Self {
        let person = Person {
            account: PROGRAM,
            through: Through::Program,
            current: Some(Membership { estate, role: Role::AdminDomaine, until: None }),
            token_role: None,
        };
        Self { person: Some(person), language: Language::French, request_id, address: None, cookie: None }
    }

    /// What the visitor may do.
    pub fn powers(&self) -> Powers {
        self.person.as_ref().map_or(Powers::STRANGER, Powers::of)
    }

    /// The session at the current estate, if there is one.
    pub fn session(&self) -> Option<Session> {
        let person = self.person.as_ref()?;
        Some(Session {
            estate: person.current?.estate,
            actor: person.account,
            language: self.language,
            request_id: self.request_id.clone(),
        })
    }
}

/// Who acts, for which estate, in which language. Every operation and every read takes the estate from here; no
/// argument can name another. The guard lets nobody without an estate come to a field that needs this.
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

/// The visit that the request belongs to.
pub(super) fn visit<'ctx>(context: &Context<'ctx>) -> &'ctx Visit {
    context.data_unchecked::<Visit>()
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
