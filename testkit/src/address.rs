//! The URLs of one server, for other databases and roles of it.

use std::env;

/// Set by `with-postgres`: a superuser's URL to the database `postgres`.
const VARIABLE: &str = "MONCHAI_TEST_DATABASE_URL";

/// A `postgres://` URL in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    user: String,
    host: String,
    database: String,
    query: String,
}

impl Address {
    /// The server that the tests were given.
    pub(crate) fn of_server() -> Self {
        let url = env::var(VARIABLE).unwrap_or_else(|_| {
            panic!("run `bin/test`, which starts a private PostgreSQL ({VARIABLE} is not set)")
        });
        Self::parse(&url).unwrap_or_else(|| {
            panic!("{VARIABLE} must have the form postgres://USER@HOST/DATABASE, and is {url}")
        })
    }

    fn parse(url: &str) -> Option<Self> {
        let (rest, query) = url.split_once('?').unwrap_or((url, ""));
        let (user, rest) = rest.strip_prefix("postgres://")?.split_once('@')?;
        let (host, database) = rest.split_once('/')?;
        Some(Self { user: user.into(), host: host.into(), database: database.into(), query: query.into() })
    }

    /// The same server and role, another database.
    pub(crate) fn with_database(&self, database: &str) -> Self {
        Self { database: database.to_owned(), ..self.clone() }
    }

    /// The same server and database, another role, which signs in without a password.
    pub(crate) fn with_user(&self, user: &str) -> Self {
        Self { user: user.to_owned(), ..self.clone() }
    }

    /// The whole URL.
    pub(crate) fn url(&self) -> String {
        let Self { user, host, database, query } = self;
        format!("postgres://{user}@{host}/{database}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_and_the_role_are_exchanged_and_the_rest_is_kept() {
        let server =
            Address::parse("postgres://postgres@localhost/postgres?host=%2Frun&port=5432").expect("a URL");
        assert_eq!(
            server.with_database("d").with_user("u").url(),
            "postgres://u@localhost/d?host=%2Frun&port=5432"
        );
        assert_eq!(Address::parse("http://localhost"), None);
    }
}
