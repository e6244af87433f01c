use std::fs;
use std::path::{Path, PathBuf};

use journal::verify;
use projections::{Progress, Projector, Scope};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection, PgPool};

use super::error::{BackupError, of};
use super::files::fingerprint;
use super::manifest::{Held, Manifest};
use super::program::Program;
use super::take::KEYS;
use super::target::{empty, major, require_empty};
use crate::database::Database;

/// The table of migrations: it belongs to whoever migrated, who may have another name elsewhere.
const MIGRATIONS: &str = "_sqlx_migrations";

/// A backup that was looked through and may be restored.
#[derive(Debug)]
pub struct Chosen {
    manifest: Manifest,
    dump: PathBuf,
    /// The file of the keys, where there is one.
    keys: Option<PathBuf>,
}

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// What was said to be in the backup, and is.
    pub manifest: Manifest,
    /// Events whose chain was verified.
    pub events: i64,
    /// Read models that were rebuilt, one a model and estate.
    pub models: usize,
    /// The file that the keys came from, where there was one.
    pub keys: Option<PathBuf>,
}

impl Chosen {
    /// The backup of that name: a folder (its newest one), a dump or a manifest. Its dump has to be what the manifest says.
    pub fn find(path: &Path, keys: Option<PathBuf>) -> Result<Self, BackupError> {
        let found = Manifest::find(path)?;
        let manifest = Manifest::read(&found)?;
        let dump = found.with_file_name(&manifest.dump);
        let (bytes, sha256) = fingerprint(&dump)?;
        if bytes != manifest.bytes {
            let (is, was) = (bytes, manifest.bytes);
            return Err(BackupError::Said(format!(
                "{} est tronqué ou allongé : {is} octets au lieu de {was}",
                dump.display()
            )));
        }
        if sha256 != manifest.sha256 {
            return Err(BackupError::Said(format!(
                "{} a été altéré : son empreinte SHA-256 n'est pas celle du manifeste",
                dump.display()
            )));
        }
        // One that is named has to be there; the usual one may be missing where there never were keys.
        let usual = found.with_file_name(KEYS);
        let keys = match keys {
            Some(named) => fs::metadata(&named).map(|_| Some(named.clone())).map_err(of(&named))?,
            None => usual.exists().then_some(usual),
        };
        Ok(Self { manifest, dump, keys })
    }
}

/// Restores a backup into an empty database, and proves that it is what was backed up: every chain is verified and ends
/// where the manifest says, and every read model is rebuilt. Unless all of that succeeds the database is empty again.
/// `tell` is told what is being done.
pub async fn restore(
    chosen: Chosen,
    database: &Database,
    mut tell: impl FnMut(String),
) -> Result<Restored, BackupError> {
    database.create().await?;
    let mut connection = PgConnection::connect(&database.owner_url()).await?;
    require_empty(&mut connection).await?;
    match fill(&chosen, database, &mut connection, &mut tell).await {
        Ok((events, models)) => {
            connection.close().await?;
            Ok(Restored { manifest: chosen.manifest, events, models, keys: chosen.keys })
        }
        Err(error) => {
            tell("échec : la base est vidée de nouveau".to_owned());
            empty(&mut connection).await?;
            Err(error)
        }
    }
}

async fn fill(
    chosen: &Chosen,
    database: &Database,
    connection: &mut PgConnection,
    tell: &mut impl FnMut(String),
) -> Result<(i64, usize), BackupError> {
    // The dump grants to roles that only a migration makes, and they are the cluster's: what else it makes goes again.
    database.migrate().await?;
    empty(connection).await?;
    let url = database.owner_url();
    let program = Program { name: "pg_restore", major: major(connection).await?, url: &url };
    tell(format!("restauration de {}", chosen.dump.display()));
    load(&program, &chosen.dump).await?;
    if let Some(keys) = &chosen.keys {
        tell(format!("clés de {}", keys.display()));
        let arguments = ["--data-only", "--single-transaction", "--exit-on-error"].map(str::to_owned);
        program.run(arguments.into_iter().chain([keys.display().to_string()]), || {}).await?;
    }
    // An older backup is brought up to this version.
    database.migrate().await?;
    let owner = PgPoolOptions::new().max_connections(2).connect(&url).await.map_err(BackupError::Sql)?;
    let events = verify_all(&chosen.manifest, &owner, tell).await?;
    owner.close().await;
    let models = rebuild(database, tell).await?;
    Ok((events, models))
}

/// Loads a dump, in one transaction but for the table of migrations.
async fn load(program: &Program<'_>, dump: &Path) -> Result<(), BackupError> {
    let file = dump.display().to_string();
    let whole = ["--single-transaction", "--exit-on-error"].map(str::to_owned);
    let listed = program.run_alone("--list", dump).await?;
    let listed = String::from_utf8_lossy(&listed);
    let wanted: Vec<&str> = listed.lines().filter(|line| !line.contains(MIGRATIONS)).collect();
    let list = std::env::temp_dir().join(format!("monchai-restore-{}", uuid::Uuid::now_v7().simple()));
    fs::write(&list, wanted.join("\n")).map_err(of(&list))?;
    let all = [format!("--use-list={}", list.display()), file.clone()];
    let loaded = program.run(whole.clone().into_iter().chain(all), || {}).await;
    let _ = fs::remove_file(&list);
    loaded?;
    let migrations = ["--no-owner".to_owned(), format!("--table={MIGRATIONS}"), file];
    program.run(whole.into_iter().chain(migrations), || {}).await?;
    // `--table` leaves the key of the table behind.
    let key = format!("ALTER TABLE public.{MIGRATIONS} ADD PRIMARY KEY (version)");
    let mut connection = PgConnection::connect(program.url).await?;
    sqlx::raw_sql(&key).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Verifies every chain, and that the ledgers are those of the manifest. Gives the number of events.
async fn verify_all(
    manifest: &Manifest,
    owner: &PgPool,
    tell: &mut impl FnMut(String),
) -> Result<i64, BackupError> {
    let mut held = Vec::new();
    let mut events = 0;
    for estate in journal::Journal::new(owner.clone()).estates().await? {
        let verified =
            verify::database(owner, estate).await.map_err(|source| BackupError::Broken { estate, source })?;
        let (position, hash) = (verified.head_position, verified.head_hash.to_string());
        tell(format!("domaine {estate} : {} événements, la chaîne tient", verified.events));
        events += verified.events;
        held.push(Held { estate, position, hash });
    }
    if held == manifest.estates {
        return Ok(events);
    }
    let differs = held
        .iter()
        .chain(&manifest.estates)
        .find(|one| !(held.contains(one) && manifest.estates.contains(one)));
    let estate = differs.map(|one| one.estate.to_string()).unwrap_or_default();
    Err(BackupError::Said(format!("le registre du domaine {estate} n'est pas celui que dit le manifeste")))
}

/// Rebuilds every read model from the ledgers; gives how many.
async fn rebuild(database: &Database, tell: &mut impl FnMut(String)) -> Result<usize, BackupError> {
    let pool = database.pool(4).await?;
    let mut told = Vec::new();
    let scope = Scope { model: None, estate: None };
    let rebuilt = Projector::new(pool.clone())
        .rebuild(scope, |Progress { estate, model, done, total, outcome }| {
            let how = outcome.map_or_else(|fault| format!("échec : {fault}"), |at| format!("position {at}"));
            told.push(format!("[{done}/{total}] {estate} : {model}, {how}"));
        })
        .await?;
    pool.close().await;
    told.into_iter().for_each(&mut *tell);
    if rebuilt.failed > 0 {
        return Err(BackupError::Said(format!("{} modèles de lecture en échec", rebuilt.failed)));
    }
    Ok(rebuilt.rebuilt)
}
