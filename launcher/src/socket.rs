//! The directory of the Unix socket, and the address that clients are given.

use std::env;
use std::fmt::Write;
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::error::{IoContext, LaunchError};
use crate::folder::{self, Folder};
use crate::process;

/// The port is no more than a part of the socket's file name.
pub(crate) const PORT: u16 = 5432;

/// The kernel allows 108 bytes for a socket's path on Linux, 104 elsewhere.
const LONGEST: usize = 100;

/// Creates the socket directory, which nobody but the server's account (and root) may enter: within the folder, or
/// under the system's temporary directory where that path would be too long.
pub(crate) fn prepare(folder: &Folder) -> Result<PathBuf, LaunchError> {
    let path = place(&folder.run(), &env::temp_dir());
    let account = folder.account.as_ref();
    match DirBuilder::new().mode(0o700).create(&path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error).context("create", &path),
    }
    let found = fs::symlink_metadata(&path).context("inspect", &path)?;
    let owned = account.is_some_and(|account| account.owns(&found));
    if !found.is_dir() || !(owned || found.uid() == process::effective_uid()) {
        return Err(LaunchError::ForeignSocketDirectory { path });
    }
    if found.mode() & 0o777 != 0o700 {
        fs::set_permissions(&path, Permissions::from_mode(0o700)).context("set the mode of", &path)?;
    }
    if let Some(account) = account
        && !owned
    {
        account.own(&path).context("change the owner of", &path)?;
    }
    Ok(path)
}

pub(crate) fn place(within: &Path, temporary: &Path) -> PathBuf {
    let short = format!("monchai-{}", folder::tag(within));
    [within.to_owned(), temporary.join(&short)]
        .into_iter()
        .find(|directory| file(directory).as_os_str().len() <= LONGEST)
        .unwrap_or_else(|| Path::new("/tmp").join(&short))
}

/// Removes a socket directory made outside of the folder. One within stays for the next start.
pub(crate) fn tidy(directory: &Path, folder: &Folder) {
    if directory != folder.run() {
        // Not empty when the server was killed; the next start uses it again.
        let _ = fs::remove_dir(directory);
    }
}

/// The socket itself.
pub(crate) fn file(directory: &Path) -> PathBuf {
    directory.join(format!(".s.PGSQL.{PORT}"))
}

/// Where the socket directory is said in a URL that both sqlx and libpq read. `localhost` is there because a URL
/// with a user must have a host; the parameter takes its place. Encryption is off: the bytes never leave the machine.
pub(crate) fn url(directory: &Path, database: &str, role: &str) -> String {
    format!(
        "postgres://{}@localhost/{}?host={}&port={PORT}&sslmode=disable",
        percent_encoded(role.as_bytes()),
        percent_encoded(database.as_bytes()),
        percent_encoded(directory.as_os_str().as_encoded_bytes()),
    )
}

fn percent_encoded(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, &byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_too_long_for_a_socket_moves_to_a_short_one() {
        let temporary = Path::new("/tmp");
        assert_eq!(place(Path::new("/srv/run"), temporary), Path::new("/srv/run"));
        let long = PathBuf::from(format!("/srv/{}", "x".repeat(100)));
        let short = place(&long, temporary);
        assert!(short.starts_with("/tmp") && file(&short).as_os_str().len() <= LONGEST, "{short:?}");
        assert!(place(&long, &long).starts_with("/tmp"), "a long TMPDIR does not help either");
    }

    #[test]
    fn names_and_paths_are_encoded() {
        assert_eq!(
            url(Path::new("/srv/mon chai/run"), "a&b", "é"),
            "postgres://%C3%A9@localhost/a%26b?host=%2Fsrv%2Fmon%20chai%2Frun&port=5432&sslmode=disable"
        );
    }
}
