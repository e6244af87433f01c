use std::error::Error;
use std::io;
use std::sync::Arc;

use domain::decider::Refusal;

/// What a fault of something else is carried in.
type Cause = Box<dyn Error + Send + Sync + 'static>;

/// A fault of the journal or of what it stands on: nothing that a user did wrong.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The database does not answer, or refuses.
    #[error("the database of the journal: {0}")]
    Database(#[from] sqlx::Error),
    /// The same, told to all that shared a call.
    #[error(transparent)]
    Shared(Arc<JournalError>),
    /// What is stored cannot be read as what it should be.
    #[error("{what} cannot be read: {cause}")]
    Unreadable {
        /// What was read.
        what: String,
        /// Why it failed.
        cause: Cause,
    },
    /// What should be stored cannot be written as JSON.
    #[error("{what} cannot be written: {cause}")]
    Unwritable {
        /// What was to be written.
        what: &'static str,
        /// Why it failed.
        cause: Cause,
    },
    /// The file of an export cannot be written or read.
    #[error("the file of the journal: {0}")]
    File(#[from] io::Error),
}

impl JournalError {
    /// The event at that position cannot be read.
    pub fn unreadable(position: i64, cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Unreadable { what: format!("the event at position {position}"), cause: Box::new(cause) }
    }

    pub(crate) fn unreadable_stream(aggregate_type: &str, sequence: i64, cause: impl Into<Cause>) -> Self {
        Self::Unreadable { what: format!("event {sequence} of a {aggregate_type}"), cause: cause.into() }
    }

    pub(crate) fn unwritable(what: &'static str, cause: impl Into<Cause>) -> Self {
        Self::Unwritable { what, cause: cause.into() }
    }

    /// True when the connection broke, or the server is not there for the moment: the same call can succeed later, and
    /// nobody knows whether what was under way took effect.
    pub fn is_lost(&self) -> bool {
        let error = match self {
            Self::Database(error) => error,
            Self::Shared(error) => return error.is_lost(),
            _ => return false,
        };
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::WorkerCrashed => true,
            // admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, connection exceptions
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                matches!(code.as_ref(), "57P01" | "57P02" | "57P03" | "53300") || code.starts_with("08")
            }),
            _ => false,
        }
    }

    /// True when the database says that others were quicker.
    pub(crate) fn is_conflict(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        // unique_violation, serialization_failure, deadlock_detected
        error.code().is_some_and(|code| matches!(code.as_ref(), "23505" | "40001" | "40P01"))
    }
}

/// Why an operation stops before its end.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// A rule refuses it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Others were quicker: it has to decide again.
    #[error("a stream moved on in the meantime")]
    Conflict,
    /// The command was done before. The operation only passes it on; [`Journal::perform`](crate::Journal::perform)
    /// gives the first answer.
    #[error("the command was done before")]
    Repeated,
    /// The journal fails.
    #[error(transparent)]
    Fault(#[from] JournalError),
}

/// Why an operation was not carried out. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum PerformError {
    /// A rule refuses it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Others were quicker, again and again.
    #[error("others kept changing the same streams")]
    Conflict,
    /// The command id belongs to another command.
    #[error("the command id was used for another command")]
    CommandReused,
    /// The journal fails. When the connection broke during the append and stayed away, it is not known whether the
    /// command was done: ask again with the same command id.
    #[error(transparent)]
    Fault(#[from] JournalError),
}
