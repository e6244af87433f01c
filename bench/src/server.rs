use std::path::PathBuf;

use crate::Failure;

use launcher::{Options, PrivatePostgres};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Executor, PgConnection, PgPool};

/// A private PostgreSQL for one run, durable as in production, with memory for a machine of its own.
pub struct Server {
    postgres: Option<PrivatePostgres>,
    folder: PathBuf,
}

/// As the measurements of record were made; `fsync` and `synchronous_commit` stay on.
const SETTINGS: [(&str, &str); 4] = [
    ("shared_buffers", "1GB"),
    ("max_wal_size", "8GB"),
    ("max_connections", "200"),
    ("checkpoint_timeout", "30min"),
];

impl Server {
    /// Starts it in a folder of its own. Blocks.
    pub fn start() -> Result<Self, Failure> {
        let folder = std::env::temp_dir().join(format!("monchai-bench-{}", std::process::id()));
        let settings = SETTINGS.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let postgres =
            PrivatePostgres::start(&Options { data_dir: folder.clone(), settings, binaries: None })?;
        Ok(Self { postgres: Some(postgres), folder })
    }

    /// Creates the database, migrated.
    pub async fn prepare(&self) -> Result<(), Failure> {
        let mut connection = PgConnection::connect(&self.url("postgres", "postgres")).await?;
        connection.execute("CREATE DATABASE bench TEMPLATE template0").await?;
        connection.close().await?;
        let pool = self.pool("postgres", 1).await?;
        journal::migrate(&pool).await?;
        pool.close().await;
        Ok(())
    }

    /// Connections as that role.
    pub async fn pool(&self, role: &str, connections: u32) -> Result<PgPool, Failure> {
        let options: PgConnectOptions = self.url("bench", role).parse()?;
        let pool = PgPoolOptions::new().min_connections(connections).max_connections(connections);
        Ok(pool.test_before_acquire(false).connect_with(options).await?)
    }

    /// The address of a database for a role.
    pub fn url(&self, database: &str, role: &str) -> String {
        self.postgres.as_ref().map(|postgres| postgres.url(database, role)).unwrap_or_default()
    }

    /// The file of its log.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// The directory of its socket.
    pub fn socket_dir(&self) -> String {
        self.postgres.as_ref().map(|postgres| postgres.socket_dir().display().to_string()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.postgres.take());
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
