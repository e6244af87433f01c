//! Reaching a private server that another process runs.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::probe::{self, Answer};
use crate::socket;

/// A private server that another process has started, and will stop.
#[derive(Clone, Debug)]
pub struct Running {
    socket_dir: PathBuf,
}

impl Running {
    /// The server that runs in that data folder; `None` when none takes connections there.
    pub fn find(data_dir: &Path) -> Option<Self> {
        let requested = data_dir.canonicalize().ok()?;
        let root = fs::read_link(requested.join("elsewhere")).unwrap_or(requested);
        let socket_dir = socket::place(&root.join("run"), &env::temp_dir());
        let ready = probe::ask(&socket::file(&socket_dir)) == Answer::Ready;
        ready.then_some(Self { socket_dir })
    }

    /// A `postgres://` URL for a database and a role of this server.
    pub fn url(&self, database: &str, role: &str) -> String {
        socket::url(&self.socket_dir, database, role)
    }
}
