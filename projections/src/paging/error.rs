/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A row is not what its model writes.
    #[error("unreadable row: {0}")]
    Row(#[from] serde_json::Error),
    /// The cursor was not made by this list.
    #[error("not a cursor of this list")]
    Cursor,
}
