//! Who asks: a personal access token, a browser's session, or nobody.

use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{Extensions, HeaderMap, Method, Uri};
use tower_sessions::Session;

use super::Served;
use super::address::{client_address, peer};
use super::problem::Problem;
use crate::graphql::Visit;
use crate::messages::Language;
use crate::people::{PeopleError, Person, SignedIn, by_session, by_token};

/// The visit that a request is, in that language. A token that opens nothing is refused, rather than answered as a
/// stranger would be.
pub async fn visit(
    served: &Served,
    (method, headers, extensions): (&Method, &HeaderMap, &Extensions),
    (language, request_id): (Language, String),
) -> Result<Visit, Problem> {
    let cookie = extensions.get::<Session>().cloned();
    let person = if let Some(token) = bearer(headers)? {
        let person = by_token(&served.app.pool, token).await.map_err(|error| unknown(&error))?;
        Some(person.ok_or(Problem::UNAUTHENTICATED)?)
    } else {
        if !method.is_safe() && !is_from_home(headers, &served.app.people.public_url) {
            return Err(Problem::ORIGIN_REFUSED);
        }
        of_session(served, cookie.as_ref()).await.map_err(|error| unknown(&error))?
    };
    let trusted = &served.front.settings.trusted_proxies;
    let address = peer(extensions).map(|peer| client_address(headers, peer, trusted));
    Ok(Visit { person, language, request_id, address, cookie })
}

async fn of_session(served: &Served, cookie: Option<&Session>) -> Result<Option<Person>, PeopleError> {
    let Some(cookie) = cookie else { return Ok(None) };
    match SignedIn::of(cookie).await? {
        Some(signed_in) => by_session(&served.app.pool, &signed_in).await,
        None => Ok(None),
    }
}

/// The token that is shown, if one is. Another scheme than `Bearer` opens nothing.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(value) = headers.get(AUTHORIZATION) else { return Ok(None) };
    let shown = value.to_str().ok().and_then(|value| value.split_once(' '));
    match shown {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        _ => Err(Problem::UNAUTHENTICATED),
    }
}

fn unknown(error: &dyn std::error::Error) -> Problem {
    tracing::error!(%error, "who asks cannot be told");
    Problem::INTERNAL
}

/// True unless a browser says that another site's page is asking (`Origin`, RFC 6454): a cookie goes along with what any
/// page asks for, so what changes something is taken from our own pages alone. Programs send no origin.
fn is_from_home(headers: &HeaderMap, public_url: &str) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let named = origin.parse::<Uri>().ok().and_then(|uri| Some(uri.authority()?.as_str().to_owned()));
    origin.eq_ignore_ascii_case(public_url) || named.is_some_and(|named| host == Some(named.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_another_site_is_not_from_home() {
        let home = |origin: Option<&str>| {
            let mut headers = HeaderMap::from_iter([(HOST, "cave.exemple.fr:8443".parse().unwrap())]);
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            is_from_home(&headers, "https://chai.exemple.fr")
        };
        assert!(home(None));
        assert!(home(Some("https://cave.exemple.fr:8443")));
        assert!(home(Some("https://chai.exemple.fr")));
        for foreign in [
            "null",
            "https://exemple.fr",
            "https://cave.exemple.fr",
            "https://cave.exemple.fr:8443.evil.fr",
            "https://chai.exemple.fr.evil.fr",
            "http://chai.exemple.fr",
            "",
        ] {
            assert!(!home(Some(foreign)), "{foreign}");
        }
    }
}
