use std::path::{Path, PathBuf};

use domain::units::EstateId;

use crate::database::DatabaseError;

/// Why a backup was not taken, or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no database to work with.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database failed.
    #[error("PostgreSQL")]
    Sql(#[from] sqlx::Error),
    /// No program of PostgreSQL that fits.
    #[error(transparent)]
    Tool(#[from] launcher::LaunchError),
    /// A program of PostgreSQL failed.
    #[error("{program} : {said}")]
    Program {
        /// Which.
        program: &'static str,
        /// What it said.
        said: String,
    },
    /// A file could not be read or written.
    #[error("{}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The manifest is none.
    #[error("{} n'est pas un manifeste de sauvegarde", path.display())]
    Manifest {
        /// Which.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
    /// A chain does not hold.
    #[error("domaine {estate} : la chaîne ne tient pas")]
    Broken {
        /// Whose.
        estate: EstateId,
        /// Where.
        source: journal::verify::VerifyError,
    },
    /// The read models could not be rebuilt.
    #[error(transparent)]
    Projection(#[from] projections::ProjectionError),
    /// Something else that one sentence tells.
    #[error("{0}")]
    Said(String),
}

/// Names the file in an I/O error.
pub(super) fn of(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError + '_ {
    |source| BackupError::File { path: path.to_owned(), source }
}
