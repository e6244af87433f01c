use std::fs;
use std::path::{Path, PathBuf};

use domain::units::EstateId;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::error::{BackupError, of};
use super::files::{fingerprint, finish, finish_over, unfinished, write};
use super::manifest::{FORM, Held, Manifest};
use super::program::Program;
use super::target::major;
use crate::clock;

/// The file of the keys.
pub(super) const KEYS: &str = "keys.dump";

/// A backup that was taken.
#[derive(Debug)]
pub struct Taken {
    /// The manifest's file.
    pub path: PathBuf,
    /// What it says.
    pub manifest: Manifest,
    /// The file of the keys, where there are any.
    pub keys: Option<PathBuf>,
}

/// Takes a backup of the database at that address (the owner's) into a folder, which is created. Others go on working
/// meanwhile: it holds what was there at one moment. `tell` is told how many bytes are written.
pub async fn take(url: &str, folder: &Path, tell: impl FnMut(u64)) -> Result<Taken, BackupError> {
    fs::create_dir_all(folder).map_err(of(folder))?;
    let mut connection = PgConnection::connect(url).await?;
    let postgres = major(&mut connection).await?;
    let program = Program { name: "pg_dump", major: postgres, url };
    let taken_at = time::OffsetDateTime::now_utc();
    let name = stamp(taken_at);
    let dump = folder.join(format!("{name}.dump"));
    let outcome = dump_all(&mut connection, &program, &dump, tell).await;
    if outcome.is_err() {
        let _ = fs::remove_file(unfinished(&dump));
    }
    let estates = outcome?;
    let keys = dump_keys(&mut connection, &program, folder).await?;
    connection.close().await?;
    let (bytes, sha256) = fingerprint(&dump)?;
    let manifest = Manifest {
        form: FORM,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at: clock::rfc3339(taken_at),
        postgres,
        dump: format!("{name}.dump"),
        bytes,
        sha256,
        estates,
    };
    let path = dump.with_extension("json");
    let text = serde_json::to_vec_pretty(&manifest);
    write(&path, &text.map_err(|source| BackupError::Manifest { path: path.clone(), source })?)?;
    Ok(Taken { path, manifest, keys })
}

/// `20261123T051500Z`: as a name it sorts by time.
fn stamp(at: time::OffsetDateTime) -> String {
    let (date, time) = (at.date(), at.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Dumps everything but the keys, and gives where the ledgers end, both as of the same moment.
async fn dump_all(
    connection: &mut PgConnection,
    program: &Program<'_>,
    dump: &Path,
    mut tell: impl FnMut(u64),
) -> Result<Vec<Held>, BackupError> {
    let mut moment = connection.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    let journal: Option<String> =
        sqlx::query_scalar("SELECT to_regclass('journal.heads')::text").fetch_one(&mut *moment).await?;
    if journal.is_none() {
        return Err(BackupError::Said("il n'y a pas de journal à sauvegarder dans cette base".to_owned()));
    }
    let snapshot: String = sqlx::query_scalar("SELECT pg_export_snapshot()").fetch_one(&mut *moment).await?;
    let heads: Vec<(Uuid, i64, Vec<u8>)> =
        sqlx::query_as("SELECT estate_id, position, hash FROM journal.heads ORDER BY estate_id")
            .fetch_all(&mut *moment)
            .await?;
    let part = unfinished(dump);
    let arguments = [
        "--format=custom".to_owned(),
        "--exclude-table-data=keyring.*".to_owned(),
        format!("--snapshot={snapshot}"),
        format!("--file={}", part.display()),
    ];
    let told = || tell(fs::metadata(&part).map_or(0, |file| file.len()));
    program.run(arguments, told).await?;
    moment.rollback().await?;
    finish(dump)?;
    let held = |(estate, position, hash): (Uuid, i64, Vec<u8>)| Held {
        estate: EstateId::new(estate),
        position,
        hash: hex::encode(hash),
    };
    Ok(heads.into_iter().map(held).collect())
}

/// Writes the newest state of the keys over the one before; nothing where there are no keys.
async fn dump_keys(
    connection: &mut PgConnection,
    program: &Program<'_>,
    folder: &Path,
) -> Result<Option<PathBuf>, BackupError> {
    let schema: Option<String> =
        sqlx::query_scalar("SELECT to_regnamespace('keyring')::text").fetch_one(connection).await?;
    if schema.is_none() {
        return Ok(None);
    }
    let keys = folder.join(KEYS);
    let part = unfinished(&keys);
    let arguments = [
        "--format=custom".to_owned(),
        "--data-only".to_owned(),
        "--schema=keyring".to_owned(),
        format!("--file={}", part.display()),
    ];
    program.run(arguments, || {}).await.inspect_err(|_| drop(fs::remove_file(&part)))?;
    finish_over(&keys)?;
    Ok(Some(keys))
}
