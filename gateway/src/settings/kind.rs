//! What a setting may be: how its text is read, and the words for what is wanted.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::{HeaderValue, Uri};
use ipnet::IpNet;
use tracing_subscriber::EnvFilter;

/// A kind of value.
pub trait Kind {
    /// What it is in the program.
    type Value;
    /// True where a settings file may give an array of texts.
    const LIST: bool = false;

    /// What is wanted, for a person: "an address with its port, such as 127.0.0.1:8080".
    fn wanted() -> String;

    /// The value of that text; `None` when it does not fit.
    fn parse(text: &str) -> Option<Self::Value>;
}

/// An address with its port.
pub struct Address;

impl Kind for Address {
    type Value = SocketAddr;

    fn wanted() -> String {
        "an address with its port, such as 127.0.0.1:8080".to_owned()
    }

    fn parse(text: &str) -> Option<SocketAddr> {
        text.parse().ok()
    }
}

/// A folder of the file system.
pub struct Folder;

impl Kind for Folder {
    type Value = PathBuf;

    fn wanted() -> String {
        "a folder".to_owned()
    }

    fn parse(text: &str) -> Option<PathBuf> {
        (!text.is_empty()).then(|| PathBuf::from(text))
    }
}

/// An address of PostgreSQL.
pub struct DatabaseUrl;

impl Kind for DatabaseUrl {
    type Value = String;

    fn wanted() -> String {
        "postgres://ROLE:PASSWORD@HOST:PORT/DATABASE".to_owned()
    }

    fn parse(text: &str) -> Option<String> {
        let scheme = text.starts_with("postgres://") || text.starts_with("postgresql://");
        (scheme && text.parse::<sqlx::postgres::PgConnectOptions>().is_ok()).then(|| text.to_owned())
    }
}

/// An address of the web: scheme and host, a path at most; kept without the slash at its end.
pub struct WebUrl;

impl Kind for WebUrl {
    type Value = String;

    fn wanted() -> String {
        "http:// or https://, a host, and no query".to_owned()
    }

    fn parse(text: &str) -> Option<String> {
        let uri: Uri = text.parse().ok()?;
        let web = matches!(uri.scheme_str(), Some("http" | "https")) && !uri.host()?.is_empty();
        (web && uri.query().is_none()).then(|| text.trim_end_matches('/').to_owned())
    }
}

/// An origin as browsers send it: scheme, host and port, nothing after.
pub struct WebOrigin;

impl Kind for WebOrigin {
    type Value = HeaderValue;

    fn wanted() -> String {
        "an origin, such as https://cave.example (no path, no `*`)".to_owned()
    }

    fn parse(text: &str) -> Option<HeaderValue> {
        let uri: Uri = text.parse().ok()?;
        let bare = uri.path_and_query().is_none_or(|rest| rest.as_str() == "/") && !text.ends_with('/');
        let host = uri.host()?;
        (matches!(uri.scheme_str(), Some("http" | "https")) && bare && !host.contains('*'))
            .then(|| text.to_ascii_lowercase().parse().ok())?
    }
}

/// A network of addresses, or one address.
pub struct Network;

impl Kind for Network {
    type Value = IpNet;

    fn wanted() -> String {
        "a network or an address, such as 10.0.0.0/8 or ::1".to_owned()
    }

    fn parse(text: &str) -> Option<IpNet> {
        text.parse().ok().or_else(|| text.parse::<std::net::IpAddr>().ok().map(IpNet::from))
    }
}

/// A server for mails.
pub struct SmtpUrl;

impl Kind for SmtpUrl {
    type Value = String;

    fn wanted() -> String {
        "smtp:// or smtps://, USER:PASSWORD@ where needed, and HOST:PORT".to_owned()
    }

    fn parse(text: &str) -> Option<String> {
        let rest = text.strip_prefix("smtps://").or_else(|| text.strip_prefix("smtp://"))?;
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        (!host.is_empty() && !host.contains(char::is_whitespace)).then(|| text.to_owned())
    }
}

/// A DSN of Sentry.
pub struct SentryDsn;

impl Kind for SentryDsn {
    type Value = sentry::types::Dsn;

    fn wanted() -> String {
        "a DSN, https://KEY@HOST/PROJECT".to_owned()
    }

    fn parse(text: &str) -> Option<sentry::types::Dsn> {
        text.parse().ok()
    }
}

/// Who a mail comes from: an address, and a name before it where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// What the reader sees.
    pub name: Option<String>,
    /// `local@domain`.
    pub address: String,
}

impl Kind for Mailbox {
    type Value = Self;

    fn wanted() -> String {
        "cave@domaine.example, or `Mon Chai <cave@domaine.example>`".to_owned()
    }

    fn parse(text: &str) -> Option<Self> {
        let (name, address) = match text.trim().strip_suffix('>').and_then(|text| text.split_once('<')) {
            Some((name, address)) => (Some(name.trim()).filter(|name| !name.is_empty()), address.trim()),
            None => (None, text.trim()),
        };
        let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';');
        let (local, domain) = address.split_once('@')?;
        let sound = !local.is_empty() && !domain.is_empty() && !domain.contains('@');
        let name_sound = name.is_none_or(|name| !name.contains(char::is_control));
        (sound && name_sound && !address.contains(strange))
            .then(|| Self { name: name.map(str::to_owned), address: address.to_owned() })
    }
}

/// Who may make an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUp {
    /// Anybody.
    Open,
    /// Who was invited.
    Invited,
}

impl Kind for SignUp {
    type Value = Self;

    fn wanted() -> String {
        "`open` or `invited`".to_owned()
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "open" => Some(Self::Open),
            "invited" => Some(Self::Invited),
            _ => None,
        }
    }
}

/// Yes or no.
pub struct YesNo;

impl Kind for YesNo {
    type Value = bool;

    fn wanted() -> String {
        "`true` or `false`".to_owned()
    }

    fn parse(text: &str) -> Option<bool> {
        text.parse().ok()
    }
}

/// A filter of the log.
pub struct Filter;

impl Kind for Filter {
    type Value = String;

    fn wanted() -> String {
        "a level (error, warn, info, debug, trace), or TARGET=LEVEL, separated by commas".to_owned()
    }

    fn parse(text: &str) -> Option<String> {
        EnvFilter::try_new(text).is_ok().then(|| text.to_owned())
    }
}

/// A text of one line.
pub struct Text;

impl Kind for Text {
    type Value = String;

    fn wanted() -> String {
        "a text of one line".to_owned()
    }

    fn parse(text: &str) -> Option<String> {
        (!text.is_empty() && !text.contains(char::is_control)).then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::shape::{Count, List, Maybe, Seconds};
    use super::*;

    #[test]
    fn what_does_not_fit_is_not_taken() {
        for text in ["", "8080", "localhost", "127.0.0.1"] {
            assert!(Address::parse(text).is_none(), "{text}");
        }
        for text in ["mysql://a@b/c", "", "postgres//x"] {
            assert!(DatabaseUrl::parse(text).is_none(), "{text}");
        }
        for text in ["ftp://a", "cave.example", "https://", "https://a/?b"] {
            assert!(WebUrl::parse(text).is_none(), "{text}");
        }
        for text in ["*", "https://*", "https://a/", "https://a/b", "null", "https://*.example"] {
            assert!(WebOrigin::parse(text).is_none(), "{text}");
        }
        for text in ["10.0.0.0/33", "all", "10.0.0"] {
            assert!(List::<Network>::parse(text).is_none(), "{text}");
        }
        for text in ["a", "a@", "@b", "A <b>", "a b@c", "a@b@c", "x\r\nBcc: <a@b>", "a@b,c@d"] {
            assert!(<Mailbox as Kind>::parse(text).is_none(), "{text}");
        }
        for text in ["0", "11", "-1", "1.5", ""] {
            assert!(Count::<1, 10>::parse(text).is_none(), "{text}");
        }
        assert!(Filter::parse("gateway=shout").is_none());
        assert!(SmtpUrl::parse("http://a").is_none() && SmtpUrl::parse("smtp://").is_none());
    }

    #[test]
    fn what_fits_is_read() {
        assert_eq!(WebUrl::parse("https://cave.example/").as_deref(), Some("https://cave.example"));
        assert_eq!(WebOrigin::parse("https://Cave.example:8443").unwrap(), "https://cave.example:8443");
        assert_eq!(List::<Network>::parse("10.0.0.0/8, ::1").unwrap().len(), 2);
        assert!(List::<Network>::parse("").unwrap().is_empty());
        assert_eq!(Maybe::<Address>::parse(""), Some(None));
        let mailbox = <Mailbox as Kind>::parse("Mon Chai <cave@domaine.example>").unwrap();
        assert_eq!((mailbox.name.as_deref(), &*mailbox.address), (Some("Mon Chai"), "cave@domaine.example"));
        assert_eq!(Seconds::<0, 60>::parse("60"), Some(Duration::from_mins(1)));
        assert!(DatabaseUrl::parse("postgres://a@localhost/b?host=%2Frun&port=5432").is_some());
    }
}
