//! Which PostgreSQL is used: the one of `DATABASE_URL`, or a private one in a data folder.

use std::path::PathBuf;
use std::time::Duration;

use launcher::{LaunchError, Options, PrivatePostgres, Running};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Executor, PgConnection, PgPool};

/// Why there is no database to work with.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The private server could not be started.
    #[error("the private PostgreSQL did not start")]
    Launch(#[from] LaunchError),
    /// The server does not answer or refuses.
    #[error("PostgreSQL")]
    Sql(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Place {
    /// A server that somebody else runs.
    Url {
        /// As whom the program serves.
        serve: String,
        /// As whom it migrates.
        own: String,
    },
    /// A private server in this folder.
    Folder(PathBuf),
}

/// An open place. The private server, if there is one, stops when it is dropped.
pub struct Database {
    place: Place,
    private: Option<PrivatePostgres>,
}

/// A connection that nobody used for so long is asked whether it still lives.
const IDLE: Duration = Duration::from_millis(500);

/// The database of the private server.
const NAME: &str = "monchai";

impl Database {
    /// Opens a place, starting the private server if it is one. Blocks, about a second from nothing.
    pub fn open(place: Place) -> Result<Self, DatabaseError> {
        let private = match &place {
            Place::Url { .. } => None,
            Place::Folder(folder) => Some(start(folder)?),
        };
        Ok(Self { place, private })
    }

    /// The same, for a place whose private server another process may be running: then that one is used, and left alone.
    pub fn reach(place: Place) -> Result<Self, DatabaseError> {
        let running = |folder: &PathBuf| {
            let running = Running::find(folder)?;
            Some(Place::Url {
                serve: running.url(NAME, "monchai_server"),
                own: running.url(NAME, "postgres"),
            })
        };
        match (Self::open(place.clone()), place) {
            (Err(DatabaseError::Launch(LaunchError::Locked { folder, pid })), Place::Folder(at)) => {
                let locked = LaunchError::Locked { folder, pid };
                Self::open(running(&at).ok_or(DatabaseError::Launch(locked))?)
            }
            (opened, _) => opened,
        }
    }

    /// Starts the private server again if it has gone; says whether it did. Blocks.
    pub fn revive(&mut self) -> Result<bool, DatabaseError> {
        let Place::Folder(folder) = &self.place else { return Ok(false) };
        // Dropping the old one first frees the folder's lock.
        drop(self.private.take());
        self.private = Some(start(folder)?);
        Ok(true)
    }

    /// True for a private server.
    pub const fn is_private(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }

    /// Creates the private database if it is missing, and brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), DatabaseError> {
        self.create().await?;
        // A pool tries for half a minute and then says no more than that; one connection says at once what is wrong.
        PgConnection::connect(&self.owner_url()).await?.close().await?;
        let pool = PgPoolOptions::new().max_connections(1).connect(&self.owner_url()).await?;
        journal::migrate(&pool).await?;
        pool.close().await;
        Ok(())
    }

    /// Creates the private database if it is missing.
    pub async fn create(&self) -> Result<(), DatabaseError> {
        if let Some(private) = &self.private {
            let mut connection = PgConnection::connect(&private.url("postgres", "postgres")).await?;
            let exists: bool =
                sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
                    .bind(NAME)
                    .fetch_one(&mut connection)
                    .await?;
            if !exists {
                connection.execute("CREATE DATABASE monchai ENCODING 'UTF8' TEMPLATE template0").await?;
            }
            connection.close().await?;
        }
        Ok(())
    }

    /// Connections that act as the server's role, which may append to the journal and cannot alter it.
    pub async fn pool(&self, connections: u32) -> Result<PgPool, DatabaseError> {
        let options: PgConnectOptions = self.server_url().parse()?;
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(10))
            // One that was used a moment ago is not asked first whether it still lives: that is a round trip a request.
            .test_before_acquire(false)
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > IDLE {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(|connection, _| {
                Box::pin(async move { connection.execute("SET ROLE monchai_server").await.map(drop) })
            })
            .connect_with(options.application_name("monchai"))
            .await?;
        Ok(pool)
    }

    /// Its address as the role that may change the schema.
    pub fn owner_url(&self) -> String {
        match (&self.place, &self.private) {
            (Place::Url { own, .. }, _) => own.clone(),
            (Place::Folder(_), Some(private)) => private.url(NAME, "postgres"),
            (Place::Folder(_), None) => String::new(),
        }
    }

    fn server_url(&self) -> String {
        match (&self.place, &self.private) {
            (Place::Url { serve, .. }, _) => serve.clone(),
            (Place::Folder(_), Some(private)) => private.url(NAME, "monchai_server"),
            (Place::Folder(_), None) => String::new(),
        }
    }
}

fn start(folder: &std::path::Path) -> Result<PrivatePostgres, LaunchError> {
    let settings = [("max_connections", "100"), ("shared_buffers", "256MB"), ("max_wal_size", "2GB")];
    PrivatePostgres::start(&Options {
        data_dir: folder.to_path_buf(),
        settings: settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        binaries: None,
    })
}
