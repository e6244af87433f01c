//! A private `PostgreSQL` server, owned by the process that starts it.
//!
//! [`PrivatePostgres::start`] finds the `PostgreSQL` that the system has installed, creates a cluster in a data
//! folder when there is none, and runs it as a direct child: reachable through a Unix socket alone, with fsync
//! on, and stopped together with its parent even when that parent is killed.
//!
//! The folder it is given is wholly its own:
//!
//! ```text
//! <data_dir>/lock         held for as long as a launcher uses the folder; says which process does
//! <data_dir>/pgdata/      the cluster, mode 0700
//! <data_dir>/run/         the socket, mode 0700
//! <data_dir>/server.log   what the server says
//! <data_dir>/elsewhere    only where the server's account cannot reach the folder: a link to where the data is
//! ```

mod account;
mod attach;
mod binaries;
mod cluster;
mod error;
mod folder;
mod leftover;
mod postgres;
mod probe;
mod process;
mod server;
mod socket;
mod sweep;
mod tools;
pub mod wrapper;

pub use attach::Running;
pub use error::LaunchError;
pub use postgres::{Options, PrivatePostgres};
pub use tools::tool;
