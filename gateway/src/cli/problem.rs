use std::fmt::Write as _;

use documents::drm_csv::RowError;
use domain::decider::Refusal;

use crate::database::DatabaseError;
use crate::directory::ImportMistake;
use crate::messages::{Labels, Language, import_problem, row_problem, sentence};

/// Why a command of the command line did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// There is no database to work with.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
    /// The read models failed.
    #[error(transparent)]
    Projection(#[from] projections::ProjectionError),
    /// A DRM file cannot open an estate.
    #[error(transparent)]
    Opening(#[from] crate::drm_file::NotOpened),
    /// The ledger could not be read.
    #[error(transparent)]
    Refold(#[from] crate::refold::RefoldError),
    /// A backup was not taken, or not restored.
    #[error(transparent)]
    Backup(#[from] crate::backup::BackupError),
    /// A file could not be read or written.
    #[error("{path}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The server could not serve.
    #[error("serving")]
    Serve(#[source] std::io::Error),
    /// The domain refused.
    #[error("{0}")]
    Refused(Refusal),
    /// A DRM file has mistakes; nothing was written.
    #[error("{} mistakes", .0.len())]
    Rows(Vec<RowError>),
    /// A list of customers has mistakes; nothing was written.
    #[error("{} mistakes", .0.len())]
    Customers(Vec<ImportMistake>),
    /// Something else that one sentence tells.
    #[error("{0}")]
    Said(String),
}

impl Problem {
    /// What a person reads, with all causes.
    pub fn told(&self, language: Language) -> String {
        match self {
            Self::Refused(refusal) => {
                format!("{} ({})", sentence(refusal, &Labels::new(), language), refusal.code)
            }
            Self::Rows(errors) => {
                let lines: Vec<String> = errors.iter().map(|error| row_problem(error, language)).collect();
                lines.join("\n")
            }
            Self::Customers(mistakes) => {
                let lines: Vec<String> =
                    mistakes.iter().map(|mistake| import_problem(mistake, language)).collect();
                lines.join("\n")
            }
            other => {
                let mut text = other.to_string();
                let mut cause = std::error::Error::source(other);
                while let Some(error) = cause {
                    let _ = write!(text, " : {error}");
                    cause = error.source();
                }
                text
            }
        }
    }
}
