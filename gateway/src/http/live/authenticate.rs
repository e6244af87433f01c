//! Who is let in, and for how long. The only place of HTTP that knows what a credential is.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use domain::units::{ActorId, EstateId};
use serde_json::{Map, Value};

use crate::app::PROGRAM;
use crate::graphql::Session;
use crate::http::Served;
use crate::http::reader::Reader;

/// Somebody who was let in.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The estate that is open to him.
    pub estate: EstateId,
    /// As whom he acts.
    pub actor: ActorId,
    /// What he showed, to be looked at again.
    shown: HeaderMap,
}

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// He showed nothing.
    Unauthenticated,
    /// What he showed opens nothing.
    Forbidden,
}

impl Caller {
    /// His session, for one request.
    pub fn session(&self, reader: &Reader) -> Session {
        let (language, request_id) = (reader.language, reader.trace.clone());
        Session { estate: self.estate, actor: self.actor, language, request_id }
    }
}

/// Lets in who holds the estate's token, in the headers of the request, or where a browser cannot set those, in the
/// payload of `connection_init`: `{ "authorization": "Bearer mc_…" }`.
#[allow(clippy::unused_async, reason = "whether a session is open is asked of the database")]
pub async fn authenticate(
    served: &Served,
    headers: &HeaderMap,
    init: Option<&Map<String, Value>>,
) -> Result<Caller, Denied> {
    let mut shown = HeaderMap::new();
    if let Some(value) = headers.get(AUTHORIZATION) {
        shown.insert(AUTHORIZATION, value.clone());
    }
    let named = |(name, _): &(&String, &Value)| name.eq_ignore_ascii_case("authorization");
    if let Some((_, value)) = init.and_then(|init| init.iter().find(named)) {
        let value = value.as_str().and_then(|text| text.parse().ok()).ok_or(Denied::Forbidden)?;
        shown.insert(AUTHORIZATION, value);
    }
    if shown.is_empty() {
        return Err(Denied::Unauthenticated);
    }
    if !served.token.opens(&shown) {
        return Err(Denied::Forbidden);
    }
    // Until people have accounts, whoever holds the token acts as the program.
    Ok(Caller { estate: served.estate, actor: PROGRAM, shown })
}

/// True while what the caller showed still opens what it opened. A live connection asks from time to time.
pub(super) async fn still_allowed(served: &Served, caller: &Caller) -> bool {
    let again = authenticate(served, &caller.shown, None).await;
    again.is_ok_and(|again| (again.estate, again.actor) == (caller.estate, caller.actor))
}
