//! Who asks, and whether they may go on. The only place of HTTP that knows what a credential is.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::header::AUTHORIZATION;
use axum::http::{Extensions, HeaderMap};
use domain::units::{ActorId, EstateId};
use serde_json::{Map, Value};
use tower_sessions::Session;
use tower_sessions::session::Id;

use crate::graphql::Visit;
use crate::http::Served;
use crate::http::address::{client_address, peer};
use crate::http::reader::Reader;
use crate::people::{PeopleError, Person, SignedIn, by_session, by_token};

/// Somebody who asks: nobody known is a stranger.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub person: Option<Person>,
    /// From where.
    pub address: Option<IpAddr>,
    /// The browser's session.
    cookie: Option<Session>,
    /// What was shown, to be looked at again.
    shown: Shown,
}

#[derive(Clone)]
enum Shown {
    Nothing,
    Token(String),
    Session(Id),
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown(…)")
    }
}

/// Why somebody is not let in.
#[derive(Debug)]
pub enum Denied {
    /// What was shown opens nothing.
    Forbidden,
    /// It cannot be told.
    Fault(PeopleError),
}

impl Caller {
    /// The visit that one request is, where the answer can set a cookie.
    pub fn visit(&self, reader: &Reader) -> Visit {
        Visit { cookie: self.cookie.clone(), ..self.visit_without_cookie(reader) }
    }

    /// The visit of an operation over a connection that stays: its answer sets no cookie.
    pub(super) fn visit_without_cookie(&self, reader: &Reader) -> Visit {
        Visit {
            person: self.person.clone(),
            language: reader.language,
            request_id: reader.trace.clone(),
            address: self.address,
            cookie: None,
        }
    }

    /// The current estate and the account; `None` for strangers, and for somebody who belongs to no estate.
    pub fn at_estate(&self) -> Option<(EstateId, ActorId)> {
        let person = self.person.as_ref()?;
        Some((person.current?.estate, person.account))
    }
}

/// Looks at what is shown: a token in the headers, or where a browser cannot set those, in the payload of
/// `connection_init` (`{ "authorization": "Bearer mc_…" }`); or a browser's session.
pub async fn authenticate(
    served: &Served,
    (headers, extensions): (&HeaderMap, &Extensions),
    init: Option<&Map<String, Value>>,
) -> Result<Caller, Denied> {
    let trusted = &served.front.settings.trusted_proxies;
    let address = peer(extensions).map(|peer| client_address(headers, peer, trusted));
    let cookie = extensions.get::<Session>().cloned();
    let named = |(name, _): &(&String, &Value)| name.eq_ignore_ascii_case("authorization");
    let told = match init.and_then(|init| init.iter().find(named)) {
        Some((_, value)) => Some(value.as_str().ok_or(Denied::Forbidden)?),
        None => headers.get(AUTHORIZATION).map(|value| value.to_str().unwrap_or_default()),
    };
    if let Some(told) = told {
        let token = bearer(told).ok_or(Denied::Forbidden)?;
        let person = by_token(&served.app.pool, token).await.map_err(Denied::Fault)?;
        let person = Some(person.ok_or(Denied::Forbidden)?);
        return Ok(Caller { person, address, cookie: None, shown: Shown::Token(token.to_owned()) });
    }
    let person = match &cookie {
        Some(cookie) => of_session(served, cookie).await.map_err(Denied::Fault)?,
        None => None,
    };
    let shown = cookie.as_ref().and_then(Session::id).map_or(Shown::Nothing, Shown::Session);
    Ok(Caller { person, address, cookie, shown })
}

/// True while what was shown still opens what it opened, to the same person in the same role. A live connection asks
/// from time to time; whose role has changed comes in anew.
pub(super) async fn still_allowed(served: &Served, caller: &Caller) -> bool {
    let again = match &caller.shown {
        Shown::Nothing => return false,
        Shown::Token(token) => by_token(&served.app.pool, token).await,
        // What the session's first reading found stays in it: it is read again.
        Shown::Session(id) => {
            let session = Session::new(Some(*id), Arc::new(served.sessions.clone()), None);
            of_session(served, &session).await
        }
    };
    let what = |person: &Person| {
        let role = person.current.map(|current| (current.estate, current.role));
        (person.account, role, person.token_role)
    };
    match again {
        Ok(again) => again.as_ref().map(what) == caller.person.as_ref().map(what),
        Err(error) => {
            tracing::error!(%error, "whether a live connection may go on cannot be told");
            false
        }
    }
}

async fn of_session(served: &Served, cookie: &Session) -> Result<Option<Person>, PeopleError> {
    match SignedIn::of(cookie).await? {
        Some(signed_in) => by_session(&served.app.pool, &signed_in).await,
        None => Ok(None),
    }
}

/// The token that is shown. Another scheme than `Bearer` shows none.
fn bearer(told: &str) -> Option<&str> {
    let (scheme, token) = told.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
