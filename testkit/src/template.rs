//! The template: a database with every migration applied, which nobody may connect to.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection};
use tokio::sync::OnceCell;
use tokio::time::{Instant, sleep};

use crate::address::Address;

/// For the checksums alone; it is `journal::migrate` that runs them.
static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// The key of the advisory lock under which the template is made.
const MAKING: i64 = 0x006d_6f6e_6368_6169;

/// The server's code for a template that somebody is connected to (`object_in_use`).
const IN_USE: &str = "55006";

/// Creates a copy of the template as `name`.
pub(crate) async fn clone_as(server: &Address, name: &str) {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(|| ensure(server)).await;
    let mut connection = connect(server).await;
    let patience = Instant::now() + Duration::from_secs(30);
    loop {
        // A vacuum of the template that is under way, say.
        match execute(&mut connection, format!("CREATE DATABASE {name} TEMPLATE {template}")).await {
            Ok(()) => break,
            Err(error) if is_in_use(&error) && Instant::now() < patience => {
                sleep(Duration::from_millis(50)).await;
            }
            Err(error) => panic!("copying {template}: {error}"),
        }
    }
    let _ = connection.close().await;
}

/// Removes a database, with the sessions that use it.
pub(crate) async fn remove(server: &Address, name: &str) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(&server.url()).await?;
    execute(&mut connection, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    connection.close().await
}

/// The name of the template; made now if this is the first to ask.
async fn ensure(server: &Address) -> String {
    let name = format!("monchai_template_{:016x}", fingerprint());
    let mut connection = connect(server).await;
    if !is_complete(&mut connection, &name).await {
        sqlx::query("SELECT pg_advisory_lock($1)")
            .bind(MAKING)
            .execute(&mut connection)
            .await
            .expect("the lock for making the template is granted");
        // Another process may have made it while we waited.
        if !is_complete(&mut connection, &name).await {
            make(server, &mut connection, &name).await;
        }
    }
    // The lock goes with the session.
    let _ = connection.close().await;
    name
}

async fn make(server: &Address, connection: &mut PgConnection, name: &str) {
    // One that a killed process left unfinished.
    must(connection, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    must(connection, format!("CREATE DATABASE {name}")).await;
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect(&server.with_database(name).url())
        .await
        .expect("the template takes connections while it is made");
    if let Err(error) = journal::migrate(&pool).await {
        panic!("the migrations do not apply to an empty database: {error}");
    }
    pool.close().await;
    // The mark that it is complete, and the end of connections to it, in one step.
    must(connection, format!("ALTER DATABASE {name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false")).await;
}

async fn is_complete(connection: &mut PgConnection, name: &str) -> bool {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)")
        .bind(name)
        .fetch_one(connection)
        .await
        .expect("the catalogue answers")
}

fn fingerprint() -> u64 {
    // The same in every process of one build, which is all that is asked of it.
    let mut hasher = DefaultHasher::new();
    for migration in MIGRATIONS.iter() {
        (migration.version, &migration.checksum).hash(&mut hasher);
    }
    hasher.finish()
}

async fn connect(server: &Address) -> PgConnection {
    PgConnection::connect(&server.url()).await.expect("the server of the tests takes connections")
}

async fn must(connection: &mut PgConnection, statement: String) {
    if let Err(error) = execute(connection, statement.clone()).await {
        panic!("{statement}: {error}");
    }
}

/// Names of databases cannot be parameters; those here are made of letters and digits by this crate.
async fn execute(connection: &mut PgConnection, statement: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(&statement).execute(connection).await.map(drop)
}

fn is_in_use(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.code().is_some_and(|code| code == IN_USE))
}
