//! Under which account the server runs: `PostgreSQL` refuses to run as root.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::LaunchError;
use crate::process;

/// An unprivileged account that a root process hands the server to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) name: String,
    uid: u32,
    gid: u32,
}

impl Account {
    /// The account to drop to: none unless this process is root; else the owner of the existing cluster
    /// `pgdata`, so that data made by a user stays that user's; else `postgres`, else `nobody`.
    pub(crate) fn for_server(pgdata: &Path) -> Result<Option<Self>, LaunchError> {
        if process::effective_uid() != 0 {
            return Ok(None);
        }
        // Service accounts are local by convention, so the file is enough and no directory service is asked.
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        if let Ok(existing) = fs::metadata(pgdata)
            && existing.uid() != 0
        {
            return Ok(Some(Self::owning(&passwd, &existing)));
        }
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| entries(&passwd).find(|account| account.name == *name && account.uid != 0))
            .map(Some)
            .ok_or(LaunchError::NoAccount)
    }

    fn owning(passwd: &str, file: &Metadata) -> Self {
        let name = entries(passwd)
            .find(|account| account.uid == file.uid())
            .map_or_else(|| format!("uid {}", file.uid()), |account| account.name);
        Self { name, uid: file.uid(), gid: file.gid() }
    }

    /// Makes the command run as this account, with none of root's groups.
    pub(crate) fn apply(&self, command: &mut Command) {
        // `Command::uid` also drops the supplementary groups when it is root that calls.
        command.gid(self.gid).uid(self.uid);
    }

    /// Gives one file or directory to this account.
    pub(crate) fn own(&self, path: &Path) -> io::Result<()> {
        chown(path, Some(self.uid), Some(self.gid))
    }

    /// Gives a directory and all within to this account, without following links.
    pub(crate) fn own_tree(&self, path: &Path) -> io::Result<()> {
        std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid))?;
        if path.symlink_metadata()?.is_dir() {
            for entry in fs::read_dir(path)? {
                self.own_tree(&entry?.path())?;
            }
        }
        Ok(())
    }

    /// Whether the account owns the file.
    pub(crate) fn owns(&self, file: &Metadata) -> bool {
        file.uid() == self.uid
    }

    /// The first directory, from the root down to `path` itself, that the account may not enter. Directories
    /// that do not exist yet are not in the way.
    pub(crate) fn barrier(&self, path: &Path) -> Option<PathBuf> {
        let mut above: Vec<_> = path.ancestors().collect();
        above.reverse();
        above.into_iter().find(|directory| self.is_barred(directory)).map(Path::to_owned)
    }

    fn is_barred(&self, directory: &Path) -> bool {
        let Ok(found) = fs::metadata(directory) else { return false };
        let enter = match () {
            () if found.uid() == self.uid => 0o100,
            () if found.gid() == self.gid => 0o010,
            () => 0o001,
        };
        found.mode() & enter == 0
    }
}

fn entries(passwd: &str) -> impl Iterator<Item = Account> {
    passwd.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?.to_owned();
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(Account { name, uid, gid })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn passwd_lines_are_read_and_others_skipped() {
        let found: Vec<_> =
            entries("root:x:0:0:root:/root:/bin/sh\n# note\npostgres:x:101:104:PG,,,:/var:/bin/sh\n")
                .collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1], Account { name: "postgres".into(), uid: 101, gid: 104 });
    }

    #[test]
    fn a_closed_directory_above_is_the_barrier() {
        let top = std::env::temp_dir().join(format!("monchai-barrier-{}", std::process::id()));
        let inner = top.join("a/b");
        fs::create_dir_all(&inner).expect("created");
        let stranger = Account { name: "stranger".into(), uid: 3_999_999, gid: 3_999_999 };
        fs::set_permissions(&top, fs::Permissions::from_mode(0o711)).expect("mode set");
        assert_eq!(stranger.barrier(&inner.join("not/yet/there")), None);
        fs::set_permissions(&top, fs::Permissions::from_mode(0o700)).expect("mode set");
        assert_eq!(stranger.barrier(&inner), Some(top.clone()));
        fs::remove_dir_all(&top).expect("removed");
    }
}
