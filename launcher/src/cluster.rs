//! Creating a cluster, so that it is there whole or not at all.

use std::fs::{self, DirBuilder, File, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::account::Account;
use crate::binaries::Binaries;
use crate::error::{IoContext, LaunchError};
use crate::folder::Folder;
use crate::process::{self, Signal};

/// `initdb` works under this name, followed by the process number; a rename makes it `pgdata`.
const UNFINISHED: &str = "pgdata.new-";

/// Creates the cluster when the folder has none, and sees to the owner and mode of one that is there. A cluster
/// whose creation was interrupted is removed first. `durable` has every file reach the disk before the rename.
pub(crate) fn ensure(folder: &Folder, binaries: &Binaries, durable: bool) -> Result<(), LaunchError> {
    remove_unfinished(folder.path())?;
    let pgdata = folder.pgdata();
    if pgdata.join("PG_VERSION").is_file() {
        return adopt(&pgdata, folder.account.as_ref());
    }
    let unfinished = folder.path().join(format!("{UNFINISHED}{}", std::process::id()));
    DirBuilder::new().mode(0o700).create(&unfinished).context("create", &unfinished)?;
    if let Some(account) = &folder.account {
        account.own(&unfinished).context("change the owner of", &unfinished)?;
    }
    initdb(folder, binaries, &unfinished, durable)?;
    fs::rename(&unfinished, &pgdata).context("create", &pgdata)?;
    // The rename itself must survive a power cut as well.
    File::open(folder.path()).and_then(|directory| directory.sync_all()).context("sync", folder.path())
}

fn remove_unfinished(root: &Path) -> Result<(), LaunchError> {
    for entry in fs::read_dir(root).context("read", root)? {
        let entry = entry.context("read", root)?;
        if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) {
            fs::remove_dir_all(entry.path()).context("remove", &entry.path())?;
        }
    }
    Ok(())
}

/// A backup restored by root, say, comes back with root as its owner or with a mode the server refuses.
fn adopt(pgdata: &Path, account: Option<&Account>) -> Result<(), LaunchError> {
    let found = fs::metadata(pgdata).context("inspect", pgdata)?;
    if let Some(account) = account
        && !account.owns(&found)
    {
        account.own_tree(pgdata).context("change the owner of", pgdata)?;
    }
    if found.mode() & 0o777 != 0o700 {
        fs::set_permissions(pgdata, Permissions::from_mode(0o700)).context("set the mode of", pgdata)?;
    }
    Ok(())
}

fn initdb(folder: &Folder, binaries: &Binaries, target: &Path, durable: bool) -> Result<(), LaunchError> {
    let program = binaries.initdb();
    let mut command = Command::new(&program);
    command
        .arg("--pgdata")
        .arg(target)
        // Trust is right for a socket in a directory that nobody else may enter; the network stays shut.
        .args(["--username=postgres", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8"])
        // Bytewise order never changes with the system's libraries, so an index never goes stale with them.
        // Case still folds for é and œ; where French order is wanted, a query names its collation.
        .args(["--lc-collate=C", "--lc-ctype=C.UTF-8", "--lc-messages=C"])
        .args(["--lc-monetary=C", "--lc-numeric=C", "--lc-time=C"]);
    if !durable {
        command.arg("--no-sync");
    }
    prepare(&mut command, folder.account.as_ref(), Signal::Terminate);
    let output = command.stdin(Stdio::null()).output().context("run", &program)?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(LaunchError::Initdb {
        folder: folder.path().to_owned(),
        status: output.status,
        output: String::from_utf8_lossy(&text).trim().to_owned(),
    })
}

/// What `initdb` and `postgres` have in common: the account, the environment, and that they end with us.
pub(crate) fn prepare(command: &mut Command, account: Option<&Account>, with_parent: Signal) {
    // The directory we are in may be closed to the account.
    command.current_dir("/");
    for (name, _) in std::env::vars_os() {
        let name_bytes = name.as_encoded_bytes();
        // PGPORT, PGDATA and the like change the server's defaults; a locale changes what it writes to its log.
        if name_bytes.starts_with(b"PG") || name_bytes.starts_with(b"LC_") || name_bytes == b"LANG" {
            command.env_remove(&name);
        }
    }
    if let Some(account) = account {
        account.apply(command);
    }
    process::depend_on_us(command, with_parent);
}
