use std::fs;
use std::path::{Path, PathBuf};

use domain::units::EstateId;
use serde::{Deserialize, Serialize};

use super::error::{BackupError, of};

/// The form of manifest that is written and understood.
pub(super) const FORM: u32 = 1;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this manifest.
    pub form: u32,
    /// The version of Mon Chai that took it.
    pub version: String,
    /// When, RFC 3339.
    pub taken_at: String,
    /// PostgreSQL's major version.
    pub postgres: u32,
    /// The dump's file name, beside the manifest.
    pub dump: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Where each estate's ledger ends in it, in the order of their ids.
    pub estates: Vec<Held>,
}

/// Where the ledger of an estate ends in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The estate.
    pub estate: EstateId,
    /// Its last position.
    pub position: i64,
    /// The hash there, in hexadecimal digits.
    pub hash: String,
}

impl Manifest {
    /// Reads a manifest.
    pub(super) fn read(path: &Path) -> Result<Self, BackupError> {
        let bytes = fs::read(path).map_err(of(path))?;
        let not_one = |source| BackupError::Manifest { path: path.to_owned(), source };
        let manifest: Self = serde_json::from_slice(&bytes).map_err(not_one)?;
        let plain = Path::new(&manifest.dump).file_name().is_some_and(|name| name == manifest.dump.as_str());
        if manifest.form != FORM || !plain {
            return Err(BackupError::Said(format!(
                "{} : forme {} de manifeste, que cette version ne lit pas",
                path.display(),
                manifest.form
            )));
        }
        Ok(manifest)
    }

    /// The manifest that is meant: of a folder the newest one, of a dump the one beside it.
    pub(super) fn find(path: &Path) -> Result<PathBuf, BackupError> {
        if !path.is_dir() {
            return Ok(path.with_extension("json"));
        }
        let entries = fs::read_dir(path).map_err(of(path))?;
        let manifests = entries.flatten().map(|entry| entry.path());
        // The names are times, so the last one is the newest.
        let newest = manifests.filter(|path| path.extension().is_some_and(|kind| kind == "json")).max();
        newest.ok_or_else(|| BackupError::Said(format!("aucune sauvegarde dans {}", path.display())))
    }
}
