//! What can go wrong, in sentences for the person at the terminal.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// Why a private server could not be started or stopped. Each message says what to do about it where something
/// can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// No directory with both `postgres` and `initdb` was found.
    #[error(
        "PostgreSQL {minimum} or later was not found (looked in {looked_in}). Install it with \
         `apt-get install postgresql`, or point MONCHAI_POSTGRES_BIN at the directory that holds `postgres` and \
         `initdb`"
    )]
    NotFound {
        /// The lowest major version that will do.
        minimum: u32,
        /// The places searched, separated by commas.
        looked_in: String,
    },
    /// A client program that fits the server was not found.
    #[error(
        "{program} of PostgreSQL {major} or later was not found (looked in {looked_in}). Install it with \
         `apt-get install postgresql-client-{major}`, or point MONCHAI_POSTGRES_BIN at the directory that holds it"
    )]
    NoTool {
        /// Its name.
        program: String,
        /// The server's major version.
        major: u32,
        /// The places searched, separated by commas.
        looked_in: String,
    },
    /// The newest `PostgreSQL` found is older than what is needed.
    #[error(
        "the PostgreSQL in {} is version {found}, and {minimum} or later is needed. Install one with \
         `apt-get install postgresql`", path.display()
    )]
    TooOld {
        /// The directory of the binaries.
        path: PathBuf,
        /// Their major version.
        found: u32,
        /// The lowest major version that will do.
        minimum: u32,
    },
    /// The data folder was written by a major version that is not installed.
    #[error(
        "the data in {} was written by PostgreSQL {data}, and only {found} was found. Install that version \
         (`apt-get install postgresql-{data}`), or move the data over with `pg_upgrade`", folder.display()
    )]
    WrongMajor {
        /// The data folder.
        folder: PathBuf,
        /// The major version that wrote it.
        data: u32,
        /// The versions found, separated by commas.
        found: String,
    },
    /// `postgres --version` did not answer with a version.
    #[error("cannot tell the version of {}: it answered {answer:?}", path.display())]
    UnknownVersion {
        /// The program asked.
        path: PathBuf,
        /// What it printed.
        answer: String,
    },
    /// Running as root, with no unprivileged account to run the server under.
    #[error(
        "PostgreSQL refuses to run as root, and this system has neither a `postgres` nor a `nobody` account. \
         Run as an ordinary user"
    )]
    NoAccount,
    /// The account that the server runs under cannot enter a directory above the data.
    #[error(
        "the data is in {}, but the account `{account}`, which runs PostgreSQL, may not enter {}. Allow it with \
         `chmod o+x`, move the data, or run as the user who owns it", folder.display(), barrier.display()
    )]
    Unreachable {
        /// The data folder.
        folder: PathBuf,
        /// The first directory on the way to it that bars the account.
        barrier: PathBuf,
        /// The account's name.
        account: String,
    },
    /// Another process uses the same data folder.
    #[error("the data folder {} is locked: {} is using it", folder.display(), holder(*pid))]
    Locked {
        /// The data folder.
        folder: PathBuf,
        /// The process that holds it, where that is known.
        pid: Option<u32>,
    },
    /// The directory for the socket exists already and belongs to somebody else.
    #[error("the socket directory {} belongs to another user, so it is not safe to use", path.display())]
    ForeignSocketDirectory {
        /// The directory.
        path: PathBuf,
    },
    /// `initdb` failed.
    #[error("initdb could not create a cluster in {} ({status}):\n{output}", folder.display())]
    Initdb {
        /// The data folder.
        folder: PathBuf,
        /// How `initdb` ended.
        status: ExitStatus,
        /// What it printed.
        output: String,
    },
    /// The server ended before it was ready.
    #[error("PostgreSQL ended while starting ({status}):\n{log}")]
    Exited {
        /// How it ended.
        status: ExitStatus,
        /// The end of its log.
        log: String,
    },
    /// The server did not accept a connection in time.
    #[error("PostgreSQL accepted no connection within {seconds} s:\n{log}")]
    NotReady {
        /// How long was waited, in seconds.
        seconds: u64,
        /// The end of its log.
        log: String,
    },
    /// The server did not shut down cleanly. Nothing committed is lost: the next start recovers from its log.
    #[error("PostgreSQL did not shut down cleanly ({status})")]
    UncleanStop {
        /// How it ended.
        status: ExitStatus,
    },
    /// The thread that owns the server panicked.
    #[error("the thread that looks after PostgreSQL has failed")]
    KeeperLost,
    /// An operating-system call failed.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was attempted, as a verb: "create", "read".
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

fn holder(pid: Option<u32>) -> String {
    pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
}

/// Names the path and the attempt in an I/O error.
pub(crate) trait IoContext<T> {
    /// Turns the error into [`LaunchError::Io`].
    fn context(self, action: &'static str, path: &Path) -> Result<T, LaunchError>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn context(self, action: &'static str, path: &Path) -> Result<T, LaunchError> {
        self.map_err(|source| LaunchError::Io { action, path: path.to_owned(), source })
    }
}
