//! Every setting, described once.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::HeaderValue;
use ipnet::IpNet;

use super::error::SettingsError;
use super::kind::{
    Address, DatabaseUrl, Filter, Folder, Kind, Mailbox, Network, SentryDsn, SignUp, SmtpUrl, Text,
    WebOrigin, WebUrl, YesNo,
};
use super::shape::{Count, List, Maybe, Seconds};
use super::sources::Sources;

/// Which commands take a setting's flag. Its variable and its line in the file may be there for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Every command.
    Everywhere,
    /// Those that serve: `serve` and `demo`.
    Serving,
}

/// What is to be known about one setting.
pub struct Setting {
    /// Its key in the settings file.
    pub name: &'static str,
    /// Its flag, without the dashes.
    pub flag: &'static str,
    /// What stands for its value in the help.
    pub value_name: &'static str,
    /// Its variable.
    pub env: &'static str,
    /// Which commands take its flag.
    pub place: Place,
    /// Its value when nothing is said; empty for none.
    pub default: &'static str,
    /// True when its value is shown to nobody.
    pub secret: bool,
    /// True for one that the short help (`-h`) lists.
    pub usual: bool,
    /// True where a settings file may give an array.
    pub list: bool,
    /// What it does.
    pub about: &'static str,
    /// What its value has to be.
    pub wanted: fn() -> String,
}

impl Setting {
    /// The first sentence of what it does.
    pub fn short(&self) -> &'static str {
        let about = self.about.trim();
        about.split_once(". ").map_or(about, |(first, _)| first).trim_end_matches('.')
    }
}

macro_rules! settings {
    ($(
        #[doc = $about:literal]
        $name:ident: $type:ty, $kind:ty = $default:literal, $place:ident,
        $flag:literal $value_name:literal, $env:literal $(, $mark:ident)*;
    )*) => {
        /// Every setting with its value.
        #[derive(Clone)]
        pub struct Settings {
            $(#[doc = $about] pub $name: $type,)*
        }

        /// Every setting.
        pub const TABLE: &[Setting] = &[$(Setting {
            name: stringify!($name),
            flag: $flag,
            value_name: $value_name,
            env: $env,
            place: Place::$place,
            default: $default,
            secret: marked(&[$(stringify!($mark)),*], b"secret"),
            usual: marked(&[$(stringify!($mark)),*], b"usual"),
            list: <$kind as Kind>::LIST,
            about: $about,
            wanted: <$kind as Kind>::wanted,
        }),*];

        impl Settings {
            /// The values that were given, and the defaults of the others.
            pub fn from_sources(sources: &Sources) -> Result<Self, SettingsError> {
                let mut table = TABLE.iter();
                let mut next = || table.next().unwrap_or(&TABLE[0]);
                Ok(Self { $($name: sources.value::<$kind>(next())?,)* })
            }
        }
    };
}

/// True when the mark is among them. (Texts cannot be compared in a constant; these differ in their first letter.)
const fn marked(marks: &[&str], mark: &[u8]) -> bool {
    let mut index = 0;
    while index < marks.len() {
        if marks[index].as_bytes()[0] == mark[0] {
            return true;
        }
        index += 1;
    }
    false
}

settings! {
    #[doc = "Address to serve on."]
    listen: SocketAddr, Address = "127.0.0.1:8080", Serving, "listen" "ADDRESS", "MONCHAI_LISTEN", usual;

    #[doc = "Folder of the private PostgreSQL. Used when there is no `database_url`."]
    data: PathBuf, Folder = ".data/monchai", Everywhere, "data" "DIR", "MONCHAI_DATA", usual;

    #[doc = "PostgreSQL to use instead of a private one. The role needs the rights of `monchai_server`."]
    database_url: Option<String>, Maybe<DatabaseUrl> = "", Everywhere, "database-url" "URL", "DATABASE_URL", secret, usual;

    #[doc = "The same, as a role that may change the schema. `database_url` by default. Migrations, backup and restore use it."]
    owner_database_url: Option<String>, Maybe<DatabaseUrl> = "", Everywhere,
    "owner-database-url" "URL", "MONCHAI_OWNER_DATABASE_URL", secret, usual;

    #[doc = "Connections to PostgreSQL. A request holds one at a time; more than three times the processor's cores seldom help."]
    database_connections: u32, Count<2, 500> = "16", Everywhere, "database-connections" "COUNT", "MONCHAI_DATABASE_CONNECTIONS";

    #[doc = "The address that people use. It stands in the links of mails, is the origin that cookies are taken from, and with https every answer carries Strict-Transport-Security."]
    public_url: Option<String>, Maybe<WebUrl> = "", Serving, "public-url" "URL", "MONCHAI_PUBLIC_URL", usual;

    #[doc = "Other origins whose pages may call (CORS). Each exactly as a browser sends it; none by default, and there is no wildcard."]
    allowed_origins: Vec<HeaderValue>, List<WebOrigin> = "", Serving, "allowed-origins" "LIST", "MONCHAI_ALLOWED_ORIGINS";

    #[doc = "Networks of the proxies in front. Only what comes from them is believed about the caller's address (X-Forwarded-For, Forwarded) and scheme (X-Forwarded-Proto)."]
    trusted_proxies: Vec<IpNet>, List<Network> = "", Serving, "trusted-proxies" "LIST", "MONCHAI_TRUSTED_PROXIES";

    #[doc = "Who may make an account. `open`: anybody; `invited`: who was invited."]
    sign_up: SignUp, SignUp = "open", Serving, "sign-up" "WHO", "MONCHAI_SIGN_UP";

    #[doc = "Days after which a session ends. Counted from the sign-in."]
    session_days: u32, Count<1, 400> = "30", Serving, "session-days" "DAYS", "MONCHAI_SESSION_DAYS";

    #[doc = "Server that sends the mails. Without it they are written to `mail_folder`."]
    smtp_url: Option<String>, Maybe<SmtpUrl> = "", Serving, "smtp-url" "URL", "MONCHAI_SMTP_URL", secret;

    #[doc = "Who the mails come from."]
    mail_from: Option<Mailbox>, Maybe<Mailbox> = "", Serving, "mail-from" "MAILBOX", "MONCHAI_MAIL_FROM";

    #[doc = "Folder that mails are written to when there is no `smtp_url`."]
    mail_folder: PathBuf, Folder = ".data/mails", Serving, "mail-folder" "DIR", "MONCHAI_MAIL_FOLDER";

    #[doc = "File of operations that are known by their hash. A JSON object, from SHA-256 to document, besides those built in."]
    persisted_operations: Option<String>, Maybe<Text> = "", Serving,
    "persisted-operations" "FILE", "MONCHAI_PERSISTED_OPERATIONS";

    #[doc = "Only operations that are known beforehand are carried out. Anything else a client sends is refused."]
    only_persisted_operations: bool, YesNo = "false", Serving,
    "only-persisted-operations" "YES", "MONCHAI_ONLY_PERSISTED_OPERATIONS";

    #[doc = "Requests a minute that one caller may make on and on. A caller is an account, or an address while nobody has signed in; 0 for no limit."]
    requests_per_minute: u32, Count<0, 1_000_000> = "1200", Serving, "requests-per-minute" "COUNT", "MONCHAI_REQUESTS_PER_MINUTE";

    #[doc = "Requests that one caller may make at once. They come back at `requests_per_minute`."]
    request_burst: u32, Count<1, 100_000> = "300", Serving, "request-burst" "COUNT", "MONCHAI_REQUEST_BURST";

    #[doc = "The largest body of a request, in KiB. A DRM file of 100 000 rows fits the default."]
    body_limit_kib: u32, Count<16, 1_048_576> = "16384", Serving, "body-limit-kib" "KIB", "MONCHAI_BODY_LIMIT_KIB";

    #[doc = "Seconds within which a request has to arrive, its head and its body each. A client slower than that is cut off."]
    read_seconds: Duration, Seconds<1, 3_600> = "30", Serving, "read-seconds" "SECONDS", "MONCHAI_READ_SECONDS";

    #[doc = "Seconds that requests under way are given when the server is asked to stop. Then the rest is cut."]
    drain_seconds: Duration, Seconds<0, 3_600> = "20", Serving, "drain-seconds" "SECONDS", "MONCHAI_DRAIN_SECONDS";

    #[doc = "Seconds for which a server that is asked to stop still takes connections. /healthz says 503 meanwhile, so that a balancer in front can look elsewhere first."]
    drain_notice_seconds: Duration, Seconds<0, 600> = "0", Serving,
    "drain-notice-seconds" "SECONDS", "MONCHAI_DRAIN_NOTICE_SECONDS";

    #[doc = "Address for /metrics and nothing else. None by default: metrics are never served on the main address."]
    metrics_listen: Option<SocketAddr>, Maybe<Address> = "", Serving, "metrics-listen" "ADDRESS", "MONCHAI_METRICS_LISTEN";

    #[doc = "OpenTelemetry collector that traces are sent to, by OTLP over HTTP. `/v1/traces` is appended; none by default."]
    otel_endpoint: Option<String>, Maybe<WebUrl> = "", Serving, "otel-endpoint" "URL", "OTEL_EXPORTER_OTLP_ENDPOINT";

    #[doc = "Name under which the traces are kept."]
    otel_service_name: String, Text = "monchai", Serving, "otel-service-name" "NAME", "OTEL_SERVICE_NAME";

    #[doc = "Sentry project that faults are told to. Without addresses, bodies or names; none by default."]
    sentry_dsn: Option<sentry::types::Dsn>, Maybe<SentryDsn> = "", Serving, "sentry-dsn" "DSN", "SENTRY_DSN", secret;

    #[doc = "What is told in the log. By default `info` while serving, and `warn` for the other commands."]
    log: Option<String>, Maybe<Filter> = "", Everywhere, "log" "FILTER", "RUST_LOG";
}

impl std::fmt::Debug for Settings {
    /// Passwords stand in some of them, so none is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").finish_non_exhaustive()
    }
}

impl Settings {
    /// True when people reach the server over https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The largest body of a request, in bytes.
    pub fn body_limit(&self) -> usize {
        usize::try_from(self.body_limit_kib).unwrap_or(usize::MAX).saturating_mul(1024)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_default_fits_and_every_name_is_its_own() {
        let settings = Settings::from_sources(&Sources::default()).expect("the defaults fit");
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert!(!settings.only_persisted_operations && settings.allowed_origins.is_empty());
        for of in [|s: &Setting| s.name, |s: &Setting| s.flag, |s: &Setting| s.env] {
            let names: BTreeSet<&str> = TABLE.iter().map(of).collect();
            assert_eq!(names.len(), TABLE.len());
        }
        for setting in TABLE {
            assert_eq!(setting.flag, setting.name.replace('_', "-"));
            assert!(setting.about.ends_with('.'), "{}", setting.name);
        }
    }

    #[test]
    fn what_may_hold_a_password_is_secret() {
        let secret: Vec<&str> =
            TABLE.iter().filter(|setting| setting.secret).map(|setting| setting.name).collect();
        assert_eq!(secret, ["database_url", "owner_database_url", "smtp_url", "sentry_dsn"]);
    }
}
