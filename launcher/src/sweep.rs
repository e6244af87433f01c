//! Throw-away folders: making one, and clearing those whose owner was killed.

use std::collections::hash_map::RandomState;
use std::env;
use std::fs::{self, DirBuilder, File};
use std::hash::BuildHasher;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::account::Account;
use crate::error::{IoContext, LaunchError};
use crate::process;

const PREFIX: &str = "monchai-throwaway-";
/// A folder younger than this may not have been locked yet by the process that made it.
const YOUNG: Duration = Duration::from_mins(10);

/// A folder that is removed, with all in it, when the value goes.
#[derive(Debug)]
pub(crate) struct Throwaway(PathBuf);

impl Throwaway {
    /// Makes a new folder in the first temporary directory that the server's account can reach.
    pub(crate) fn create() -> Result<Self, LaunchError> {
        let account = Account::for_server(Path::new(""))?;
        let base = [env::temp_dir(), PathBuf::from("/tmp"), PathBuf::from("/var/tmp")]
            .into_iter()
            .find(|base| {
                base.is_dir() && account.as_ref().is_none_or(|account| account.barrier(base).is_none())
            })
            .unwrap_or_else(env::temp_dir);
        clear_abandoned(&base);
        // A fresh hasher is seeded from the system's randomness.
        let path = base.join(format!("{PREFIX}{:016x}", RandomState::new().hash_one(std::process::id())));
        DirBuilder::new().mode(0o700).create(&path).context("create", &path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = %self.0.display(), %error, "removing a throw-away folder");
        }
    }
}

/// Removes the folders that nobody holds any more, best effort.
fn clear_abandoned(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes()) && is_abandoned(&entry.path())
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_abandoned(folder: &Path) -> bool {
    let ours = fs::symlink_metadata(folder).is_ok_and(|found| found.uid() == process::effective_uid());
    let old = |lock: &File| {
        lock.metadata()
            .and_then(|found| found.modified())
            .is_ok_and(|time| time.elapsed().is_ok_and(|age| age > YOUNG))
    };
    ours && File::open(folder.join("lock")).is_ok_and(|lock| old(&lock) && lock.try_lock().is_ok())
}
