//! One test's database.

use std::thread;

use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Postgres, Transaction};
use tokio::runtime;
use uuid::Uuid;

use crate::address::Address;
use crate::template;

/// The role that the product serves as.
const SERVER_ROLE: &str = "monchai_server";

/// Eight tests at once stay below the 200 connections that `with-postgres` allows.
const OWNER_CONNECTIONS: u32 = 5;
const SERVER_CONNECTIONS: u32 = 16;

/// A database with every migration applied that no other test sees, dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    server: Address,
    name: String,
    owner_pool: PgPool,
    server_pool: PgPool,
}

impl TestDatabase {
    /// Copies a new database from the template. Connections are made when they are first needed.
    ///
    /// # Panics
    /// When `MONCHAI_TEST_DATABASE_URL` is not set, and when the server or a migration fails.
    pub async fn new() -> Self {
        let server = Address::of_server();
        let name = format!("monchai_test_{}", Uuid::now_v7().simple());
        template::clone_as(&server, &name).await;
        let owner = server.with_database(&name);
        Self {
            owner_pool: pool(&owner, OWNER_CONNECTIONS),
            server_pool: pool(&owner.with_user(SERVER_ROLE), SERVER_CONNECTIONS),
            server,
            name,
        }
    }

    /// Connections of the superuser, who may do everything: to arrange a test, and to look behind the scenes.
    pub fn owner_pool(&self) -> &PgPool {
        &self.owner_pool
    }

    /// Connections signed in as `monchai_server`, with the rights that the product has and no others. They have told no
    /// estate, so that policies let none of anybody's rows through.
    pub fn server_pool(&self) -> &PgPool {
        &self.server_pool
    }

    /// A transaction of the server that has told whom it works for: it sees the rows of that estate.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn told(&self, estate: Uuid) -> Transaction<'static, Postgres> {
        let begin = format!("BEGIN; SET LOCAL monchai.estate TO '{estate}'");
        self.server_pool.begin_with(begin).await.expect("a transaction of the server")
    }

    /// The superuser's URL to this database.
    pub fn url(&self) -> String {
        self.server.with_database(&self.name).url()
    }

    /// The URL to this database as `monchai_server`, for a server that is started as a process of its own.
    pub fn server_url(&self) -> String {
        self.server.with_database(&self.name).with_user(SERVER_ROLE).url()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's own runtime cannot be waited for from within; best effort, as the server is thrown away soon.
        let removal = thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(template::remove(&server, &name)).map_err(std::io::Error::other)
        });
        if let Ok(Err(error)) = removal.join() {
            eprintln!("{} was not removed: {error}", self.name);
        }
    }
}

fn pool(address: &Address, connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .connect_lazy(&address.url())
        .expect("an address made from one that worked")
}
