//! The data folder: where it is, who may enter it, and that one launcher uses it at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::error::{IoContext, LaunchError};
use crate::process;

/// Where the data goes when the server's account cannot reach the folder asked for: the first that it can. Both
/// survive a restart of the machine.
const REACHABLE: [&str; 2] = ["/var/lib/monchai", "/var/tmp/monchai"];

/// A data folder, locked for this process for as long as the value lives.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// The account that owns the cluster; none when it is the caller's own.
    pub(crate) account: Option<Account>,
    /// Held, never read: the kernel lets go of the lock when the file closes, also after a SIGKILL.
    _lock: File,
}

impl Folder {
    /// Creates the folder where it is missing, moves on to a reachable one where it must, and locks it.
    pub(crate) fn open(requested: &Path) -> Result<Self, LaunchError> {
        let requested = create_private(requested)?;
        let account = Account::for_server(&requested.join("pgdata"))?;
        let root = match &account {
            None => requested,
            Some(account) => open_to(account, &requested)?,
        };
        // The data may have turned out to be elsewhere, and to belong to another account.
        let account = Account::for_server(&root.join("pgdata"))?;
        let lock = lock(&root)?;
        Ok(Self { root, account, _lock: lock })
    }

    /// The folder in use, which may differ from the one asked for.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// The cluster.
    pub(crate) fn pgdata(&self) -> PathBuf {
        self.root.join("pgdata")
    }

    /// The directory of the socket.
    pub(crate) fn run(&self) -> PathBuf {
        self.root.join("run")
    }

    /// The server's log.
    pub(crate) fn log(&self) -> PathBuf {
        self.root.join("server.log")
    }

    /// The major version that wrote the cluster, when there is one.
    pub(crate) fn major(&self) -> Result<Option<u32>, LaunchError> {
        let path = self.pgdata().join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(version) => Ok(version.trim().parse().ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context("read", &path),
        }
    }
}

/// A short name that stands for a path: FNV-1a, the same in every build.
pub(crate) fn tag(path: &Path) -> String {
    let hash = path.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Creates a directory that is ours alone, and those above it with the usual mode: the server's account may have to
/// pass through them.
fn create_private(path: &Path) -> Result<PathBuf, LaunchError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).context("create", parent)?;
    }
    DirBuilder::new().recursive(true).mode(0o700).create(path).context("create", path)?;
    path.canonicalize().context("resolve", path)
}

/// The folder that the account can reach: the one asked for, or one that stands in for it. A stand-in is
/// remembered by a link, so that later starts find the same data whatever becomes of the permissions.
fn open_to(account: &Account, requested: &Path) -> Result<PathBuf, LaunchError> {
    let elsewhere = requested.join("elsewhere");
    if let Ok(target) = fs::read_link(&elsewhere) {
        let target = create_private(&target)?;
        return passable(account, &target).map(|()| target);
    }
    let parent = requested.parent().unwrap_or(requested);
    let Some(barrier) = account.barrier(parent) else {
        return passable(account, requested).map(|()| requested.to_owned());
    };
    if requested.join("pgdata").exists() {
        // Never start afresh beside data that is merely out of reach.
        return Err(unreachable(account, requested, barrier));
    }
    let Some(target) = REACHABLE.iter().find_map(|place| stand_in(account, Path::new(place), requested))
    else {
        return Err(unreachable(account, requested, barrier));
    };
    match symlink(&target, &elsewhere) {
        // Another process has come to the same conclusion; the lock decides between us.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        outcome => outcome.context("create", &elsewhere)?,
    }
    tracing::warn!(
        folder = %requested.display(),
        barrier = %barrier.display(),
        account = account.name,
        target = %target.display(),
        "the server's account may not enter the data folder, so the data is kept elsewhere"
    );
    Ok(target)
}

fn stand_in(account: &Account, place: &Path, requested: &Path) -> Option<PathBuf> {
    DirBuilder::new().recursive(true).mode(0o711).create(place).ok()?;
    // In a directory that everyone may write to, somebody else could have made it first.
    let found = fs::symlink_metadata(place).ok()?;
    if !found.is_dir() || found.uid() != process::effective_uid() || account.barrier(place).is_some() {
        return None;
    }
    let target = create_private(&place.join(tag(requested))).ok()?;
    passable(account, &target).ok().map(|()| target)
}

/// Lets the account through a folder that stays root's, to the cluster within, which is the account's.
fn passable(account: &Account, root: &Path) -> Result<(), LaunchError> {
    let found = fs::metadata(root).context("inspect", root)?;
    if found.uid() == process::effective_uid() && found.mode() & 0o777 == 0o700 {
        fs::set_permissions(root, Permissions::from_mode(0o711)).context("set the mode of", root)?;
    }
    match account.barrier(root) {
        None => Ok(()),
        Some(barrier) => Err(unreachable(account, root, barrier)),
    }
}

fn unreachable(account: &Account, folder: &Path, barrier: PathBuf) -> LaunchError {
    LaunchError::Unreachable { folder: folder.to_owned(), barrier, account: account.name.clone() }
}

fn lock(root: &Path) -> Result<File, LaunchError> {
    let path = root.join("lock");
    // Not truncated: until the lock is ours, what it says is the holder's.
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .context("open", &path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let pid = file.read_to_string(&mut holder).ok().and_then(|_| holder.trim().parse().ok());
            return Err(LaunchError::Locked { folder: root.to_owned(), pid });
        }
        Err(TryLockError::Error(error)) => return Err(error).context("lock", &path),
    }
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .context("write", &path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_short_and_differs_by_path() {
        assert_eq!(tag(Path::new("")).len(), 16);
        assert_ne!(tag(Path::new("/a")), tag(Path::new("/b")));
        assert_eq!(tag(Path::new("a")), "af63dc4c8601ec8c", "FNV-1a's published test value");
    }
}
