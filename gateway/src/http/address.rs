//! Who calls: the address at the other end of the line, or the one that a proxy of ours tells of.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::FORWARDED;
use axum::http::{Extensions, HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The caller's address: the rightmost hop that is no trusted proxy. What stands further left was written by whoever
/// called, and proves nothing.
///
/// `Forwarded` (RFC 7239) counts only where there is no `X-Forwarded-For`: proxies that write the one pass the other on
/// as it came.
pub fn client_address(headers: &HeaderMap, peer: IpAddr, trusted: &[IpNet]) -> IpAddr {
    let mut known = peer.to_canonical();
    let hops = if headers.contains_key(X_FORWARDED_FOR) {
        listed(headers, &X_FORWARDED_FOR, Some)
    } else {
        listed(headers, &FORWARDED, |hop| parameter(hop, "for"))
    };
    for hop in hops.into_iter().rev() {
        if !is_trusted(known, trusted) {
            return known;
        }
        // An obfuscated or broken hop hides what is before it: the proxy that reported it is all that is known.
        let Some(address) = hop.and_then(address) else { return known };
        known = address;
    }
    known
}

/// True when the caller's own hop was encrypted, as a trusted proxy tells.
pub fn came_by_https(headers: &HeaderMap, peer: IpAddr, trusted: &[IpNet]) -> bool {
    let last = headers.get_all(X_FORWARDED_PROTO).iter().next_back().and_then(|value| value.to_str().ok());
    let scheme = last.and_then(|value| value.rsplit(',').next()).map(str::trim);
    is_trusted(peer.to_canonical(), trusted)
        && scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
}

/// The other end of the connection; `None` where there is none, in a test.
pub fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip())
}

fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|network| network.contains(&address))
}

/// The elements of all lines of a header that is a list; `None` for one that cannot be read.
fn listed<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
    read: impl Fn(&'h str) -> Option<&'h str>,
) -> Vec<Option<&'h str>> {
    let mut elements = Vec::new();
    for line in headers.get_all(name) {
        match line.to_str() {
            Ok(line) => elements.extend(line.split(',').map(|hop| read(hop.trim()))),
            Err(_) => elements.push(None),
        }
    }
    elements
}

/// The value of a parameter of an element of `Forwarded`.
fn parameter<'h>(element: &'h str, wanted: &str) -> Option<&'h str> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let found = pairs.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| value.trim().trim_matches('"'))
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` and `[2001:db8::1]:80`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let found = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()));
    found.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, lines: &[(&str, &str)], trusted: &[&str]) -> String {
        let headers: HeaderMap = lines
            .iter()
            .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()))
            .collect();
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        client_address(&headers, peer.parse().unwrap(), &trusted).to_string()
    }

    #[test]
    fn nobody_is_believed_unless_trusted() {
        let said = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=203.0.113.9")];
        assert_eq!(from("198.51.100.7", &said, &[]), "198.51.100.7");
        assert_eq!(from("198.51.100.7", &said, &["10.0.0.0/8"]), "198.51.100.7");
        assert_eq!(from("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn the_rightmost_hop_that_is_not_ours_is_the_caller() {
        let trusted = ["10.0.0.0/8", "fd00::/8"];
        for (line, caller) in [
            ("203.0.113.9", "203.0.113.9"),
            // What the caller wrote himself stands further left.
            ("127.0.0.1, 203.0.113.9", "203.0.113.9"),
            ("1.1.1.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"),
            ("10.9.9.9, 10.2.3.4", "10.9.9.9"),
            ("203.0.113.9:4711", "203.0.113.9"),
            ("[2001:db8::1]:4711, fd00::2", "2001:db8::1"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("1.1.1.1, unknown", "10.0.0.1"),
            ("1.1.1.1, nonsense, 10.2.3.4", "10.2.3.4"),
            ("", "10.0.0.1"),
        ] {
            assert_eq!(from("10.0.0.1", &[("x-forwarded-for", line)], &trusted), caller, "{line}");
        }
        let two = [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(from("::ffff:10.0.0.1", &two, &trusted), "203.0.113.9", "lines are one list");
    }

    #[test]
    fn the_standard_header_is_read_where_it_stands_alone() {
        let trusted = ["10.0.0.0/8"];
        let line = "for=1.1.1.1;proto=https, For=\"[2001:db8::1]:4711\";by=10.0.0.1";
        assert_eq!(from("10.0.0.1", &[("forwarded", line)], &trusted), "2001:db8::1");
        assert_eq!(from("10.0.0.1", &[("forwarded", "for=1.1.1.1, for=_hidden")], &trusted), "10.0.0.1");
        let both = [("forwarded", "for=1.1.1.1"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(from("10.0.0.1", &both, &trusted), "203.0.113.9");
    }

    #[test]
    fn the_scheme_is_told_by_a_trusted_proxy_alone() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let https = |peer: &str, value: &str| {
            let headers = HeaderMap::from_iter([(X_FORWARDED_PROTO, value.parse().unwrap())]);
            came_by_https(&headers, peer.parse().unwrap(), &trusted)
        };
        assert!(https("10.0.0.1", "https") && https("10.0.0.1", "http, HTTPS"));
        assert!(!https("198.51.100.7", "https") && !https("10.0.0.1", "https, http"));
        assert!(!came_by_https(&HeaderMap::new(), "10.0.0.1".parse().unwrap(), &trusted));
    }
}
