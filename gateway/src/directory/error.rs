use domain::decider::Refusal;
use projections::ReadError;

use super::PartyRefusal;

/// Why a use case of the directory was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// It was refused; nothing was written.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Somebody else changed the person since the caller last looked; nothing was written.
    #[error("the person was changed meanwhile")]
    Conflict,
    /// The person's key is not there, though something is sealed under it: the keyring is older than the directory.
    #[error("the key of {0} is missing from the keyring")]
    KeyMissing(domain::units::PartyId),
    /// What is sealed was altered, or belongs to another record.
    #[error("the sealed record {0} does not open with its key")]
    Altered(uuid::Uuid),
    /// Something else is sealed under that id.
    #[error("another record is sealed as {0}")]
    SealedOtherwise(uuid::Uuid),
    /// The machine has no randomness to give.
    #[error("no randomness")]
    Randomness(#[from] getrandom::Error),
    /// A row is not what is written here.
    #[error("unreadable row: {0}")]
    Row(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
}

impl From<PartyRefusal> for DirectoryError {
    fn from(refusal: PartyRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<ReadError> for DirectoryError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Database(error) => Self::Database(error),
            ReadError::Row(error) => Self::Row(error),
            // These reads take no cursor.
            ReadError::Cursor => Self::Database(sqlx::Error::RowNotFound),
        }
    }
}
