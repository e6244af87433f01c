//! The public face: options in, a running server out.

use std::path::{Path, PathBuf};

use crate::binaries::Binaries;
use crate::cluster;
use crate::error::LaunchError;
use crate::folder::Folder;
use crate::leftover;
use crate::server::{Keeper, Plan};
use crate::socket;

/// What to start.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder for the cluster, its socket and its log. It is created when missing, and should hold nothing else.
    pub data_dir: PathBuf,
    /// `PostgreSQL` settings, name and value, which prevail over the configuration files. Where the server listens is
    /// not for them to change. Durability is on unless they turn it off, which only tests may do.
    pub settings: Vec<(String, String)>,
    /// The directory that holds `postgres` and `initdb`. Without it, `MONCHAI_POSTGRES_BIN` is asked, and then the
    /// newest version installed is taken, or the one that wrote the existing data.
    pub binaries: Option<PathBuf>,
}

/// A `PostgreSQL` server that belongs to this process, and is stopped when this value is dropped. On Linux it is
/// stopped as well when the process ends in any other way.
///
/// ```no_run
/// let options = launcher::Options { data_dir: "data/postgres".into(), ..launcher::Options::default() };
/// let postgres = launcher::PrivatePostgres::start(&options)?;
/// println!("{}", postgres.url("postgres", "postgres"));
/// postgres.stop()?;
/// # Ok::<(), launcher::LaunchError>(())
/// ```
#[derive(Debug)]
pub struct PrivatePostgres {
    // Dropped in this order: the folder stays locked until the server has gone.
    keeper: Keeper,
    socket_dir: PathBuf,
    folder: Folder,
}

impl PrivatePostgres {
    /// Starts a server, creating its cluster first when there is none, and returns once it takes connections. This
    /// blocks: about a second from nothing, and a tenth of that with existing data.
    ///
    /// The superuser is `postgres`, without a password: whoever may enter the socket directory is trusted, and
    /// nobody may but the account that runs the server. A process of root's runs it as the owner of the data, or
    /// as `postgres`, or as `nobody`. When that account cannot reach the folder, new data is kept under
    /// `/var/lib/monchai` or `/var/tmp/monchai` instead, as [`data_dir`](Self::data_dir) then tells.
    ///
    /// # Errors
    /// Every variant of [`LaunchError`] but [`UncleanStop`](LaunchError::UncleanStop).
    pub fn start(options: &Options) -> Result<Self, LaunchError> {
        let folder = Folder::open(&options.data_dir)?;
        let binaries = Binaries::locate(options.binaries.as_deref(), folder.major()?, folder.path())?;
        cluster::ensure(&folder, &binaries, is_durable(&options.settings))?;
        leftover::clear(&folder.pgdata())?;
        let socket_dir = socket::prepare(&folder)?;
        let keeper = Keeper::start(Plan {
            program: binaries.postgres(),
            pgdata: folder.pgdata(),
            socket_dir: socket_dir.clone(),
            log: folder.log(),
            account: folder.account.clone(),
            settings: options.settings.clone(),
        })?;
        tracing::info!(folder = %folder.path().display(), version = binaries.major, "PostgreSQL is ready");
        Ok(Self { keeper, socket_dir, folder })
    }

    /// A `postgres://` URL for a database and a role of this server, for sqlx and for `psql`. It does not check that
    /// either exists.
    pub fn url(&self, database: &str, role: &str) -> String {
        socket::url(&self.socket_dir, database, role)
    }

    /// The directory of the server's Unix socket.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The folder in use, with links resolved: the one asked for, or the one that stands in for it.
    pub fn data_dir(&self) -> &Path {
        self.folder.path()
    }

    /// Ends every session, writes a checkpoint, and returns once the server has gone.
    ///
    /// # Errors
    /// [`LaunchError::UncleanStop`] when it had died before or had to be killed; what was committed is safe.
    pub fn stop(mut self) -> Result<(), LaunchError> {
        self.keeper.stop()
        // Dropping `self` sees to the rest.
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        if let Err(error) = self.keeper.stop() {
            tracing::warn!(%error, "stopping PostgreSQL");
        }
        socket::tidy(&self.socket_dir, &self.folder);
    }
}

fn is_durable(settings: &[(String, String)]) -> bool {
    !settings.iter().any(|(name, value)| name == "fsync" && value == "off")
}
