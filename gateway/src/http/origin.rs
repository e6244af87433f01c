//! Which pages of a browser may speak to us with the rights of who reads them.

use std::sync::Arc;

use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::{Authority, Uri};
use axum::http::{HeaderMap, HeaderValue};

/// The origins that are let in besides our own: `https://caves.example`, each as a browser writes it.
#[derive(Clone, Debug, Default)]
pub struct Origins(Arc<[String]>);

impl Origins {
    /// Those of the list; `None` when one is no origin (a scheme, a host, perhaps a port, and nothing after).
    pub fn listed(origins: impl IntoIterator<Item = String>) -> Option<Self> {
        let origin = |text: String| {
            let (scheme, authority) = parts(&text)?;
            Some(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
        };
        origins.into_iter().map(origin).collect::<Option<Vec<_>>>().map(|origins| Self(origins.into()))
    }

    /// True for what no browser sent, for our own pages (the host that was asked for), and for those of the list. What
    /// names no host (`null`: a sandboxed frame, a file) is foreign.
    pub fn admit(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(ORIGIN).iter();
        let Some(origin) = origins.next() else { return true };
        let Some(origin) = origin.to_str().ok().filter(|_| origins.next().is_none()) else { return false };
        let Some((scheme, authority)) = parts(origin) else { return false };
        let own = headers.get(HOST).and_then(host).is_some_and(|host| same(&scheme, &authority, &host));
        own || self.0.iter().any(|listed| listed.eq_ignore_ascii_case(origin))
    }
}

fn host(value: &HeaderValue) -> Option<Authority> {
    value.to_str().ok()?.parse().ok()
}

/// The scheme in small letters, and the host with its port.
fn parts(origin: &str) -> Option<(String, Authority)> {
    // A path, were it only `/`, is no part of an origin.
    let authority = origin.split_once("://")?.1;
    let uri: Uri = origin.parse().ok()?;
    let (scheme, found) = (uri.scheme_str()?.to_ascii_lowercase(), uri.authority()?.clone());
    let whole = found.as_str() == authority && !authority.contains('@');
    (whole && matches!(scheme.as_str(), "http" | "https")).then_some((scheme, found))
}

/// The port that the scheme implies may be told or left out.
fn same(scheme: &str, origin: &Authority, host: &Authority) -> bool {
    let implied = if scheme == "https" { 443 } else { 80 };
    origin.host().eq_ignore_ascii_case(host.host())
        && origin.port_u16().unwrap_or(implied) == host.port_u16().unwrap_or(implied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(host: &str, origin: &str) -> bool {
        let origins = Origins::listed(["https://caves.example".to_owned()]).unwrap();
        let headers = [(HOST, host.parse().unwrap()), (ORIGIN, origin.parse().unwrap())];
        origins.admit(&HeaderMap::from_iter(headers))
    }

    #[test]
    fn our_own_pages_and_those_of_the_list_are_let_in() {
        for (host, origin) in [
            ("chai.fr", "https://chai.fr"),
            ("chai.fr", "http://chai.fr"),
            ("chai.fr:443", "https://chai.fr"),
            ("CHAI.fr", "https://chai.FR"),
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("[::1]:8080", "http://[::1]:8080"),
            ("chai.fr", "https://caves.example"),
        ] {
            assert!(admits(host, origin), "{origin} at {host}");
        }
        assert!(Origins::default().admit(&HeaderMap::new()), "no browser");
    }

    #[test]
    fn foreign_pages_are_not() {
        for (host, origin) in [
            ("chai.fr", "https://elsewhere.example"),
            ("chai.fr", "https://chai.fr.elsewhere.example"),
            ("chai.fr", "https://elsewhere-chai.fr"),
            ("chai.fr", "http://chai.fr:8080"),
            ("chai.fr:8080", "http://chai.fr"),
            ("chai.fr", "https://www.chai.fr"),
            ("chai.fr", "http://caves.example"),
            ("chai.fr", "https://caves.example.elsewhere.example"),
            ("chai.fr", "https://chai.fr@elsewhere.example"),
            ("chai.fr", "https://elsewhere.example/https://chai.fr"),
            ("chai.fr", "null"),
            ("chai.fr", ""),
            ("chai.fr", "chai.fr"),
            ("chai.fr", "file://chai.fr"),
        ] {
            assert!(!admits(host, origin), "{origin} at {host}");
        }
        let two = [(ORIGIN, "http://chai.fr"), (ORIGIN, "http://a.b"), (HOST, "chai.fr")];
        let mut headers = HeaderMap::new();
        for (name, value) in two {
            headers.append(name, value.parse().unwrap());
        }
        assert!(!Origins::default().admit(&headers));
    }

    #[test]
    fn a_list_holds_origins_only() {
        for wrong in ["caves.example", "https://caves.example/", "*", "https://", "ftp://caves.example", ""] {
            assert!(Origins::listed([wrong.to_owned()]).is_none(), "{wrong}");
        }
    }
}
