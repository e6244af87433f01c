use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// The media type of GraphQL over HTTP.
const GRAPHQL_JSON: &str = "application/graphql-response+json";

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/graphql-response+json`: a request that failed before it ran has a status of its own.
    Graphql,
    /// `application/json`: what was understood is answered with 200, whatever came of it.
    Plain,
}

/// A media range of an `Accept` header with its weight.
struct Range<'a> {
    kind: &'a str,
    weight: f32,
}

impl Format {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
            Self::Plain => "application/json; charset=utf-8",
        }
    }

    /// True when the request names `text/event-stream` among what it takes.
    pub fn takes_events(headers: &HeaderMap) -> bool {
        let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let mut ranges = values.flat_map(|text| text.split(',')).filter_map(Range::read);
        ranges.any(|range| range.kind.eq_ignore_ascii_case("text/event-stream") && range.weight > 0.0)
    }

    /// The form that the request prefers; `None` when it takes neither. Who names none, or takes anything, gets
    /// `application/json` (GraphQL over HTTP, "Legacy watershed"; RFC 9110, 12.5.1).
    pub fn negotiate(headers: &HeaderMap) -> Option<Self> {
        let mut values = headers.get_all(ACCEPT).iter().peekable();
        if values.peek().is_none() {
            return Some(Self::Plain);
        }
        let text: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        let ranges: Vec<Range<'_>> =
            text.iter().flat_map(|text| text.split(',')).filter_map(Range::read).collect();
        let graphql = weight(&ranges, GRAPHQL_JSON);
        let plain = weight(&ranges, "application/json");
        let named = find(&ranges, GRAPHQL_JSON).is_some();
        if graphql.max(plain) <= 0.0 {
            None
        } else if graphql > plain || (named && graphql >= plain) {
            Some(Self::Graphql)
        } else {
            Some(Self::Plain)
        }
    }
}

/// The weight of the most specific range that the type is in; 0 for one that is in none.
fn weight(ranges: &[Range<'_>], kind: &str) -> f32 {
    let range = [kind, "application/*", "*/*"].into_iter().find_map(|wanted| find(ranges, wanted));
    range.map_or(0.0, |range| range.weight)
}

fn find<'r>(ranges: &'r [Range<'_>], kind: &str) -> Option<&'r Range<'r>> {
    ranges.iter().find(|range| range.kind.eq_ignore_ascii_case(kind))
}

impl<'a> Range<'a> {
    /// `None` for what asks for another encoding than UTF-8.
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let mut range = Self { kind: parts.next().filter(|kind| !kind.is_empty())?, weight: 1.0 };
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            match name.trim().to_ascii_lowercase().as_str() {
                "q" => range.weight = value.trim().parse().unwrap_or(0.0),
                "charset" if !is_utf8(value) => return None,
                _ => {}
            }
        }
        Some(range)
    }
}

/// True for a `charset` that is UTF-8.
pub fn is_utf8(charset: &str) -> bool {
    let charset = charset.trim().trim_matches('"');
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_the_preferred_one() {
        let form =
            |accept: &str| Format::negotiate(&HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]));
        let (graphql, plain) = (Some(Format::Graphql), Some(Format::Plain));
        assert_eq!(Format::negotiate(&HeaderMap::new()), plain);
        for (accept, wanted) in [
            ("*/*", plain),
            ("application/*", plain),
            ("application/json", plain),
            ("Application/JSON; charset=UTF-8", plain),
            ("application/graphql-response+json", graphql),
            ("application/graphql-response+json; charset=utf-8", graphql),
            ("application/graphql-response+json, application/json;q=0.9", graphql),
            ("application/json, application/graphql-response+json", graphql),
            ("application/json, Application/GraphQL-Response+JSON", graphql),
            ("application/graphql-response+json;q=0.5, application/json", plain),
            ("application/graphql-response+json;q=0, */*", plain),
            ("text/html, */*;q=0.1", plain),
            ("text/html", None),
            ("application/json; charset=latin1", None),
            ("application/json;q=0", None),
            ("application/json;q=0, */*", graphql),
            ("", None),
        ] {
            assert_eq!(form(accept), wanted, "{accept}");
        }
    }

    #[test]
    fn events_are_taken_by_who_names_them() {
        let takes =
            |accept: &str| Format::takes_events(&HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]));
        for accept in [
            "text/event-stream",
            "Text/Event-Stream; charset=utf-8",
            "application/json, text/event-stream;q=0.1",
        ] {
            assert!(takes(accept), "{accept}");
        }
        for accept in ["*/*", "text/*", "application/json", "text/event-stream;q=0", ""] {
            assert!(!takes(accept), "{accept}");
        }
        assert!(!Format::takes_events(&HeaderMap::new()));
    }
}
