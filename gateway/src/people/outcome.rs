use std::error::Error;

use domain::decider::Refusal;

use super::{PeopleRefusal, PostError};

/// A fault of ours, or of what we lean on.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A password could not be hashed.
    #[error("a password cannot be hashed: {0}")]
    Password(argon2::password_hash::Error),
    /// The system gives no randomness.
    #[error("the system gives no randomness: {0}")]
    Randomness(#[from] getrandom::Error),
    /// A letter could not be sent.
    #[error("a letter could not be sent")]
    Post(#[from] PostError),
    /// The session store.
    #[error("the session store: {0}")]
    Session(#[from] tower_sessions::session::Error),
    /// A task was lost.
    #[error("a task was lost: {0}")]
    Lost(Box<dyn Error + Send + Sync>),
    /// The ledger.
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
}

/// Why something was not done.
#[derive(Debug)]
pub enum Denied {
    /// It is refused.
    Refused(PeopleRefusal),
    /// A rule of the books refuses it.
    Rule(Refusal),
    /// It failed.
    Fault(PeopleError),
}

/// What comes of a use case.
pub type Outcome<T> = Result<T, Denied>;

impl PeopleError {
    pub(super) fn lost(error: tokio::task::JoinError) -> Self {
        Self::Lost(Box::new(error))
    }
}

impl From<PeopleRefusal> for Denied {
    fn from(refusal: PeopleRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<PeopleError>> From<E> for Denied {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}
